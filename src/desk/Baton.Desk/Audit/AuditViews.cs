using System.Text.Json.Nodes;
using Baton.Desk.Storage.Auditing;

namespace Baton.Desk.Audit;

/// <summary>An entry of the audit log in the reader's words.</summary>
/// <param name="Number">Its place in the log, from 1 without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Actor">User name of who did it; null for the program itself.</param>
/// <param name="ActorName">His name; null for the program itself.</param>
/// <param name="RemoteAddress">Where the request came from, if that is known.</param>
/// <param name="Kind">What was changed: user, role, department, token, pack, customer-tier, deployment or settings.</param>
/// <param name="KindText">The same as words.</param>
/// <param name="Target">Which one of its kind.</param>
/// <param name="Action">created, changed or deleted.</param>
/// <param name="ActionText">The same as words.</param>
/// <param name="Before">The changed fields as they were; of a list, the elements that went.</param>
/// <param name="After">The changed fields as they are since; of a list, the elements that came. Secrets are "changed".</param>
/// <param name="Hash">SHA-256 over the hash of the entry before and this one, in hexadecimal.</param>
public sealed record AuditLine(
    long Number,
    DateTimeOffset At,
    string? Actor,
    string? ActorName,
    string? RemoteAddress,
    string Kind,
    string KindText,
    string Target,
    string Action,
    string ActionText,
    JsonObject Before,
    JsonObject After,
    string Hash
)
{
    internal static AuditLine Of(AuditEntry row, IReadOnlyDictionary<string, string> names, string language) =>
        new(
            row.Number,
            row.At,
            row.Actor,
            row.Actor is null ? null : names.GetValueOrDefault(row.Actor, row.Actor),
            row.RemoteAddress,
            row.Kind,
            AuditTexts.Words.Get("kind." + row.Kind, language),
            row.Target,
            row.Action,
            AuditTexts.Words.Get("action." + row.Action, language),
            Fields(row.Before),
            Fields(row.After),
            row.Hash
        );

    private static JsonObject Fields(string json) => JsonNode.Parse(json)!.AsObject();
}

/// <summary>A kind of things to filter by.</summary>
public sealed record AuditKind(string Code, string Name)
{
    /// <summary>All kinds in the reader's words.</summary>
    public static IReadOnlyList<AuditKind> All(string language) =>
        [.. AuditKinds.All.Select(code => new AuditKind(code, AuditTexts.Words.Get("kind." + code, language)))];
}
