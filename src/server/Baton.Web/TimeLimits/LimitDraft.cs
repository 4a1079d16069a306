using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Web.TimeLimits;

/// <summary>A policy of a time limit while somebody writes it: each member a text of a field. What the form does not know stays as it is.</summary>
public sealed class LimitDraft
{
    /// <summary>The conditions in the order of the form.</summary>
    public static IReadOnlyList<string> Conditions { get; } = ["start", "pause", "stop", "cancel", "reset"];

    private readonly JsonObject _origin;

    private LimitDraft(JsonObject origin) => _origin = origin;

    /// <summary>The code, which cannot be changed once there is a version.</summary>
    public string Code { get; set; } = "";

    /// <summary>By language.</summary>
    public Dictionary<string, string?> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>What it measures.</summary>
    public string Measures { get; set; } = "resolution";

    /// <summary>Codes of case types, separated by commas; empty for all.</summary>
    public string CaseTypes { get; set; } = "";

    /// <summary>The element whose tasks it is about.</summary>
    public string Step { get; set; } = "";

    /// <summary>FEEL by the name of the condition; empty for what is usual.</summary>
    public Dictionary<string, string?> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>now or opened.</summary>
    public string StartsAt { get; set; } = "now";

    /// <summary>How long it may take; empty where a decision says so.</summary>
    public string Target { get; set; } = "";

    /// <summary>The decision that says how long it may take.</summary>
    public string Decision { get; set; } = "";

    /// <summary>Its output.</summary>
    public string Output { get; set; } = "";

    /// <summary>Code of the calendar; empty for what counts for the case.</summary>
    public string Calendar { get; set; } = "";

    /// <summary>Who is told before it is due.</summary>
    public List<NoticeDraft> Warnings { get; } = [];

    /// <summary>Who is told when it starts.</summary>
    public List<NoticeDraft> OnStart { get; } = [];

    /// <summary>Who is told when it stops.</summary>
    public List<NoticeDraft> OnStop { get; } = [];

    /// <summary>When the first round comes after it was due; empty for no rounds.</summary>
    public string RoundsFirst { get; set; } = "";

    /// <summary>How long from round to round.</summary>
    public string RoundsEvery { get; set; } = "";

    /// <summary>How many rounds at most; empty for no end.</summary>
    public string RoundsMax { get; set; } = "";

    /// <summary>Who is told from which round on.</summary>
    public List<NoticeDraft> Ladder { get; } = [];

    /// <summary>What is done.</summary>
    public List<ActionDraft> Actions { get; } = [];

    /// <summary>A policy to begin with.</summary>
    public static LimitDraft New()
    {
        var draft = new LimitDraft([]) { Target = "P2D" };
        foreach (var (tag, _) in Shell.LanguageNames.All)
            draft.Names[tag] = "";
        foreach (var condition in Conditions)
            draft.Rules[condition] = "";
        return draft;
    }

    /// <summary>A policy as it is kept.</summary>
    public static LimitDraft Of(JsonObject content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var draft = new LimitDraft((JsonObject)content.DeepClone())
        {
            Code = Text(content["code"]),
            Measures = Text(content["measures"]),
            CaseTypes = Joined(content["caseTypes"]),
            Step = Text(content["step"]),
            StartsAt = content["startsAt"] is { } startsAt ? Text(startsAt) : "now",
            Calendar = Text(content["calendar"]),
        };
        foreach (var (tag, _) in Shell.LanguageNames.All)
            draft.Names[tag] = Text((content["name"] as JsonObject)?[tag]);
        foreach (var condition in Conditions)
            draft.Rules[condition] = Text(content[condition]);
        if (content["target"] is JsonObject target)
            (draft.Decision, draft.Output) = (Text(target["decision"]), Text(target["output"]));
        else
            draft.Target = Text(content["target"]);
        draft.Warnings.AddRange(Items(content["warnings"]).Select(NoticeDraft.Of));
        draft.OnStart.AddRange(Items(content["onStart"]).Select(NoticeDraft.Of));
        draft.OnStop.AddRange(Items(content["onStop"]).Select(NoticeDraft.Of));
        if (content["rounds"] is JsonObject rounds)
        {
            (draft.RoundsFirst, draft.RoundsEvery, draft.RoundsMax) = (Text(rounds["first"]), Text(rounds["every"]), Text(rounds["max"]));
            draft.Ladder.AddRange(Items(rounds["ladder"]).Select(NoticeDraft.Of));
        }
        draft.Actions.AddRange(Items(content["actions"]).Select(ActionDraft.Of));
        return draft;
    }

