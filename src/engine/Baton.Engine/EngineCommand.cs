namespace Baton.Engine;

/// <summary>What somebody asks of one root instance tree. Commands are imperative; <see cref="ProcessEngine.Decide"/> answers them.</summary>
public abstract record EngineCommand
{
    private protected EngineCommand() { }
}
