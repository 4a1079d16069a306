using Baton.Desk.Texts;

namespace Baton.Desk.Cases;

/// <summary>
/// Puts time line entries into one reader's language. Pure. What a parameter's name begins with says what its value is: a status, an
/// action, an element, a reason, a user, a role; anything else is text as it stands.
/// </summary>
internal sealed class TimelineWords(
    string language,
    string processId,
    PackWords words,
    IReadOnlyDictionary<string, string> names,
    IReadOnlyDictionary<string, LocalizedText> roles
)
{
    public const string User = "user";
    public const string Role = "role";
    public const string Status = "status";
    public const string Action = "action";
    public const string Element = "element";
    public const string ElementName = "elementName";
    public const string ReasonKey = "reasonKey";

    public static IEnumerable<string> People(IReadOnlyDictionary<string, string> values) =>
        values.Where(value => value.Key == User).Select(value => value.Value);

    public TimelineItem Say(TimelineEntry entry, IReadOnlyDictionary<string, string> values)
    {
        var actorName = entry.Actor is null ? null : names.GetValueOrDefault(entry.Actor, entry.Actor);
        var spoken = new List<(string, string)> { ("actor", actorName ?? DeskTexts.Get("timeline.system", language)) };
        spoken.AddRange(values.Select(value => (value.Key, Word(value.Key, value.Value, values))));
        var text = DeskTexts.Get(Sentence(entry, values), language, [.. spoken]);
        return new(entry.Key, entry.At, entry.Code, text, entry.Actor, actorName, entry.TaskKey, values);
    }

    /// <summary>The most telling sentence that the parameters can fill: a task for one person reads differently from one for a group.</summary>
    private static string Sentence(TimelineEntry entry, IReadOnlyDictionary<string, string> values)
    {
        var key = "timeline." + entry.Code;
        foreach (var variant in new[] { User, Role, ReasonKey, Action, "reason" })
        {
            if (values.ContainsKey(variant) && DeskTexts.Find(key + "." + variant, Languages.English) is not null)
                key += "." + variant;
        }
        return DeskTexts.Find(key, Languages.English) is null ? "timeline.other" : key;
    }

    private string Word(string name, string value, IReadOnlyDictionary<string, string> values) =>
        name switch
        {
            User => names.GetValueOrDefault(value, value),
            Role => string.Join(DeskTexts.Get("list.separator", language), value.Split(',').Select(RoleName)),
            Status => words.Status(value, language),
            Action => words.Action(value, language),
            Element => words.Element(processId, value, values.GetValueOrDefault(ElementName, value), language),
            ReasonKey => words.Reason(value, language),
            _ => value,
        };

    private string RoleName(string code) => roles.TryGetValue(code, out var name) ? name.In(language) : code;
}
