namespace Baton.Web.Versions;

/// <summary>What <see cref="CompareCanvas"/> draws.</summary>
/// <param name="BeforeXml">The earlier BPMN file.</param>
/// <param name="AfterXml">The later BPMN file.</param>
/// <param name="Before">Marks in the earlier one by element: added, removed, changed, rerouted, moved.</param>
/// <param name="After">Marks in the later one.</param>
/// <param name="Counts">Numbers to show at elements of the earlier one.</param>
/// <param name="NamesBefore">By element of the earlier one what it is called in the reader's language, where it does not say so itself.</param>
/// <param name="NamesAfter">The same of the later one.</param>
/// <param name="View">side, before or after.</param>
public sealed record CompareDrawing(
    string BeforeXml,
    string AfterXml,
    IReadOnlyDictionary<string, string> Before,
    IReadOnlyDictionary<string, string> After,
    IReadOnlyDictionary<string, string> Counts,
    IReadOnlyDictionary<string, string> NamesBefore,
    IReadOnlyDictionary<string, string> NamesAfter,
    string View
)
{
    public const string SideBySide = "side";
    public const string OnlyBefore = "before";
    public const string OnlyAfter = "after";
}
