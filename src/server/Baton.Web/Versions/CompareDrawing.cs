namespace Baton.Web.Versions;

/// <summary>What <see cref="CompareCanvas"/> draws.</summary>
/// <param name="BeforeXml">The earlier BPMN file.</param>
/// <param name="AfterXml">The later BPMN file.</param>
/// <param name="Before">Marks in the earlier one by element: added, removed, changed, rerouted, moved.</param>
/// <param name="After">Marks in the later one.</param>
/// <param name="Counts">Numbers to show at elements of the earlier one.</param>
/// <param name="Names">By element what it is called in the reader's language, where the desk has a name of its own.</param>
/// <param name="View">side, before or after.</param>
public sealed record CompareDrawing(
    string BeforeXml,
    string AfterXml,
    IReadOnlyDictionary<string, string> Before,
    IReadOnlyDictionary<string, string> After,
    IReadOnlyDictionary<string, string> Counts,
    IReadOnlyDictionary<string, string> Names,
    string View
)
{
    public const string SideBySide = "side";
    public const string OnlyBefore = "before";
    public const string OnlyAfter = "after";
}
