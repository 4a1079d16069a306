using System.Globalization;
using Baton.Desk.TimeLimits.Policies;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>A notice that is due.</summary>
/// <param name="News">Of which clock.</param>
/// <param name="Mark">What tells it from the others of the clock.</param>
/// <param name="Notice">Who is told what.</param>
/// <param name="Code">What the time line says of it; null for nothing.</param>
/// <param name="Round">Of the reminders after the limit, from 1; 0 for others.</param>
internal sealed record ClockNotice(ClockNews News, string Mark, LimitNotice Notice, string? Code, int Round)
{
    /// <summary>The notices of a mark that fired.</summary>
    public static IEnumerable<ClockNotice> Of(ClockNews news, string mark, string kind, int number)
    {
        var limit = news.Work.Limit;
        return kind switch
        {
            "start" => Several(limit.OnStart),
            "stop" => Several(limit.OnStop),
            "warning" => [new(news, mark, limit.Warnings[number - 1].Notice, ClockCodes.Warned, 0)],
            "round" => [new(news, mark, limit.Round(number) ?? new(), ClockCodes.Round, number)],
            _ => [],
        };

        IEnumerable<ClockNotice> Several(IReadOnlyList<LimitNotice> notices) =>
            notices.Select((notice, index) => new ClockNotice(news, Numbered(index), notice, null, 0));

        string Numbered(int index) => index == 0 ? mark : string.Create(CultureInfo.InvariantCulture, $"{mark}:{index + 1}");
    }
}
