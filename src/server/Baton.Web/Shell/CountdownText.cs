using System.Text.Json;

namespace Baton.Web.Shell;

/// <summary>How near a due time is.</summary>
internal enum DueState
{
    Calm,
    Soon,
    Over,
}

/// <summary>The words of a countdown. The browser counts with the same rules (countdown.js); this is the first paint.</summary>
internal static class CountdownText
{
    /// <summary>Less than this is always soon, however short the whole limit is.</summary>
    private static readonly TimeSpan AlwaysSoon = TimeSpan.FromMinutes(15);

    public static DueState State(DateTimeOffset start, DateTimeOffset due, DateTimeOffset now)
    {
        var left = due - now;
        if (left < TimeSpan.Zero)
            return DueState.Over;
        return left < (due - start) / 4 || left < AlwaysSoon ? DueState.Soon : DueState.Calm;
    }

    public static string Of(DateTimeOffset due, DateTimeOffset now)
    {
        var left = due - now;
        return left < TimeSpan.Zero ? ShellTexts.DueOver.With(Span(-left)) : ShellTexts.DueLeft.With(Span(left));
    }

    public static string Span(TimeSpan span)
    {
        var (days, hours, minutes) = (span.Days, span.Hours, span.Minutes);
        if (days > 0)
            return ShellTexts.DueDays.With(days) + (hours > 0 ? ShellTexts.DueBetween + ShellTexts.DueHours.With(hours) : "");
        if (hours > 0)
            return ShellTexts.DueHours.With(hours) + (minutes > 0 ? ShellTexts.DueBetween + ShellTexts.DueMinutes.With(minutes) : "");
        return ShellTexts.DueMinutes.With(minutes);
    }

    /// <summary>The words for the browser, as JSON.</summary>
    public static string Words() =>
        JsonSerializer.Serialize(
            new Dictionary<string, string>
            {
                ["left"] = ShellTexts.DueLeft,
                ["over"] = ShellTexts.DueOver,
                ["days"] = ShellTexts.DueDays,
                ["hours"] = ShellTexts.DueHours,
                ["minutes"] = ShellTexts.DueMinutes,
                ["between"] = ShellTexts.DueBetween,
            }
        );
}
