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

    internal static void CacheRead(bool hit) => CacheReads.Add(1, hit ? Hit : Miss);

    internal static void Late(string kind, TimeSpan lag) =>
        Lag.Record(Math.Max(0, lag.TotalSeconds), new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Watches the queue of a lane until the result is disposed.</summary>
    internal static IDisposable WatchQueue(Func<int> length)
    {
        var meter = new Meter(Name);
        meter.CreateObservableGauge("baton.lane.queue", length, "{unit}", "Units that wait on the write lane.");
        return meter;
    }
}
