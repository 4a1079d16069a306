using System.Text.Json.Serialization;
using Baton.Runtime;

namespace Baton.Desk.Organisation.Import;

/// <summary>What an import makes, or would make, of a line.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportChange>))]
public enum ImportChange
{
    [JsonStringEnumMemberName("unchanged")]
    Unchanged,

    [JsonStringEnumMemberName("new")]
    New,

    [JsonStringEnumMemberName("changed")]
    Changed,

    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>A line of the file with what becomes of it.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Key">User name, or code of the department.</param>
/// <param name="Name">The name in the line.</param>
/// <param name="Change">What becomes of it.</param>
/// <param name="Problems">Why it is refused; a refused line changes nothing.</param>
public sealed record ImportLine(int Line, string Key, string Name, ImportChange Change, IReadOnlyList<string> Problems)
{
    /// <summary>The line as somebody else stands in its way.</summary>
    internal ImportLine Refuse(Problem problem) =>
        this with
        {
            Change = ImportChange.Refused,
            Problems = problem.Fields.Count > 0 ? [.. problem.Fields.Select(field => field.Message)] : [problem.Detail],
        };
}

/// <summary>What an import did, or would do.</summary>
/// <param name="IsApplied">False for a preview, which changes nothing.</param>
/// <param name="Lines">All lines, in the order of the file.</param>
/// <param name="Missing">Active users who are not in the file, without oneself and administrators.</param>
/// <param name="Disabled">How many of them were disabled.</param>
/// <param name="WithoutPassword">Users who cannot sign in before an administrator gives them a first password.</param>
public sealed record ImportReport(
    bool IsApplied,
    IReadOnlyList<ImportLine> Lines,
    IReadOnlyList<string> Missing,
    int Disabled,
    IReadOnlyList<string> WithoutPassword
)
{
    /// <summary>How many lines have this end.</summary>
    public int Count(ImportChange change) => Lines.Count(line => line.Change == change);
}

/// <summary>A file to import.</summary>
/// <param name="File">CSV in UTF-8, or an Excel workbook.</param>
/// <param name="Apply">False only says what would be done.</param>
/// <param name="DisableMissing">For people: disables active users who are not in the file.</param>
public sealed record ImportFile(byte[] File, bool Apply, bool DisableMissing = false)
{
    /// <summary>Larger files are refused.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;
}
