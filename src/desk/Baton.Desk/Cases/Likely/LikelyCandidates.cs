using Baton.Desk.Storage;
using Baton.Desk.Storage.Words;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Likely;

/// <summary>
/// Finds the cases that are worth comparing, each kind by an index and up to a number, so that it takes as long among ten million cases as among ten:
/// of the customer, of the telephone number, of the category in the last days, and with the words that tell most.
/// </summary>
internal static class LikelyCandidates
{
    private const int OfOnePerson = 50;
    private const int OfWords = 50;
    private const int OfCategory = 300;

    /// <summary>A fault of many people comes within days.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromDays(7);

    /// <summary>A closed case is taken up again for as long.</summary>
    private static readonly TimeSpan Closed = TimeSpan.FromDays(30);

    /// <summary>Keys of cases, some of which a reader may not know.</summary>
    public static async Task<IReadOnlyCollection<long>> Keys(DeskDb db, Matter sought, CancellationToken ct)
    {
        var keys = new HashSet<long>();
        if (sought.CustomerKey is { } customer)
            keys.UnionWith(await Newest(db.Cases.Where(row => row.CustomerKey == customer), OfOnePerson, ct));
        if (sought.Phone is { } phone)
            keys.UnionWith(await Newest(db.Cases.Where(row => row.CustomerPhone == phone), OfOnePerson, ct));
        if (sought.Category is { } category)
        {
            var since = db.Now - Recently;
            keys.UnionWith(await Newest(db.Cases.Where(row => row.CategoryCode == category && row.OpenedAt >= since), OfCategory, ct));
        }
        if (sought.Telling() is { Count: > 0 } words)
            keys.UnionWith(await db.Words.Newest(db, WordTable.Cases, string.Join(' ', words), OfWords, ct));
        return keys;
    }

    /// <summary>Those that can still be meant, and that the user may read.</summary>
    public static IQueryable<Case> Readable(DeskDb db, DeskUser user, IReadOnlyCollection<long> keys)
    {
        var closedSince = db.Now - Closed;
        return CaseGuard
            .Readable(db, user)
            .Where(row => EF.Parameter(keys).Contains(row.Key))
            .Where(row => row.MergedIntoKey == null && (!row.IsClosed || row.ClosedAt >= closedSince));
    }

    private static Task<List<long>> Newest(IQueryable<Case> cases, int count, CancellationToken ct) =>
        cases.OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.Key).Take(count).Select(row => row.Key).ToListAsync(ct);
}
