using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.TimeLimits.Calendars;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>One thing wrong with a policy: where, and what was expected.</summary>
internal sealed record LimitFault(string Place, string Message);

/// <summary>Reads a policy from JSON and collects all that is wrong; docs/guide/time-limit-policies.md tells the format. Pure.</summary>
internal sealed partial class TimeLimitReader
{
    private const int TextMaxLength = 2000;
    private const int ListMaxLength = 50;

    /// <summary>Shorter ones would only burden everybody.</summary>
    private static readonly TimeSpan ShortestRound = TimeSpan.FromMinutes(1);

    private readonly List<LimitFault> _faults = [];

    /// <summary>The policy, or null with what is wrong.</summary>
    public static TimeLimit? Read(JsonNode? json, string place, List<LimitFault> faults)
    {
        var reader = new TimeLimitReader();
        var limit = reader.Limit(json, place);
        faults.AddRange(reader._faults);
        return reader._faults.Count == 0 ? limit : null;
    }

    /// <summary>A version that was checked when it was saved.</summary>
    /// <exception cref="InvalidOperationException">It is wrong nevertheless.</exception>
    public static TimeLimit Read(string content)
    {
        var faults = new List<LimitFault>();
        return Read(JsonNode.Parse(content), "$", faults)
            ?? throw new InvalidOperationException($"Expected a kept policy to be right, but {faults[0].Place}: {faults[0].Message}");
    }

    private TimeLimit? Limit(JsonNode? node, string place)
    {
        if (Node(node, place) is not { } json)
            return null;
        var measures = json.Text("measures") ?? "";
        if (measures.Length > 0 && !LimitMeasures.All.Contains(measures, StringComparer.Ordinal))
            json.Fault("measures", $"Expected one of {string.Join(", ", LimitMeasures.All)}, but found '{measures}'.");
        var code = json.Text("code") ?? "";
        if (code.Length > 0 && !CodePattern().IsMatch(code))
            json.Fault("code", $"Expected up to 100 letters, digits, '.', '_' and '-', but found '{code}'.");
        var name = json.Name("name");
        var limit = new TimeLimit
        {
            Code = code,
            Name = name,
            Measures = measures,
            CaseTypes = json.Texts("caseTypes"),
            Step = json.OptionalText("step"),
            Start = Conditions(json, "start"),
            Pause = Conditions(json, "pause"),
            Stop = Conditions(json, "stop"),
            Cancel = Conditions(json, "cancel"),
            Reset = Conditions(json, "reset"),
            IsFromOpening = StartsAt(json),
            Target = Target(json, measures),
            Calendar = json.OptionalText("calendar"),
            Warnings = json.Objects("warnings", one => new LimitWarning(Instant(one, isWarning: true), Notice(one, isStep: false))),
            OnStart = json.Objects("onStart", one => Notice(one, isStep: false)),
            OnStop = json.Objects("onStop", one => Notice(one, isStep: false)),
            Rounds = json.Object("rounds", Rounds),
            Actions = json.Objects("actions", Action),
        };
        if (limit.Step is not null && !limit.IsOfTask)
            json.Fault("step", "Expected a step only where steps or units are measured.");
        if (limit.IsOfTask && limit.Stop is not null)
            json.Fault("stop", "Expected none, because the end of the task stops it.");
        if (limit.IsOfTask && limit.IsFromOpening)
            json.Fault("startsAt", "Expected 'now', because the clock starts with its task.");
        var full = LimitDefaults.Fill(limit);
        if (!limit.IsOfTask && full.Stop is null && !json.Has("stop"))
            json.Fault("stop", "Expected the condition that stops the clock.");
        json.Done();
        return full;
    }

    private static bool StartsAt(Json json)
    {
        var text = json.OptionalText("startsAt") ?? "now";
        if (text is not ("now" or "opened"))
            json.Fault("startsAt", $"Expected 'now' or 'opened', but found '{text}'.");
        return text == "opened";
    }

    private static Condition? Conditions(Json json, string name)
    {
        if (json.OptionalText(name) is not { Length: > 0 } text)
            return null;
        var condition = Condition.Read(text, out var fault);
        if (fault is not null)
            json.Fault(name, fault);
        return condition;
    }

    private static LimitTarget? Target(Json json, string measures)
    {
        if (measures == LimitMeasures.CallBack)
        {
            if (json.Has("target"))
                json.Fault("target", "Expected none, because the promise says when.");
            return null;
        }
        if (json.IsObject("target"))
        {
            return json.Object("target", one => new LimitTarget(null, one.Text("decision"), one.Text("output")));
        }
        if (json.Text("target") is not { Length: > 0 } text)
            return null;
        return Amount(json, "target", text) is { } amount ? new(amount, null, null) : null;
    }

