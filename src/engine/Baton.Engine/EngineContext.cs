using Baton.Engine.Deployments;

namespace Baton.Engine;

/// <summary>Everything a decision takes from outside: time, keys, randomness, definitions, bounds.</summary>
/// <param name="Now">The instant at which the command is decided; constant for the whole command.</param>
/// <param name="Keys">Gives the keys of what the command creates.</param>
/// <param name="Catalog">The deployed definitions.</param>
/// <param name="Limits">The bounds on what one command may do.</param>
/// <param name="Zone">The zone of the local clock: cron texts and dates without offset. Null is UTC.</param>
/// <param name="Seed">The randomness of this command, for expressions that ask for it; what they gave stands in the events.</param>
public readonly record struct EngineContext(
    DateTimeOffset Now,
    IKeySource Keys,
    IDefinitionCatalog Catalog,
    EngineLimits Limits,
    TimeZoneInfo? Zone = null,
    UInt128 Seed = default
);

/// <summary>A source of 64-bit keys, unique in the whole installation and growing. Used by one thread at a time.</summary>
public interface IKeySource
{
    /// <summary>A key that was never given before; positive.</summary>
    long Next();
}
