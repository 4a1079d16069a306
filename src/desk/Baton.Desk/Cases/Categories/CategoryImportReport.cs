using System.Text.Json.Serialization;

namespace Baton.Desk.Cases.Categories;

/// <summary>What an import does to a category.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CategoryChange>))]
public enum CategoryChange
{
    /// <summary>It is added.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>A name is another one.</summary>
    [JsonStringEnumMemberName("renamed")]
    Renamed,

    /// <summary>It lies below another one.</summary>
    [JsonStringEnumMemberName("moved")]
    Moved,

    /// <summary>Its place among its neighbours is another one.</summary>
    [JsonStringEnumMemberName("reordered")]
    Reordered,

    /// <summary>It is offered no more.</summary>
    [JsonStringEnumMemberName("retired")]
    Retired,

    /// <summary>It is offered again.</summary>
    [JsonStringEnumMemberName("restored")]
    Restored,
}

/// <summary>A line of the file with what becomes of it.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Code">Of the category.</param>
/// <param name="Name">As it is to be, in the reader's language.</param>
/// <param name="Changes">Empty where everything is as it was.</param>
/// <param name="Problems">Why it cannot be; one line with a problem keeps the whole file out.</param>
public sealed record CategoryImportLine(
    int Line,
    string Code,
    string Name,
    IReadOnlyList<CategoryChange> Changes,
    IReadOnlyList<string> Problems
);

/// <summary>What an import did, or would do.</summary>
/// <param name="IsApplied">False for a preview, which changes nothing.</param>
/// <param name="Lines">All lines, in the order of the file.</param>
public sealed record CategoryImportReport(bool IsApplied, IReadOnlyList<CategoryImportLine> Lines)
{
    /// <summary>How many lines have a problem.</summary>
    public int Faulty => Lines.Count(line => line.Problems.Count > 0);

    /// <summary>How many lines change something.</summary>
    public int Changing => Lines.Count(line => line.Changes.Count > 0);

    /// <summary>How many lines do this.</summary>
    public int Count(CategoryChange change) => Lines.Count(line => line.Changes.Contains(change));
}