    private static WorkingAmount? Amount(Json json, string name, string text)
    {
        if (WorkingAmount.TryParse(text, out var amount) && (amount.Days > 0 || amount.Time > TimeSpan.Zero))
            return amount;
        json.Fault(name, $"Expected a duration of days and time such as P2D or PT8H, but found '{text}'.");
        return null;
    }

    /// <summary>The first round may be told when the time is over, without any more.</summary>
    private static WorkingAmount? AtOnce(Json json, string text) =>
        WorkingAmount.TryParse(text, out var amount) && amount == default ? amount : Amount(json, "first", text);

    private static LimitInstant Instant(Json json, bool isWarning)
    {
        var text = json.Text("at") ?? "";
        if (ReadInstant(text) is { } instant && !(isWarning && (instant.IsDue || instant.Round is not null)))
            return instant;
        if (text.Length > 0)
        {
            json.Fault(
                "at",
                isWarning
                    ? $"Expected a share such as 75% or a time before such as -PT4H, but found '{text}'."
                    : $"Expected due, round:2, a share such as 75% or a time before such as -PT4H, but found '{text}'."
            );
        }
        return LimitInstant.Due;
    }

    private static LimitInstant? ReadInstant(string text)
    {
        if (text == "due")
            return LimitInstant.Due;
        if (text.StartsWith("round:", StringComparison.Ordinal))
        {
            return int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var round) && round > 0
                ? new(null, null, round)
                : null;
        }
        if (text.EndsWith('%'))
        {
            return
                decimal.TryParse(
                    text.AsSpan(0, text.Length - 1),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var share
                ) && share is > 0 and < 100
                ? new(share / 100, null, null)
                : null;
        }
        return text.StartsWith('-') && WorkingAmount.TryParse(text[1..], out var before) ? new(null, before, null) : null;
    }

    private static LimitNotice Notice(Json json, bool isStep)
    {
        var notice = new LimitNotice
        {
            To = Rules(json, "to"),
            Cc = Rules(json, "cc"),
            Bcc = Rules(json, "bcc"),
            Channels = json.Texts("channels"),
            Template = json.OptionalText("template"),
        };
        foreach (var channel in notice.Channels.Where(channel => !MessageChannels.All.Contains(channel, StringComparer.Ordinal)))
            json.Fault("channels", $"Expected of {string.Join(", ", MessageChannels.All)}, but found '{channel}'.");
        if (!isStep && notice.Template is null)
            json.Fault("template", "Expected the code of a template.");
        if (!isStep && !notice.Rules.Any())
            json.Fault("to", "Expected somebody who is told.");
        return notice;
    }

    private static List<string> Rules(Json json, string name)
    {
        var rules = json.Texts(name);
        foreach (var rule in rules)
        {
            if (Recipients.WhatIsWrong(rule) is { } wrong)
                json.Fault(name, wrong);
        }
        return rules;
    }

    private LimitRounds Rounds(Json json)
    {
        var every = Amount(json, "every", json.Text("every") ?? "");
        var first = json.OptionalText("first") is { } text ? AtOnce(json, text) : every;
        if (every is { Days: 0 } quick && quick.Time < ShortestRound)
            json.Fault("every", "Expected a minute at least.");
        var max = json.OptionalNumber("max");
        if (max is < 1)
            json.Fault("max", "Expected one round at least, or none to go on for ever.");
        var ladder = json.Objects("ladder", Step);
        if (ladder.Count == 0)
            json.Fault("ladder", "Expected one step at least.");
        else if (ladder.All(step => step.Notice.Template is null))
            json.Fault("ladder", "Expected the template in the first step.");
        return new(first ?? default, every ?? new(1, TimeSpan.Zero), max, ladder);
    }

    private static LadderStep Step(Json json)
    {
        var from = json.OptionalNumber("from") ?? 1;
        if (from < 1)
            json.Fault("from", "Expected a round from 1.");
        return new(from, json.Flag("only"), Notice(json, isStep: true));
    }

    private static LimitAction Action(Json json)
    {
        var what = json.Text("do") ?? "";
        var action = new LimitAction(Instant(json, isWarning: false), what);
        switch (what)
        {
            case LimitAction.Priority:
                if (json.OptionalNumber("value") is not { } priority || priority is < 0 or > 100)
                    json.Fault("value", "Expected a priority from 0 to 100.");
                else
                    action = action with { Value = priority };
                break;
            case LimitAction.Reassign:
                action = action with { Target = json.Text("to") };
                if (action.Target is { Length: > 0 } to && !ReassignPattern().IsMatch(to))
                    json.Fault("to", $"Expected user:NAME or role:CODE, but found '{to}'.");
                break;
            case LimitAction.StartProcess:
                action = action with { Target = json.Text("process") };
                break;
            case LimitAction.SetField:
                action = action with { Target = json.Text("field"), Value = json.Any("value") };
                break;
            case LimitAction.NextManager:
            case "":
                break;
            default:
                json.Fault("do", $"Expected one of {string.Join(", ", LimitAction.All)}, but found '{what}'.");
                break;
        }
        return action;
    }

    private Json? Node(JsonNode? node, string place)
    {
        if (node is JsonObject json)
            return new(json, place, _faults);
        _faults.Add(new(place, "Expected an object."));
        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    [GeneratedRegex("^(user|role):[A-Za-z0-9._@-]{1,100}$", RegexOptions.CultureInvariant)]
    private static partial Regex ReassignPattern();

    /// <summary>One object, read strictly.</summary>
    private sealed class Json(JsonObject json, string place, List<LimitFault> faults)
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);

        public void Fault(string name, string message) => faults.Add(new($"{place}.{name}", message));

        public bool Has(string name) => Value(name) is not null;

        public bool IsObject(string name) => Value(name) is JsonObject;

        public JsonNode? Any(string name) => Value(name)?.DeepClone();

        public string? Text(string name)
        {
            var text = OptionalText(name);
            if (text is null)
                Fault(name, "Expected a text, but it is missing.");
            return text;
        }

        public string? OptionalText(string name)
        {
            if (Value(name) is not { } value)
                return null;
            if (value is JsonValue one && one.TryGetValue<string>(out var text) && text.Length is > 0 and <= TextMaxLength)
                return text;
            Fault(name, $"Expected a text of 1 to {TextMaxLength} characters.");
            return "";
        }

        public int? OptionalNumber(string name)
        {
            if (Value(name) is not { } value)
                return null;
            if (
                value is JsonValue one
                && one.GetValueKind() == JsonValueKind.Number
                && int.TryParse(one.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            )
                return number;
            Fault(name, "Expected a whole number.");
            return null;
        }

        public bool Flag(string name)
        {
            if (Value(name) is not { } value)
                return false;
            if (value is JsonValue one && one.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
                return value.GetValue<bool>();
            Fault(name, "Expected true or false.");
            return false;
        }

        public List<string> Texts(string name)
        {
            if (Value(name) is not { } value)
                return [];
            if (
                value is JsonArray { Count: <= ListMaxLength } list
                && list.All(one => one is JsonValue text && text.GetValueKind() == JsonValueKind.String)
            )
                return [.. list.Select(one => one!.GetValue<string>())];
            Fault(name, $"Expected a list of {ListMaxLength} texts at most.");
            return [];
        }

        public LocalizedText Name(string name)
        {
            if (Value(name) is not JsonObject value)
            {
                Fault(name, "Expected the name in three languages.");
                return LocalizedText.Same("");
            }
            var texts = new Json(value, $"{place}.{name}", faults);
            var read = new LocalizedText(
                texts.Text(Languages.SimplifiedChinese) ?? "",
                texts.Text(Languages.TraditionalChinese) ?? "",
                texts.Text(Languages.English) ?? ""
            );
            texts.Done();
            return read;
        }

        public T? Object<T>(string name, Func<Json, T> read)
            where T : class
        {
            if (Value(name) is not { } value)
                return null;
            if (value is JsonObject one)
                return Read(one, $"{place}.{name}", read);
            Fault(name, "Expected an object.");
            return null;
        }

        public List<T> Objects<T>(string name, Func<Json, T> read)
        {
            if (Value(name) is not { } value)
                return [];
            if (value is JsonArray { Count: <= ListMaxLength } list && list.All(one => one is JsonObject))
                return
                [
                    .. list.Select(
                        (one, index) => Read(one!.AsObject(), string.Create(CultureInfo.InvariantCulture, $"{place}.{name}[{index}]"), read)
                    ),
                ];
            Fault(name, $"Expected a list of {ListMaxLength} objects at most.");
            return [];
        }

        /// <summary>Whatever nobody asked for is a mistake.</summary>
        public void Done()
        {
            foreach (var (name, _) in json.Where(one => !_known.Contains(one.Key)))
                Fault(name, "Expected only members of the format; take this one out.");
        }

        private T Read<T>(JsonObject one, string at, Func<Json, T> read)
        {
            var inner = new Json(one, at, faults);
            var value = read(inner);
            inner.Done();
            return value;
        }

        private JsonNode? Value(string name)
        {
            _known.Add(name);
            return json.TryGetPropertyValue(name, out var value) ? value : null;
        }
    }
}
