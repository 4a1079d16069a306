using Baton.Runtime.Outbox;
using Baton.Runtime.Schedules;
using Baton.Runtime.Storage;

namespace Baton.Runtime;

/// <summary>What the host adds to the runtime.</summary>
/// <param name="Participants">Keep rows of their own in the units that hold engine events.</param>
/// <param name="Drivers">Deliver the outbox; one a channel.</param>
/// <param name="Schedules">Durable named work; one a name.</param>
/// <param name="Preparations">Run at the start, after the engine's schema is up to date and before any work.</param>
public sealed record RuntimeParts(
    IReadOnlyList<IUnitParticipant> Participants,
    IReadOnlyList<IOutboxDriver> Drivers,
    IReadOnlyList<ScheduledWork> Schedules,
    IReadOnlyList<StoragePreparation> Preparations
)
{
    /// <summary>Whose references keep the history of instances from being deleted.</summary>
    public IReadOnlyList<HistoryKeeper> Keepers { get; init; } = [];

    /// <summary>Have the last word in every unit of work.</summary>
    public IReadOnlyList<UnitEnding> Endings { get; init; } = [];

    /// <summary>Nothing is added.</summary>
    public static RuntimeParts None { get; } = new([], [], [], []);
}

/// <summary>
/// Work of the host at the end of every unit of work, in the same transaction, after those who take part. Throwing takes the unit back. It is called
/// for units without engine events too and must be quick where it has nothing to do.
/// </summary>
/// <param name="Run">Answers whether it did anything: then those who take part are called for what happened, and every ending is called again.</param>
public sealed record UnitEnding(Func<UnitOfWork, ValueTask<bool>> Run);

/// <summary>Work of the host on the database before the runtime begins, such as its own migrations.</summary>
public sealed record StoragePreparation(Func<BatonStorage, CancellationToken, Task> Run);
