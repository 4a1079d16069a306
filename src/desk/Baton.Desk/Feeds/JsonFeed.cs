using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Desk.Feeds;

/// <summary>A feed as JSON. Pure.</summary>
internal static class JsonFeed
{
    public const string MediaType = "application/json";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Feed feed, string desk)
    {
        var tasks = feed.Tasks.Select(task => new JsonObject
        {
            ["key"] = FormattableString.Invariant($"{task.Key}"),
            ["title"] = task.Title,
            ["caseNumber"] = task.CaseNumber,
            ["subject"] = task.Subject,
            ["status"] = task.Status,
            ["isMine"] = task.IsMine,
            ["createdAt"] = task.CreatedAt.UtcDateTime,
            ["dueAt"] = task.DueAt?.UtcDateTime,
            ["priority"] = task.Priority,
            ["url"] = desk + task.Path,
        });
        return new JsonObject { ["user"] = feed.User.DisplayName, ["tasks"] = new JsonArray([.. tasks]) }.ToJsonString(Json);
    }
}
