using System.Text.RegularExpressions;

namespace Baton.Desk.Notifications.Templates;

/// <summary>One thing wrong with a template.</summary>
/// <param name="Place">name, subject, text, html or sms.</param>
/// <param name="Language">In which of the texts.</param>
/// <param name="Fault">A sentence for what Liquid says; null where <see cref="Variable"/> says it.</param>
/// <param name="Variable">A name that no order gives.</param>
/// <param name="Line">From 1; null where it is not known.</param>
internal sealed record TemplateFault(string Place, string Language, string? Fault, string? Variable, int? Line);

/// <summary>Whether a template can be used: all languages are there, Liquid can read them, and they name only what they get. Pure.</summary>
internal static partial class TemplateChecks
{
    public const int NameMax = 200;
    public const int SubjectMax = 1_000;
    public const int TextMax = 20_000;
    public const int SmsMax = 2_000;

    public static IReadOnlyList<TemplateFault> Check(TemplateContent content)
    {
        var faults = new List<TemplateFault>();
        foreach (var (place, language, source) in content.Sources())
        {
            if (LiquidText.Check(source) is { } fault)
            {
                faults.Add(new(place, language, fault.Message, null, fault.Line));
                continue;
            }
            foreach (var name in LiquidText.Names(source).Where(name => !IsKnown(content, name)))
                faults.Add(new(place, language, null, name, LiquidText.LineOf(source, name)));
        }
        return faults;
    }

    private static bool IsKnown(TemplateContent content, string name) =>
        content.IsForAnswers ? TemplateVariables.IsKnownInAnswers(name, content.Values) : TemplateVariables.IsKnown(name, content.Values);

    /// <summary>The texts that are missing: each that there is must be there in all languages.</summary>
    public static IEnumerable<string> Missing(TemplateContent content)
    {
        foreach (var (place, text) in Texts(content))
        {
            var isMissing = text is null
                ? place is "name" or "subject" or "text"
                : new[] { text.ZhHans, text.ZhHant, text.En }.Any(string.IsNullOrWhiteSpace);
            if (isMissing)
                yield return place;
        }
    }

    /// <summary>The texts that are too long, with what is allowed.</summary>
    public static IEnumerable<(string Place, int Max)> TooLong(TemplateContent content)
    {
        foreach (var (place, text) in Texts(content))
        {
            var max = place switch
            {
                "name" => NameMax,
                "subject" => SubjectMax,
                "sms" => SmsMax,
                "html" => LiquidText.SourceMax,
                _ => TextMax,
            };
            if (text is not null && new[] { text.ZhHans, text.ZhHant, text.En }.Any(one => one?.Length > max))
                yield return (place, max);
        }
    }

    public static bool IsCode(string? code) => code is not null && CodePattern().IsMatch(code);

    private static IEnumerable<(string Place, LocalizedText? Text)> Texts(TemplateContent content) =>
        [("name", content.Name), ("subject", content.Subject), ("text", content.Text), ("html", content.Html), ("sms", content.Sms)];

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
