namespace Baton.Desk.Worklists;

/// <summary>In whose hands a task is: who has it, and who could pick it up.</summary>
/// <param name="Version">Of the row, which counts every change of the task.</param>
/// <param name="Holder">Null for nobody.</param>
/// <param name="Users">Candidates by their own names.</param>
/// <param name="Groups">Candidate groups, as <see cref="DeskUser.Groups"/> has them.</param>
internal sealed record TaskHands(int Version, string? Holder, IReadOnlyList<string> Users, IReadOnlyList<string> Groups)
{
    /// <summary>Of an item that was read with its candidates.</summary>
    public static TaskHands Of(WorkItem item) =>
        new(
            item.Version,
            item.Assignee,
            [.. item.Candidates.Where(one => !one.IsGroup).Select(one => one.Name).Order(StringComparer.Ordinal)],
            [.. item.Candidates.Where(one => one.IsGroup).Select(one => one.Name).Order(StringComparer.Ordinal)]
        );

    /// <summary>True when the same may pick the task up.</summary>
    public bool HasCandidatesOf(TaskHands other) =>
        Users.SequenceEqual(other.Users, StringComparer.Ordinal) && Groups.SequenceEqual(other.Groups, StringComparer.Ordinal);
}
