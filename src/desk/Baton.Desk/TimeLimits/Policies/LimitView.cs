using System.Text.Json.Nodes;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>A policy in a list.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Measures">What it measures.</param>
/// <param name="CaseTypes">Codes of the case types; empty for all.</param>
/// <param name="Step">The element whose tasks it is about; null for none in particular.</param>
/// <param name="Target">How long it may take, an ISO 8601 duration, or the decision that says so; null for call-backs.</param>
/// <param name="Calendar">code of its calendar; null for that of the case.</param>
/// <param name="Version">The version that counts; to be sent back with a change.</param>
/// <param name="IsRetired">No clock starts by it.</param>
/// <param name="Pack">Which pack brought this version; null where an administrator wrote it.</param>
/// <param name="OpenClocks">How many clocks of it have not ended, by whatever version.</param>
/// <param name="LateClocks">How many of them are late.</param>
public sealed record LimitLine(
    string Code,
    string Name,
    string Measures,
    IReadOnlyList<string> CaseTypes,
    string? Step,
    string? Target,
    string? Calendar,
    int Version,
    bool IsRetired,
    string? Pack,
    int OpenClocks,
    int LateClocks
);

/// <summary>One version of a policy.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">From 1.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Content">As docs/guide/time-limit-policies.md says.</param>
/// <param name="IsRetired">No clock starts by it.</param>
/// <param name="Pack">Which pack brought it; null where an administrator wrote it.</param>
/// <param name="Author">User name; null where the program imported it.</param>
/// <param name="AuthorName">His name.</param>
/// <param name="At">When.</param>
/// <param name="Comment">Why.</param>
public sealed record LimitVersionView(
    string Code,
    int Version,
    string Name,
    JsonObject Content,
    bool IsRetired,
    string? Pack,
    string? Author,
    string? AuthorName,
    DateTimeOffset At,
    string? Comment
)
{
    internal static LimitVersionView Of(LimitVersion row, string language, IReadOnlyDictionary<string, string> names)
    {
        var content = JsonNode.Parse(row.Content)!.AsObject();
        return new(
            row.Code,
            row.Version,
            TimeLimitReader.Read(row.Content).Name.In(language),
            content,
            row.IsRetired,
            row.Pack,
            row.Author,
            row.Author is null ? null : names.GetValueOrDefault(row.Author, row.Author),
            row.At,
            row.Comment
        );
    }
}
