using System.Xml;
using Baton.Desk.Texts;

namespace Baton.Desk.Cases;

/// <summary>
/// Puts time line entries into one reader's language. Pure. What a parameter's name begins with says what its value is: a status, an
/// action, an element, a reason, a user, a group; anything else is text as it stands.
/// </summary>
internal sealed class TimelineWords(
    string language,
    string processId,
    PackWords words,
    IReadOnlyDictionary<string, string> names,
    IReadOnlyDictionary<string, LocalizedText> groups
)
{
    public const string User = "user";
    public const string Role = "role";
    public const string Status = "status";
    public const string Action = "action";
    public const string Element = "element";

    /// <summary>What stands between names that are kept in one value.</summary>
    public const string Comma = ", ";

    /// <summary>Names of fields that were changed.</summary>
    public const string Fields = "fields";

    /// <summary>Names of those to whom a message went.</summary>
    public const string To = "to";

    /// <summary>Keywords that were set.</summary>
    public const string Keywords = "keywords";
    public const string ElementName = "elementName";

    /// <summary>Code of a channel.</summary>
    public const string Channel = "channel";

    /// <summary>Code of a severity.</summary>
    public const string Severity = "severity";
    public const string ReasonKey = "reasonKey";

    /// <summary>How long a task might wait, an ISO 8601 duration.</summary>
    public const string Within = "within";

    /// <summary>Who had the task that moved on: a user, or else roles.</summary>
    public const string Holder = "holder";

    /// <summary>Marks of a clock such as <c>warning:1</c>, with commas between.</summary>
    public const string Marks = "marks";
    public const string HolderRoles = "holderRoles";

    /// <summary>The absent person for whom the actor did it.</summary>
    public const string For = "for";

    /// <summary>Key of the message, by which its words are found.</summary>
    public const string Message = "message";

    /// <summary>The actor did it by a mail.</summary>
    public const string ByMail = "byMail";

    /// <summary>English name of a time limit; <c>limit.LANGUAGE</c> has the others.</summary>
    public const string Limit = "limit";

    /// <summary>The rule by which a clock did something: FEEL, or a code of the desk's own.</summary>
    public const string Rule = "rule";

    /// <summary>User names or addresses with commas between.</summary>
    public const string Told = "told";

    /// <summary>Code of what a clock did.</summary>
    public const string ClockAction = "clockAction";

    private static readonly (string Name, TimeSpan Unit)[] Units =
    [
        ("days", TimeSpan.FromDays(1)),
        ("hours", TimeSpan.FromHours(1)),
        ("minutes", TimeSpan.FromMinutes(1)),
        ("seconds", TimeSpan.FromSeconds(1)),
    ];

    public static IEnumerable<string> People(IReadOnlyDictionary<string, string> values) =>
        values
            .Where(value => value.Key is User or Holder or For)
            .Select(value => value.Value)
            .Concat(values.TryGetValue(Told, out var told) ? told.Split(',') : []);

    /// <summary>The groups that the sentence will name.</summary>
    public static IEnumerable<string> Groups(IReadOnlyDictionary<string, string> values) =>
        values.Where(value => value.Key is Role or HolderRoles).SelectMany(value => value.Value.Split(','));

    public TimelineItem Say(TimelineEntry entry, IReadOnlyDictionary<string, string> values)
    {
        var actorName = entry.Actor is null ? null : names.GetValueOrDefault(entry.Actor, entry.Actor);
        var spoken = new List<(string, string)> { ("actor", Actor(actorName, values)) };
        spoken.AddRange(values.Select(value => (value.Key, Word(value.Key, value.Value, values))));
        var text = DeskTexts.Get(Sentence(entry, values), language, [.. spoken]);
        return new(entry.Key, entry.At, entry.Code, text, entry.Actor, actorName, entry.TaskKey, values);
    }

    private string Actor(string? name, IReadOnlyDictionary<string, string> values) =>
        name is null ? DeskTexts.Get("timeline.system", language)
        : values.ContainsKey(ByMail) ? DeskTexts.Get("timeline.actor-by-mail", language, ("actor", name))
        : values.TryGetValue(For, out var absent)
            ? DeskTexts.Get("timeline.actor-for", language, ("actor", name), ("absent", names.GetValueOrDefault(absent, absent)))
        : name;

    /// <summary>The most telling sentence that the parameters can fill: a task for one person reads differently from one for a group.</summary>
    private static string Sentence(TimelineEntry entry, IReadOnlyDictionary<string, string> values)
    {
        var key = "timeline." + entry.Code;
        foreach (var variant in new[] { User, Role, ReasonKey, Action, "reason", Rule, Told })
        {
            if (values.ContainsKey(variant) && DeskTexts.Find(key + "." + variant, Languages.English) is not null)
                key += "." + variant;
        }
        return DeskTexts.Find(key, Languages.English) is null ? "timeline.other" : key;
    }

    private string Word(string name, string value, IReadOnlyDictionary<string, string> values) =>
        name switch
        {
            User or Holder or For => names.GetValueOrDefault(value, value),
            Role or HolderRoles => GroupNames(value),
            Within => Duration(XmlConvert.ToTimeSpan(value)),
            Status => words.Status(value, language),
            Severity => words.Severity(value, language),
            Channel => DeskTexts.Find("channel." + value, language) ?? value,
            Action => words.Action(value, language),
            Element => words.Element(processId, value, values.GetValueOrDefault(ElementName, value), language),
            ReasonKey => Reason(value, values),
            Marks => MarkNames(value),
            Limit => values.GetValueOrDefault(Limit + "." + language, value),
            Rule => DeskTexts.Find("clock-rule." + value, language) ?? value,
            Told => Punctuation.List(language, value.Split(',').Select(one => names.GetValueOrDefault(one, one))),
            To or Keywords => Punctuation.List(language, value.Split(Comma)),
            ClockAction => DeskTexts.Find("clock-do." + value, language) ?? value,
            _ => value,
        };

    /// <summary>A pack's reason may name the holder and the limit.</summary>
    private string Reason(string key, IReadOnlyDictionary<string, string> values)
    {
        var text = words.Reason(key, language);
        var holder = values.ContainsKey(Holder) ? Holder : HolderRoles;
        return Fill(Fill(text, "{holder}", holder, values), "{within}", Within, values);
    }

    private string Fill(string text, string placeholder, string name, IReadOnlyDictionary<string, string> values) =>
        text.Replace(placeholder, values.TryGetValue(name, out var value) ? Word(name, value, values) : "…", StringComparison.Ordinal);

    /// <summary>The two largest units of a duration, such as "2 days" or "1 hour 30 minutes".</summary>
    private string Duration(TimeSpan span)
    {
        var parts = new List<string>();
        foreach (var (unit, length) in Units)
        {
            var count = (long)(span / length);
            span -= length * count;
            if (count > 0)
                parts.Add(DeskTexts.Get($"duration.{unit}{(count == 1 ? ".one" : "")}", language, ("count", $"{count}")));
        }
        return parts.Count == 0
            ? DeskTexts.Get("duration.seconds", language, ("count", "0"))
            : string.Join(DeskTexts.Get("duration.separator", language), parts.Take(2));
    }

    private string MarkNames(string marks) =>
        Punctuation.List(
            language,
            marks
                .Split(',')
                .Select(mark => mark.Split(':'))
                .Select(parts => DeskTexts.Get("clock-mark." + parts[0], language, ("number", parts.ElementAtOrDefault(1) ?? "")))
        );

    private string GroupNames(string codes) => Punctuation.List(language, codes.Split(',').Select(GroupName));

    private string GroupName(string code) => groups.TryGetValue(code, out var name) ? name.In(language) : code;
}
