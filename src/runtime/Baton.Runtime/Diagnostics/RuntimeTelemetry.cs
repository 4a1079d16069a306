using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Baton.Runtime.Diagnostics;

/// <summary>The runtime's own measurements: meter and activity source <c>Baton.Runtime</c>.</summary>
public static class RuntimeTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Baton.Runtime";

    internal static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Commits = Meter.CreateCounter<long>("baton.commits", "{commit}", "Transactions committed.");
    private static readonly Counter<long> Units = Meter.CreateCounter<long>("baton.units", "{unit}", "Units of work answered.");

    private static readonly Counter<long> UnitsAgain = Meter.CreateCounter<long>(
        "baton.units.again",
        "{unit}",
        "Units run again, because another one was faster or failed in the same transaction."
    );

    private static readonly Histogram<double> CommitTime = Meter.CreateHistogram<double>(
        "baton.commit.duration",
        "s",
        "From the first unit of a group to its commit."
    );

    private static readonly Histogram<int> UnitsPerCommit = Meter.CreateHistogram<int>(
        "baton.commit.units",
        "{unit}",
        "Units that shared a commit."
    );

    private static readonly Counter<long> CacheReads = Meter.CreateCounter<long>(
        "baton.instances.reads",
        "{read}",
        "Root instances asked for, by whether memory had them."
    );

    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "baton.due.lag",
        "s",
        "How late something due was carried out, by kind: timer, start-timer, schedule, outbox, job."
    );

    private static readonly KeyValuePair<string, object?> Hit = new("hit", true);
    private static readonly KeyValuePair<string, object?> Miss = new("hit", false);

    internal static void Committed(int units, TimeSpan elapsed)
    {
        Commits.Add(1);
        Units.Add(units);
        UnitsPerCommit.Record(units);
        CommitTime.Record(elapsed.TotalSeconds);
    }

    internal static void RunAgain() => UnitsAgain.Add(1);

    internal static void CacheRead(bool hit) => CacheReads.Add(1, hit ? Hit : Miss);

    internal static void Late(string kind, TimeSpan lag) =>
        Lag.Record(Math.Max(0, lag.TotalSeconds), new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Watches who waits for the lanes and to read, and the processes on the database, until the result is disposed.</summary>
    internal static IDisposable Watch(Func<int> queue, Func<int> readers, Func<int> nodes)
    {
        var meter = new Meter(Name);
        meter.CreateObservableGauge("baton.lane.queue", queue, "{unit}", "Units that wait on the write lane.");
        meter.CreateObservableGauge("baton.readers.queue", readers, "{reader}", "Who waits for a turn to read.");
        meter.CreateObservableGauge("baton.nodes", nodes, "{node}", "Processes alive on the database, this one included.");
        return meter;
    }
}
