using Baton.Engine;

namespace Baton.Runtime.Search;

/// <summary>What is open in the whole installation. A count stops one beyond <see cref="Page.MaxTotal"/>, which then means "more than that".</summary>
public sealed record OpenWork
{
    /// <summary>Active process instances.</summary>
    public required long Instances { get; init; }

    /// <summary>Incidents that nobody has resolved.</summary>
    public required long Incidents { get; init; }

    /// <summary>Jobs that wait for a worker, or that one has.</summary>
    public required long Jobs { get; init; }

    /// <summary>Timers that are still to come.</summary>
    public required long Timers { get; init; }

    /// <summary>Messages that are waited for.</summary>
    public required long Subscriptions { get; init; }

    /// <summary>Letters of the outbox that are still to be delivered.</summary>
    public required long PendingLetters { get; init; }

    /// <summary>Letters that nobody could deliver.</summary>
    public required long DeadLetters { get; init; }
}

/// <summary>How many instances of a definition stand at an element now, and how many open incidents there are.</summary>
public sealed record PresenceRow(string ElementId, long Active, long Incidents);

/// <summary>How long instances stay in the elements of a definition, by a sample of the newest ones.</summary>
/// <param name="Instances">How many process instances were looked at.</param>
/// <param name="Elements">One for each element that any of them was in.</param>
public sealed record ElementTimes(long Instances, IReadOnlyList<ElementTimeRow> Elements);

/// <summary>How long instances stay in an element; those that are in it count with the time until now.</summary>
/// <param name="ElementId">The element.</param>
/// <param name="Count">How many stays were measured.</param>
/// <param name="Median">Half of them were no longer.</param>
/// <param name="NinetyPercent">Nine of ten were no longer.</param>
public sealed record ElementTimeRow(string ElementId, long Count, TimeSpan Median, TimeSpan NinetyPercent);

/// <summary>A timer of a running instance.</summary>
public sealed record TimerRow(
    long TimerKey,
    DateTimeOffset DueDate,
    string ElementId,
    long ElementInstanceKey,
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId
);

/// <summary>What happened in a root instance, as its journal tells it.</summary>
/// <param name="RootProcessInstanceKey">The instance at the root.</param>
/// <param name="Entries">In their order.</param>
/// <param name="IsCut">There are later ones, which were left out.</param>
public sealed record InstanceJournal(long RootProcessInstanceKey, IReadOnlyList<JournalLine> Entries, bool IsCut);

/// <summary>One event and when it was recorded.</summary>
public sealed record JournalLine(DateTimeOffset At, EngineEvent Event);
