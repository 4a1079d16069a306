using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Retention;

/// <summary>A place in the order in which cases are looked at: by type, then by closing.</summary>
internal sealed record CasePlace(string TypeCode, DateTimeOffset ClosedAt, long Key);

/// <summary>Some cases whose period is over, and where to go on; null when there is nothing behind them.</summary>
internal sealed record CasePage(IReadOnlyList<Case> Overdue, CasePlace? Next);

/// <summary>Walks through closed cases whose period is over, a bounded number at a time, along the index of closings of each type.</summary>
internal sealed class CaseReview(CaseHistoryOptions options)
{
    public async Task<CasePage> Page(DeskDb db, DateTimeOffset now, CasePlace? from, int most)
    {
        var types = await db.CaseTypes.Select(type => type.Code).ToListAsync();
        var overdue = new List<Case>();
        foreach (var type in types.Where(type => !IsBefore(type, from)).Order(StringComparer.Ordinal))
        {
            if (options.Period(type) is { } period)
                overdue.AddRange(await Overdue(db, type, now - period, from?.TypeCode == type ? from : null, most - overdue.Count));
            if (overdue.Count == most)
                return new(overdue, new(type, overdue[^1].ClosedAt!.Value, overdue[^1].Key));
        }
        return new(overdue, null);
    }

    private static bool IsBefore(string type, CasePlace? from) => from is not null && string.CompareOrdinal(type, from.TypeCode) < 0;

    private static Task<List<Case>> Overdue(DeskDb db, string type, DateTimeOffset until, CasePlace? from, int most)
    {
        var closed = db.Cases.AsNoTracking().Where(row => row.TypeCode == type && row.IsClosed && row.ClosedAt <= until);
        if (from is { } place)
            closed = closed.Where(row => row.ClosedAt > place.ClosedAt || (row.ClosedAt == place.ClosedAt && row.Key > place.Key));
        return closed.OrderBy(row => row.ClosedAt).ThenBy(row => row.Key).Take(most).ToListAsync();
    }
}
