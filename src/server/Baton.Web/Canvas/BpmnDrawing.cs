namespace Baton.Web.Canvas;

/// <summary>What <see cref="BpmnCanvas"/> draws.</summary>
/// <param name="Xml">The BPMN file.</param>
/// <param name="Active">Ids of the elements where the work stands now.</param>
/// <param name="Visited">Ids of the elements and flows that were passed.</param>
/// <param name="Names">Names of elements in the reader's language; others keep the name of the file.</param>
public sealed record BpmnDrawing(
    string Xml,
    IReadOnlyList<string> Active,
    IReadOnlyList<string> Visited,
    IReadOnlyDictionary<string, string> Names
);