    /// <summary>The policy as it is written.</summary>
    public JsonObject Content()
    {
        var content = (JsonObject)_origin.DeepClone();
        content["code"] = Code.Trim();
        var names = new JsonObject();
        foreach (var (tag, _) in Shell.LanguageNames.All)
            names[tag] = Given(Names[tag]) ?? Names.Values.Select(Given).FirstOrDefault(text => text is not null) ?? "";
        content["name"] = names;
        content["measures"] = Measures;
        Put(content, "caseTypes", NoticeDraft.List(CaseTypes));
        Put(content, "step", Given(Step));
        foreach (var condition in Conditions)
            Put(content, condition, Given(Rules[condition]));
        Put(content, "startsAt", StartsAt == "now" ? null : StartsAt);
        if (Given(Decision) is { } decision)
            content["target"] = new JsonObject { ["decision"] = decision, ["output"] = Output.Trim() };
        else
            Put(content, "target", Given(Target));
        Put(content, "calendar", Given(Calendar));
        Put(content, "warnings", Array(Warnings, one => one.Content("at")));
        Put(content, "onStart", Array(OnStart, one => one.Content(null)));
        Put(content, "onStop", Array(OnStop, one => one.Content(null)));
        if (Given(RoundsFirst) is null && Given(RoundsEvery) is null && Ladder.Count == 0)
        {
            content.Remove("rounds");
        }
        else
        {
            var rounds = content["rounds"] as JsonObject ?? [];
            Put(rounds, "first", Given(RoundsFirst));
            Put(rounds, "every", Given(RoundsEvery));
            Put(rounds, "max", Number(RoundsMax));
            rounds["ladder"] = Array(Ladder, one => one.Content("from")) ?? [];
            if (rounds.Parent is null)
                content["rounds"] = rounds;
        }
        Put(content, "actions", Array(Actions, one => one.Content()));
        return content;
    }

    internal static string Text(JsonNode? node) =>
        node switch
        {
            null => "",
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            _ => node.ToJsonString(),
        };

    internal static string Joined(JsonNode? node) => string.Join("; ", (node as JsonArray ?? []).Select(Text));

    internal static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A number as one; anything else as it is written, for the check to say what is wrong.</summary>
    internal static JsonNode? Number(string? text)
    {
        if (Given(text) is not { } given)
            return null;
        return int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : given;
    }

    internal static void Put(JsonObject into, string name, JsonNode? value)
    {
        if (value is null)
            into.Remove(name);
        else
            into[name] = value;
    }

    private static IEnumerable<JsonObject> Items(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    private static JsonArray? Array<T>(List<T> items, Func<T, JsonObject> content) =>
        items.Count == 0 ? null : [.. items.Select(content).ToArray<JsonNode>()];
}

/// <summary>A notice while somebody writes it: when, to whom, how, in which words.</summary>
public sealed class NoticeDraft
{
    private JsonObject _origin = [];

    /// <summary>The instant of a warning, or the first round of a step of the ladder.</summary>
    public string At { get; set; } = "";

    /// <summary>Rules, separated by semicolons.</summary>
    public string To { get; set; } = "";

    /// <summary>Rules, separated by semicolons.</summary>
    public string Cc { get; set; } = "";

    /// <summary>Rules, separated by semicolons.</summary>
    public string Bcc { get; set; } = "";

