using Baton.Desk;
using Baton.Desk.Notifications.Templates;

namespace Baton.Web.Notifications;

/// <summary>A template while somebody writes it: one text a place and language.</summary>
internal sealed class TemplateDraft
{
    private readonly Dictionary<(string Place, string Language), Text> _texts = [];

    /// <summary>In the order of the editor.</summary>
    public static IReadOnlyList<string> Places { get; } = ["name", "subject", "text", "html", "sms"];

    public bool IsUrgent { get; set; }

    /// <summary>Agents begin answers to customers with it.</summary>
    public bool IsForAnswers { get; set; }

    /// <summary>Names with commas between.</summary>
    public string Values { get; set; } = "";

    /// <summary>The text of a place in a language.</summary>
    public Text Of(string place, string language) => _texts[(place, language)];

    public static TemplateDraft Of(TemplateContent? content)
    {
        var draft = new TemplateDraft
        {
            IsUrgent = content?.IsUrgent == true,
            IsForAnswers = content?.IsForAnswers == true,
            Values = string.Join(", ", content?.Values ?? []),
        };
        foreach (var place in Places)
        {
            var text = place switch
            {
                "name" => content?.Name,
                "subject" => content?.Subject,
                "text" => content?.Text,
                "html" => content?.Html,
                _ => content?.Sms,
            };
            draft._texts[(place, Languages.SimplifiedChinese)] = new() { Value = text?.ZhHans ?? "" };
            draft._texts[(place, Languages.TraditionalChinese)] = new() { Value = text?.ZhHant ?? "" };
            draft._texts[(place, Languages.English)] = new() { Value = text?.En ?? "" };
        }
        return draft;
    }

    /// <summary>What is written; a page or a text message without a word in any language is none.</summary>
    public TemplateContent Content() =>
        new(Localized("name"), Localized("subject"), Localized("text"), Optional("html"), Optional("sms"), IsUrgent)
        {
            Values = [.. Values.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            IsForAnswers = IsForAnswers,
        };

    private LocalizedText Localized(string place) =>
        new(Written(place, Languages.SimplifiedChinese), Written(place, Languages.TraditionalChinese), Written(place, Languages.English));

    private LocalizedText? Optional(string place) =>
        Languages.All.All(language => string.IsNullOrWhiteSpace(Written(place, language))) ? null : Localized(place);

    private string Written(string place, string language) => (Of(place, language).Value ?? "").ReplaceLineEndings("\n");

    /// <summary>One text.</summary>
    internal sealed class Text
    {
        public string? Value { get; set; }
    }
}
