using System.Runtime.CompilerServices;
using Baton.Runtime.Time;

namespace Baton.Runtime.Retention;

/// <summary>What the periods of <see cref="HistoryOptions"/> would delete now of one process.</summary>
/// <param name="ProcessId">The process of the root instances.</param>
/// <param name="Instances">How many root instances would be deleted.</param>
/// <param name="Kept">How many more are overdue, but somebody refers to them.</param>
/// <param name="OldestEnd">The first end among those that would be deleted; null when none would.</param>
/// <param name="NewestEnd">The last end among them.</param>
public sealed record HistoryCount(string ProcessId, long Instances, long Kept, DateTimeOffset? OldestEnd, DateTimeOffset? NewestEnd);

/// <summary>Shows what the periods would delete, and deletes nothing. It looks page by page, so that other work goes on meanwhile.</summary>
public sealed class HistoryPreview
{
    private const int Most = 50;

    private readonly BatonRuntime _runtime;
    private readonly HistoryReview _review;

    internal HistoryPreview(BatonRuntime runtime, HistoryOptions options)
    {
        _runtime = runtime;
        _review = new(options);
    }

    /// <summary>Counts, by process, in the order of their ids.</summary>
    public async Task<IReadOnlyList<HistoryCount>> Count(CancellationToken cancellationToken = default)
    {
        var counts = new SortedDictionary<string, HistoryCount>(StringComparer.Ordinal);
        await foreach (var (instance, isFree, _) in Walk(withLines: false, cancellationToken).ConfigureAwait(false))
        {
            var count = counts.GetValueOrDefault(instance.ProcessId, new(instance.ProcessId, 0, 0, null, null));
            var end = Instant.FromMilliseconds(instance.EndedAt);
            counts[instance.ProcessId] = isFree
                ? count with
                {
                    Instances = count.Instances + 1,
                    OldestEnd = count.OldestEnd ?? end,
                    NewestEnd = end,
                }
                : count with
                {
                    Kept = count.Kept + 1,
                };
        }
        return [.. counts.Values];
    }

    /// <summary>Writes what would be deleted, a line of JSON for each root instance.</summary>
    /// <returns>How many lines.</returns>
    public async Task<long> Export(Stream to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        long lines = 0;
        await foreach (var (_, isFree, line) in Walk(withLines: true, cancellationToken).ConfigureAwait(false))
        {
            if (isFree)
            {
                await to.WriteAsync(line, cancellationToken).ConfigureAwait(false);
                lines++;
            }
        }
        return lines;
    }

    private async IAsyncEnumerable<Sight> Walk(bool withLines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ReviewPlace? place = ReviewPlace.Start;
        while (place is { } from)
        {
            // A unit may be run again: what it saw counts once it has answered.
            var (page, sights) = (await _runtime.Write(unit => Look(unit, from, withLines), cancellationToken).ConfigureAwait(false)).Value;
            foreach (var sight in sights)
            {
                yield return sight;
            }
            place = page.Next;
        }
    }

    /// <summary>Inside a unit, because those who refer to instances are asked there.</summary>
    private async ValueTask<Outcome<(ReviewPage Page, List<Sight> Sights)>> Look(UnitOfWork unit, ReviewPlace from, bool withLines)
    {
        var page = _review.Page(unit, from, Most);
        var sights = new List<Sight>();
        foreach (var instance in page.Overdue)
        {
            var isFree = await unit.Engine.History.Objection(instance.Key).ConfigureAwait(false) is null;
            sights.Add(new(instance, isFree, isFree && withLines ? Line(unit, instance) : []));
        }
        return (page, sights);
    }

    private static byte[] Line(UnitOfWork unit, OverdueInstance instance)
    {
        using var line = new MemoryStream();
        HistoryLine.Write(line, unit.Group.Store, instance);
        return line.ToArray();
    }

    private sealed record Sight(OverdueInstance Instance, bool IsFree, byte[] Line);
}