    /// <summary>Channels, separated by semicolons.</summary>
    public string Channels { get; set; } = "";

    /// <summary>Code of the template.</summary>
    public string Template { get; set; } = "";

    /// <summary>A step of the ladder that counts only until the next one begins.</summary>
    public bool IsOnly { get; set; }

    /// <summary>A notice as it is kept.</summary>
    public static NoticeDraft Of(JsonObject content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new()
        {
            _origin = (JsonObject)content.DeepClone(),
            At = LimitDraft.Text(content["at"] ?? content["from"]),
            To = LimitDraft.Joined(content["to"]),
            Cc = LimitDraft.Joined(content["cc"]),
            Bcc = LimitDraft.Joined(content["bcc"]),
            Channels = LimitDraft.Joined(content["channels"]),
            Template = LimitDraft.Text(content["template"]),
            IsOnly = content["only"] is JsonValue value && value.TryGetValue<bool>(out var isOnly) && isOnly,
        };
    }

    internal JsonObject Content(string? at)
    {
        var content = (JsonObject)_origin.DeepClone();
        if (at == "from")
            LimitDraft.Put(content, at, LimitDraft.Number(At));
        else if (at is not null)
            LimitDraft.Put(content, at, LimitDraft.Given(At));
        LimitDraft.Put(content, "to", List(To));
        LimitDraft.Put(content, "cc", List(Cc));
        LimitDraft.Put(content, "bcc", List(Bcc));
        LimitDraft.Put(content, "channels", List(Channels));
        LimitDraft.Put(content, "template", LimitDraft.Given(Template));
        LimitDraft.Put(content, "only", IsOnly ? true : null);
        return content;
    }

    /// <summary>What semicolons separate, or commas where nothing is computed: FEEL has commas of its own.</summary>
    internal static JsonArray? List(string text)
    {
        char[] separators = text.Contains('=', StringComparison.Ordinal) ? [';', '；'] : [';', '；', ',', '，', '、'];
        var parts = text.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0 ? null : [.. parts.Select(part => (JsonNode)part)];
    }
}

/// <summary>An action while somebody writes it.</summary>
public sealed class ActionDraft
{
    private JsonObject _origin = [];

    /// <summary>When: due, round:2, 75% or -PT4H.</summary>
    public string At { get; set; } = "due";

    /// <summary>What is done.</summary>
    public string Do { get; set; } = "priority";

    /// <summary>To whom, which process, or which field.</summary>
    public string Target { get; set; } = "";

    /// <summary>The priority, or the value of the field as JSON.</summary>
    public string Value { get; set; } = "";

    /// <summary>The member that <see cref="Target"/> is of; null for none.</summary>
    public string? TargetMember =>
        Do switch
        {
            "reassign" => "to",
            "start-process" => "process",
            "set-field" => "field",
            _ => null,
        };

    /// <summary>Whether it has a value.</summary>
    public bool HasValue => Do is "priority" or "set-field";

    /// <summary>An action as it is kept.</summary>
    public static ActionDraft Of(JsonObject content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var draft = new ActionDraft
        {
            _origin = (JsonObject)content.DeepClone(),
            At = LimitDraft.Text(content["at"]),
            Do = LimitDraft.Text(content["do"]),
            Value = LimitDraft.Text(content["value"]),
        };
        draft.Target = draft.TargetMember is { } member ? LimitDraft.Text(content[member]) : "";
        return draft;
    }

    internal JsonObject Content()
    {
        var content = (JsonObject)_origin.DeepClone();
        foreach (var member in new[] { "to", "process", "field", "value" })
            content.Remove(member);
        content["at"] = At.Trim();
        content["do"] = Do;
        if (TargetMember is { } target)
            content[target] = Target.Trim();
        if (HasValue)
            LimitDraft.Put(content, "value", Typed(Value));
        return content;
    }

    /// <summary>Numbers, true and false as such; all else is a text.</summary>
    private static JsonNode? Typed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return LimitDraft.Given(text);
        }
    }
}
