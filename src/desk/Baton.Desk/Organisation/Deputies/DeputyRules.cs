using Baton.Desk.Http;
using Baton.Runtime;

namespace Baton.Desk.Organisation.Deputies;

/// <summary>What a choice of a deputy must fulfil. Pure.</summary>
internal static class DeputyRules
{
    /// <summary>Who is longer away needs another holder of his work, not a deputy.</summary>
    public const int MaxDays = 366;

    /// <summary>Oneself, or anybody's for administrators of users.</summary>
    public static bool MayChange(DeskUser user, string userName) => userName == user.UserName || user.May(Permissions.AdministerUsers);

    public static List<FieldProblem> CheckPeriod(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now, string language)
    {
        var faults = new List<FieldProblem>();
        if (until <= from)
            faults.Add(Problems.Field("until", "order", "deputy.order", language));
        else if (until <= now)
            faults.Add(Problems.Field("until", "past", "deputy.past", language));
        else if (until - from > TimeSpan.FromDays(MaxDays))
            faults.Add(Problems.Field("until", "too-long", "deputy.too-long", language, ("days", $"{MaxDays}")));
        return faults;
    }

    /// <summary>
    /// The way on which work would come back to the absent person at some instant of the period, from him to him; null when it does not.
    /// </summary>
    public static IReadOnlyList<string>? Ring(Deputy wanted, IReadOnlyDictionary<string, Deputy> others)
    {
        var (from, until) = (wanted.StartsAt, wanted.EndsAt);
        var way = new List<string> { wanted.UserName };
        for (var next = wanted.DeputyName; !way.Contains(next); )
        {
            way.Add(next);
            if (!others.TryGetValue(next, out var deputy))
                return null;
            (from, until) = (Later(from, deputy.StartsAt), Earlier(until, deputy.EndsAt));
            if (from >= until)
                return null;
            next = deputy.DeputyName;
            if (next == wanted.UserName)
                return [.. way, next];
        }
        return null;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
