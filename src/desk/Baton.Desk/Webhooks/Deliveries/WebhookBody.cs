using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>What a hook is told of a case; codes, as names change and have languages.</summary>
internal sealed record ToldCase(
    string Number,
    string Type,
    string Status,
    bool IsClosed,
    string? Department,
    string? Severity,
    string? Customer
);

/// <summary>What a hook is told of a task.</summary>
internal sealed record ToldTask(long Key, string Step, string? Holder, DateTimeOffset? DueAt, string? Action);

/// <summary>What a hook is told of a contact.</summary>
internal sealed record ToldContact(long Key, string Channel, string? Customer);

/// <summary>Writes what is sent, in the form of CloudEvents. Pure. Fields are added in later versions, never taken away.</summary>
internal static class WebhookBody
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(
        string id,
        string @event,
        DateTimeOffset at,
        ToldCase? @case = null,
        ToldTask? task = null,
        ToldContact? contact = null
    )
    {
        var data = new JsonObject();
        if (@case is not null)
        {
            data["case"] = new JsonObject
            {
                ["number"] = @case.Number,
                ["type"] = @case.Type,
                ["status"] = @case.Status,
                ["isClosed"] = @case.IsClosed,
                ["department"] = @case.Department,
                ["severity"] = @case.Severity,
                ["customer"] = @case.Customer,
            };
        }
        if (task is not null)
        {
            data["task"] = new JsonObject
            {
                ["key"] = Key(task.Key),
                ["step"] = task.Step,
                ["holder"] = task.Holder,
                ["dueAt"] = task.DueAt is { } due ? Instant(due) : null,
                ["action"] = task.Action,
            };
        }
        if (contact is not null)
        {
            data["contact"] = new JsonObject
            {
                ["key"] = Key(contact.Key),
                ["channel"] = contact.Channel,
                ["customer"] = contact.Customer,
            };
        }
        var body = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = "/baton",
            ["type"] = @event,
            ["time"] = Instant(at),
            ["datacontenttype"] = "application/json",
            ["data"] = data,
        };
        if (@case is not null)
            body["subject"] = @case.Number;
        return body.ToJsonString(Json);
    }

    private static string Key(long key) => key.ToString(CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
