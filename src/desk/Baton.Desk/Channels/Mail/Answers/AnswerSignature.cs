using System.Text.Json.Nodes;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>The signature of a mailbox: Liquid that names the agent, the case and the house. Pure.</summary>
internal static class AnswerSignature
{
    /// <summary>Stands where nothing is known; nobody types it.</summary>
    private const string Nothing = "\uFFFC";

    /// <summary>Why it cannot be kept: what Liquid says, or the name that nobody gives; null when it can.</summary>
    public static string? Fault(string source)
    {
        if (LiquidText.Check(source) is { } fault)
            return fault.Message;
        return LiquidText.Names(source).FirstOrDefault(name => !TemplateVariables.IsKnownInAnswers(name, []));
    }

    /// <summary>Filled; a line that would say something that is not known of this agent is left out. Null for none, and for one that cannot be filled.</summary>
    public static string? Fill(string? source, JsonObject facts, string language, TimeZoneInfo zone)
    {
        if (string.IsNullOrWhiteSpace(source))
            return null;
        var known = facts.DeepClone().AsObject();
        foreach (var name in AnswerBlanks.Of([source], known, language, zone))
            AnswerBlanks.Put(known, name, Nothing);
        try
        {
            var filled = LiquidText.Fill(source, MessageValues.Say(known, language, zone), isHtml: false);
            var lines = filled.ReplaceLineEndings("\n").Split('\n').Where(line => !line.Contains(Nothing, StringComparison.Ordinal));
            return string.Join('\n', lines).Trim() is { Length: > 0 } said ? said : null;
        }
        catch (LiquidException)
        {
            return null;
        }
    }
}
