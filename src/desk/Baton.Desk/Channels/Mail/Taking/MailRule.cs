using System.Text.Json.Nodes;
using Baton.Desk.Channels.Mail.Reading;
using Baton.Feel;

namespace Baton.Desk.Channels.Mail.Taking;

/// <summary>What the rule of a mailbox says of a mail; null for what it does not say.</summary>
internal sealed record RuleVerdict(string? Type, string? Category, string? Unit, bool? Opens, bool Ignores)
{
    public static RuleVerdict Nothing { get; } = new(null, null, null, null, false);

    /// <summary>What an expression or decision gave: a context with <c>type</c>, <c>category</c>, <c>unit</c>, <c>opens</c>, <c>ignore</c>.</summary>
    public static RuleVerdict Of(FeelValue value)
    {
        if (value.Kind != FeelKind.Context || JsonNode.Parse(FeelJson.ToJson(value)) is not JsonObject said)
            return Nothing;
        return new(Text("type"), Text("category"), Text("unit"), Truth("opens"), Truth("ignore") == true);

        string? Text(string name) =>
            said[name] is JsonValue one && one.TryGetValue<string>(out var text) && text.Trim() is { Length: > 0 and <= 100 } plain
                ? plain
                : null;

        bool? Truth(string name) => said[name] is JsonValue one && one.TryGetValue<bool>(out var truth) ? truth : null;
    }
}

/// <summary>The facts that a rule may look at. Pure.</summary>
internal static class MailFacts
{
    public static JsonObject Of(ReadMail mail, bool isKnownCustomer, string mailbox) =>
        new()
        {
            ["subject"] = mail.Subject,
            ["text"] = mail.NewText.Length > 20_000 ? mail.NewText[..20_000] : mail.NewText,
            ["from"] = mail.From ?? "",
            ["fromName"] = mail.FromName ?? "",
            ["domain"] = mail.From is { } from ? from[(from.LastIndexOf('@') + 1)..] : "",
            ["to"] = new JsonArray([.. mail.To.Select(one => (JsonNode)one)]),
            ["files"] = new JsonArray([.. mail.Files.Select(one => (JsonNode)one.Name)]),
            ["isCustomer"] = isKnownCustomer,
            ["isAutomatic"] = mail.Machine.Kind != MachineKind.None,
            ["mailbox"] = mailbox,
        };
}
