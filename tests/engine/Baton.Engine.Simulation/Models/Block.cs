namespace Baton.Engine.Simulation.Models;

/// <summary>A part of a model with one way in and one way out.</summary>
/// <param name="Elements">Its elements.</param>
/// <param name="Flows">The flows inside, each entry begun by a semicolon.</param>
/// <param name="In">The element that begins it.</param>
/// <param name="Out">The element that it is left by.</param>
internal sealed record Block(string Elements, string Flows, string In, string Out)
{
    /// <summary>A block of one element.</summary>
    public static Block One(string id, string element) => new(element, "", id, id);

    /// <summary>A block in front of another.</summary>
    public Block Then(Block next) => new(Elements + next.Elements, $"{Flows}; {Out} -> {next.In}{next.Flows}", In, next.Out);
}
