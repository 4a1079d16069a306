namespace Baton.Web.Analysis;

/// <summary>What <see cref="FlowCanvas"/> draws.</summary>
/// <param name="Xml">The BPMN file.</param>
/// <param name="Names">Names of elements in the reader's language; others keep the name of the file.</param>
/// <param name="Marks">Figures on elements and arrows.</param>
/// <param name="Chosen">Ids on the way that is marked; none for no way.</param>
public sealed record FlowDrawing(
    string Xml,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<FlowMark> Marks,
    IReadOnlyList<string> Chosen
);

/// <summary>A figure on an element or arrow.</summary>
/// <param name="Id">Of the element or arrow.</param>
/// <param name="Text">The figure; null for colour alone.</param>
/// <param name="Heat">0 to 5: how much of the greatest.</param>
/// <param name="Address">Where the figure leads; null for nowhere.</param>
public sealed record FlowMark(string Id, string? Text, int Heat, string? Address = null);
