using Baton.Desk.Access;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Deputies;

/// <summary>Somebody who does another's tasks now.</summary>
internal sealed record StandIn(string Absent, string AbsentName, string Deputy);

/// <summary>
/// Who stands in for whom at the instant of the reading. Deputies who are absent themselves hand on what they got; a ring of deputies ends
/// where it began.
/// </summary>
internal static class StandIns
{
    /// <summary>The people whose tasks the user does now: as a part of other queries, or to read.</summary>
    public static IQueryable<string> For(DeskDb db, string userName)
    {
        var now = db.Now.ToUnixTimeMilliseconds();
        // UNION leaves out who was found before, so that a ring of deputies comes to an end.
        return db.Database.SqlQuery<string>(
            $"""
            WITH RECURSIVE absent(user_name) AS (
                SELECT user_name FROM desk_deputy WHERE deputy_name = {userName} AND starts_at <= {now} AND ends_at > {now}
                UNION
                SELECT further.user_name FROM desk_deputy AS further JOIN absent ON further.deputy_name = absent.user_name
                WHERE further.starts_at <= {now} AND further.ends_at > {now}
            )
            SELECT user_name AS "Value" FROM absent WHERE user_name <> {userName}
            """
        );
    }

    /// <summary>The deputies who act now for these people, nearest first; nobody acts for himself.</summary>
    public static async Task<IReadOnlyList<StandIn>> Of(DeskDb db, IReadOnlyCollection<string> people, CancellationToken ct)
    {
        if (people.Count == 0)
            return [];
        var now = db.Now;
        var deputies = await db
            .Deputies.AsNoTracking()
            .Where(row => row.StartsAt <= now && row.EndsAt > now)
            .ToDictionaryAsync(row => row.UserName, row => row.DeputyName, StringComparer.Ordinal, ct);
        if (deputies.Count == 0)
            return [];
        var pairs = people.SelectMany(absent => Chain(deputies, absent).Select(deputy => (absent, deputy))).ToList();
        var names = await DeskUsers.Names(db, pairs.Select(pair => pair.absent), ct);
        return pairs.ConvertAll(pair => new StandIn(pair.absent, names.GetValueOrDefault(pair.absent, pair.absent), pair.deputy));
    }

    /// <summary>The deputy of a person, his deputy, and so on; ends before anybody comes twice.</summary>
    internal static IReadOnlyList<string> Chain(IReadOnlyDictionary<string, string> deputies, string person)
    {
        var chain = new List<string>();
        for (var next = person; deputies.TryGetValue(next, out var deputy) && deputy != person && !chain.Contains(deputy); next = deputy)
            chain.Add(deputy);
        return chain;
    }
}
