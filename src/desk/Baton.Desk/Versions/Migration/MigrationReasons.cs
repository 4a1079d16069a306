using System.Text.RegularExpressions;

namespace Baton.Desk.Versions.Migration;

/// <summary>
/// Why the engine refuses to migrate an instance, in the reader's language. The engine says it in one English sentence, which is kept with each
/// refused instance; the desk finds out which sentence it is.
/// </summary>
internal static class MigrationReasons
{
    private const string Before = ", but ";

    /// <summary>By the code of the text <c>refusal.CODE</c> what the engine says; <c>{source}</c> and <c>{target}</c> stand for ids of elements.</summary>
    internal static readonly IReadOnlyList<(string Code, string Sentence)> Sentences =
    [
        ("mapped-twice", "element '{source}' is mapped twice. "),
        ("no-source", "its process '{any}' has no element '{source}'"),
        ("no-target", "the target process '{any}' has no element '{target}'"),
        ("two-events", "two events are mapped to '{target}'. "),
        ("start", "its start event '{source}', which has yet to run, is not mapped"),
        ("behind-gateway", "the event '{source}', which has yet to run, is not mapped to an event behind '{target}'"),
        ("starts-instances", "'{target}' starts instances and waits for nothing in them"),
        ("cut-off", "'{source}' ({any}) is being cut off. "),
        ("unmapped", "its active element '{source}' is not mapped. "),
        ("other-kind", "'{source}' is mapped to an element of another kind"),
        ("kind", "'{source}' ({any}) is mapped to '{target}' ({any}). "),
        ("manager", "one of '{source}' and '{target}' is a job for an outside task list"),
        ("trigger", "'{source}' waits for another kind of event than '{target}'"),
        ("number", "'{source}' and '{target}' wait for different numbers of events"),
        ("repetition", "one of '{source}' and '{target}' repeats in parallel"),
        ("scope", "'{target}' stands in another scope than '{source}'. "),
        ("gateway-unmapped", "gateway '{source}', at which a token waits, is not mapped"),
        ("flow-unmapped", "the sequence flow '{source}', on which a token waits, is not mapped to a flow into '{target}'. "),
        ("gateway-kind", "gateway '{target}' is of another type than '{source}' or has fewer incoming flows"),
        ("event-kind", "event '{source}' is mapped to an event of another kind"),
        ("event-host", "event '{source}' belongs to '{any}', but '{target}' does not belong to '{any}'"),
        ("wait", "what '{source}' waits for there could not be opened: "),
        ("gone", "no such instance is active"),
        ("undeployed", "no such definition is deployed"),
    ];

    private static readonly IReadOnlyList<(string Code, Regex Pattern)> Patterns =
    [
        .. Sentences.Select(one => (one.Code, new Regex(Pattern(one.Sentence), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))),
    ];

    /// <summary>The reason without what was wanted, which is the same for all; in English where the desk does not know the sentence.</summary>
    /// <param name="reason">What the engine said.</param>
    /// <param name="nameOf">How an element of the version that is left, or (true) of the other one, is called.</param>
    /// <param name="language">The reader's.</param>
    public static string In(string reason, Func<string, bool, string> nameOf, string language)
    {
        var at = reason.IndexOf(Before, StringComparison.Ordinal);
        var rest = at < 0 ? reason : reason[(at + Before.Length)..];
        foreach (var (code, pattern) in Patterns)
        {
            if (pattern.Match(rest) is { Success: true } match)
            {
                return VersionTexts.Words.Get(
                    "refusal." + code,
                    language,
                    ("source", Name("source", isTarget: false)),
                    ("target", Name("target", isTarget: true))
                );

                string Name(string group, bool isTarget) =>
                    match.Groups[group] is { Success: true, Value: var id } ? nameOf(id, isTarget) : "";
            }
        }
        return rest.Length == 0 ? reason : char.ToUpperInvariant(rest[0]) + rest[1..];
    }

    private static string Pattern(string sentence) =>
        "^"
        + Regex
            .Escape(sentence)
            .Replace("\\{source}", "(?<source>[^']+)", StringComparison.Ordinal)
            .Replace("\\{target}", "(?<target>[^']+)", StringComparison.Ordinal)
            .Replace("\\{any}", "[^']+", StringComparison.Ordinal);
}
