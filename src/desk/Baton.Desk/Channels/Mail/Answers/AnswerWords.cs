using System.Text;
using System.Text.Json.Nodes;
using Baton.Desk.Channels.Mail.Reading;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>The words of a mail to the customer. Pure.</summary>
internal static class AnswerWords
{
    public const int SubjectMax = 200;
    private const string Answering = "Re: ";

    /// <summary>What was written, the signature, and below all the quote.</summary>
    public static string Whole(string text, string? signature, string? quoteHead, string? quote)
    {
        var whole = new StringBuilder(text.Trim());
        if (signature is { Length: > 0 })
            whole.Append("\n\n-- \n").Append(signature);
        if (quote is not { Length: > 0 })
            return whole.ToString();
        whole.Append("\n\n");
        if (quoteHead is not null)
            whole.Append(quoteHead).Append('\n');
        foreach (var line in quote.ReplaceLineEndings("\n").Split('\n'))
            whole.Append("> ").Append(line).Append('\n');
        return whole.ToString();
    }

    /// <summary>The subject of an answer; one that says so already, in whichever language, stays as it is.</summary>
    public static string Subject(string subject) => MailSubject.IsAnswer(subject) ? subject : Answering + subject;

    /// <summary>In one line; null for nothing.</summary>
    public static string? Line(string? text) => MailReading.Line(text, SubjectMax) is { Length: > 0 } line ? line : null;

    /// <summary>A template filled for its writer, who goes on with it: what is not known stays as its name in braces, so that it is seen.</summary>
    public static MessageWording Fill(ShelvedTemplate template, string language, JsonObject facts, string? receiver, TimeZoneInfo zone)
    {
        var content = template.Content with { Html = null, Sms = null };
        var sources = new[] { content.Subject.In(language), content.Text.In(language) };
        var greeted = new JsonObject { ["name"] = receiver };
        facts[TemplateVariables.Receiver] = greeted;
        foreach (var name in AnswerBlanks.Of(sources, facts, language, zone))
            AnswerBlanks.Put(facts, name, AnswerBlanks.Named(name));
        return MessageWording.Of(
            template with
            {
                Content = content,
            },
            template.Code,
            MessageChannels.Mail,
            language,
            facts,
            greeted["name"]?.GetValue<string>() ?? "",
            zone
        );
    }
}
