using System.Text.Json.Nodes;
using Baton.Desk.Notifications.Templates;

namespace Baton.Desk.Notifications.Messages;

/// <summary>A message in its final words, or why there are none.</summary>
internal sealed record MessageWording(string Subject, string Text, string? Html, LiquidFault? Fault)
{
    private const int SubjectMax = 300;
    private const int SmsMax = 1_000;

    /// <summary>Fills a template for one channel and language. Pure; a template that cannot be filled is a fault that says where.</summary>
    public static MessageWording Of(
        ShelvedTemplate? template,
        string code,
        string channel,
        string language,
        JsonObject values,
        string receivers,
        TimeZoneInfo zone
    )
    {
        if (template is null)
            return new("", "", null, new($"There is no template '{code}'.", null));
        var said = MessageValues.Say(values, language, zone);
        said[TemplateVariables.Receiver] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = receivers };
        var content = template.Content;
        try
        {
            var subject = Line(Fill("subject", content.Subject, false));
            var body = content.Body(channel);
            var text = ReferenceEquals(body, content.Subject)
                ? subject
                : Fill(channel == MessageChannels.Sms ? "sms" : "text", body, false).Trim();
            if (channel == MessageChannels.Sms && text.Length > SmsMax)
                text = text[..SmsMax];
            var html = channel == MessageChannels.Mail && content.Html is { } page ? Fill("html", page, true) : null;
            return new(subject, text, html, null);
        }
        catch (LiquidException error)
        {
            return new("", "", null, error.Fault);
        }

        string Fill(string place, LocalizedText source, bool isHtml)
        {
            try
            {
                return LiquidText.Fill(source.In(language), said, isHtml);
            }
            catch (LiquidException error)
            {
                var line = error.Fault.Line is { } number ? $", line {number}" : "";
                throw new LiquidException(
                    error.Fault with
                    {
                        Message = $"{template.Code}, {place} ({language}){line}: {error.Fault.Message}",
                    }
                );
            }
        }
    }

    /// <summary>In one line: a line break in a subject would begin another header.</summary>
    private static string Line(string text)
    {
        var line = string.Join(
            ' ',
            text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );
        return line.Length > SubjectMax ? line[..SubjectMax] : line;
    }
}
