namespace Baton.Web.Operations;

/// <summary>What <see cref="EngineCanvas"/> draws.</summary>
/// <param name="Xml">The BPMN file.</param>
/// <param name="Names">Names of elements in the reader's language; others keep the name of the file.</param>
public sealed record EngineDrawing(string Xml, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>Ids of the elements where something stands now.</summary>
    public IReadOnlyList<string> Active { get; init; } = [];

    /// <summary>Ids of the elements and flows that were passed.</summary>
    public IReadOnlyList<string> Visited { get; init; } = [];

    /// <summary>Ids of the elements that an incident stops.</summary>
    public IReadOnlyList<string> Stopped { get; init; } = [];

    /// <summary>Numbers at elements, each of which leads somewhere or can be dragged.</summary>
    public IReadOnlyList<DrawingBadge> Badges { get; init; } = [];

    /// <summary>How warm elements are, from 1 to 5, with the words that stand below them.</summary>
    public IReadOnlyList<DrawingHeat> Heat { get; init; } = [];
}

/// <summary>A number at an element.</summary>
/// <param name="Element">The element.</param>
/// <param name="Text">What stands on it.</param>
/// <param name="Kind">running, incident or token.</param>
/// <param name="Label">What it says to those who cannot see it.</param>
/// <param name="Address">Where it leads; null for a token, which is dragged.</param>
public sealed record DrawingBadge(string Element, string Text, string Kind, string Label, string? Address);

/// <summary>How warm an element is.</summary>
public sealed record DrawingHeat(string Element, int Level, string Text);
