using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Phrases;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>What a template or a phrase could not fill in: it stands in the text in braces until a person says it. Pure.</summary>
internal static partial class AnswerBlanks
{
    private const int Most = 5;

    /// <summary>The names that these texts print and for which nothing is known.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> sources, JsonObject facts, string language, TimeZoneInfo zone)
    {
        var said = MessageValues.Say(facts, language, zone);
        return [.. sources.SelectMany(LiquidText.Printed).Distinct(StringComparer.Ordinal).Where(name => IsBlank(said, name))];
    }

    public static string Named(string name) => "{{ " + name + " }}";

    /// <summary>Says something in the place of a name with dots.</summary>
    public static void Put(JsonObject facts, string name, string value)
    {
        var parts = name.Split('.');
        var at = facts;
        foreach (var part in parts[..^1])
        {
            if (at[part] is not JsonObject inner)
                at[part] = inner = [];
            at = inner;
        }
        at[parts[^1]] = value;
    }

    /// <summary>The blanks that still stand in a text, a few of them at most.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [
            .. Braces()
                .Matches(text)
                .Select(found => found.Value)
                .Concat(PhraseText.PlaceHolders.Where(one => text.Contains(one, StringComparison.Ordinal)))
                .Distinct(StringComparer.Ordinal)
                .Take(Most),
        ];

    private static bool IsBlank(Dictionary<string, object?> said, string name)
    {
        object? at = said;
        foreach (var part in name.Split('.'))
            at = (at as Dictionary<string, object?>)?.GetValueOrDefault(part);
        return string.IsNullOrWhiteSpace(at?.ToString());
    }

    [GeneratedRegex(@"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}
