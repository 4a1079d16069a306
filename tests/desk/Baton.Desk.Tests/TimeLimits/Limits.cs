using System.Text.Json.Nodes;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Policies;
using NodaTime;

namespace Baton.Desk.Tests.TimeLimits;

/// <summary>Policies and a calendar for tests.</summary>
internal static class Limits
{
    /// <summary>Monday to Friday, 09 to 17, in UTC.</summary>
    public static WorkingCalendar Office { get; } = Week(9, 17);

    /// <summary>Monday to Friday within these hours, in UTC.</summary>
    public static WorkingCalendar Week(int from, int to) =>
        new(
            DateTimeZone.Utc,
            [.. Enumerable.Range(0, 7).Select(day => day is 0 or 6 ? (IReadOnlyList<DaySpan>)[] : [new(from * 60, to * 60)])],
            []
        );

    /// <summary>A policy; what is said replaces what is usual here.</summary>
    public static JsonObject Json(string code = "answer", string change = "{}")
    {
        var json = new JsonObject
        {
            ["code"] = code,
            ["name"] = new JsonObject
            {
                ["zh-Hans"] = "首次回复",
                ["zh-Hant"] = "首次回覆",
                ["en"] = "First reply",
            },
            ["measures"] = "initial-response",
            ["stop"] = "= answered",
            ["target"] = "PT8H",
        };
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            json.Remove(name);
            if (value is not null)
                json[name] = value.DeepClone();
        }
        return json;
    }

    public static TimeLimit Policy(string change = "{}") => TimeLimitReader.Read(Json(change: change).ToJsonString());

    /// <summary>An instant of November 2026; the 23rd is a Monday.</summary>
    public static DateTimeOffset At(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);
}
