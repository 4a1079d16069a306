using Baton.Runtime.Jobs;

namespace Baton.Runtime;

/// <summary>
/// What a unit of work is about, as far as its caller knows before it runs. Where several lanes share a database, the lane gets what all units of
/// a transaction need in one round trip, instead of one for each. A wrong or missing hint costs time and nothing else.
/// </summary>
public sealed record UnitNeeds
{
    private UnitNeeds() { }

    /// <summary>The caller knows nothing.</summary>
    public static UnitNeeds Unknown { get; } = new();

    internal long? UserTaskKey { get; private init; }

    internal long? JobKey { get; private init; }

    internal long? RootInstanceKey { get; private init; }

    internal (string Name, string CorrelationKey)? MessageName { get; private init; }

    internal ActivateJobsRequest? Activation { get; private init; }

    /// <summary>A command for a user task.</summary>
    public static UnitNeeds UserTask(long userTaskKey) => new() { UserTaskKey = userTaskKey };

    /// <summary>A command for a job.</summary>
    public static UnitNeeds Job(long jobKey) => new() { JobKey = jobKey };

    /// <summary>A command for a root instance.</summary>
    public static UnitNeeds Instance(long rootInstanceKey) => new() { RootInstanceKey = rootInstanceKey };

    /// <summary>A message that is published or correlated.</summary>
    public static UnitNeeds Message(string name, string correlationKey) => new() { MessageName = (name, correlationKey) };

    /// <summary>The unit activates jobs by this request and does nothing else.</summary>
    internal static UnitNeeds Jobs(ActivateJobsRequest request) => new() { Activation = request };
}
