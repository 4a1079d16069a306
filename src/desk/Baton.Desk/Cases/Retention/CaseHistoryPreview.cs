using System.Runtime.CompilerServices;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Cases.Retention;

/// <summary>What the periods of <see cref="CaseHistoryOptions"/> would delete now of one case type.</summary>
/// <param name="TypeCode">The case type.</param>
/// <param name="Cases">How many cases would be deleted.</param>
/// <param name="Waiting">How many more are overdue, but have something at work or to deliver.</param>
/// <param name="FirstClosed">The first closing among those that would be deleted; null when none would.</param>
/// <param name="LastClosed">The last closing among them.</param>
public sealed record CaseHistoryCount(string TypeCode, long Cases, long Waiting, DateTimeOffset? FirstClosed, DateTimeOffset? LastClosed);

/// <summary>Shows which cases the periods would delete, and deletes nothing. It looks page by page, so that other work goes on meanwhile.</summary>
public sealed class CaseHistoryPreview
{
    private readonly BatonRuntime _runtime;
    private readonly CaseReview _review;
    private readonly CaseErasure _erasure;
    private readonly CaseLine _line;

    internal CaseHistoryPreview(BatonRuntime runtime, CaseHistoryOptions options, CaseErasure erasure, CaseLine line)
    {
        _runtime = runtime;
        _review = new(options);
        _erasure = erasure;
        _line = line;
    }

    /// <summary>Counts, by case type, in the order of their codes.</summary>
    public async Task<IReadOnlyList<CaseHistoryCount>> Count(CancellationToken ct)
    {
        var counts = new SortedDictionary<string, CaseHistoryCount>(StringComparer.Ordinal);
        await foreach (var sight in Walk(withLines: false, ct))
        {
            var type = sight.Case.TypeCode;
            var count = counts.GetValueOrDefault(type, new(type, 0, 0, null, null));
            counts[type] = sight.IsFree
                ? count with
                {
                    Cases = count.Cases + 1,
                    FirstClosed = count.FirstClosed ?? sight.Case.ClosedAt,
                    LastClosed = sight.Case.ClosedAt,
                }
                : count with
                {
                    Waiting = count.Waiting + 1,
                };
        }
        return [.. counts.Values];
    }

    /// <summary>Writes what would be deleted, a line of JSON for each case.</summary>
    /// <returns>How many lines.</returns>
    public async Task<long> Export(Stream to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(to);
        long lines = 0;
        await foreach (var sight in Walk(withLines: true, ct))
        {
            if (sight.IsFree)
            {
                await to.WriteAsync(sight.Line, ct);
                lines++;
            }
        }
        return lines;
    }

    private async IAsyncEnumerable<Sight> Walk(bool withLines, [EnumeratorCancellation] CancellationToken ct)
    {
        CasePlace? place = null;
        do
        {
            // A unit may be run again: what it saw counts once it has answered.
            var (next, sights) = (await _runtime.Write(unit => Look(unit, place, withLines), ct)).Value;
            foreach (var sight in sights)
                yield return sight;
            place = next;
        } while (place is not null);
    }

    private async ValueTask<Outcome<(CasePlace? Next, List<Sight> Sights)>> Look(UnitOfWork unit, CasePlace? from, bool withLines)
    {
        await using var db = DeskDb.In(unit);
        var page = await _review.Page(db, unit.Now, from, CaseRetention.Most);
        var free = (await _erasure.Free(unit, db, page.Overdue)).ToDictionary(one => one.Case.Key);
        var sights = new List<Sight>();
        foreach (var row in page.Overdue)
        {
            var doomed = free.GetValueOrDefault(row.Key);
            sights.Add(new(row, doomed is not null, doomed is not null && withLines ? await Line(unit, db, doomed) : []));
        }
        return (page.Next, sights);
    }

    private async Task<byte[]> Line(UnitOfWork unit, DeskDb db, DoomedCase doomed)
    {
        using var line = new MemoryStream();
        await _line.Write(line, unit, db, doomed);
        return line.ToArray();
    }

    private sealed record Sight(Case Case, bool IsFree, byte[] Line);
}
