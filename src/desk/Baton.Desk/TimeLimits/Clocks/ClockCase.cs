using Baton.Desk.Cases;
using Baton.Desk.Cases.Facts;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Policies;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>A case as its clocks see it now.</summary>
internal sealed class ClockCase(Case row, Policies.Facts facts, IReadOnlyList<WorkItem> tasks)
{
    public Case Row => row;

    public Policies.Facts Facts => facts;

    /// <summary>Its open tasks, and those that its running clocks are about.</summary>
    public IReadOnlyList<WorkItem> Tasks => tasks;

    public static async Task<ClockCase> Load(
        DeskDb db,
        Case row,
        IReadOnlyCollection<long> clocked,
        bool needsTasks,
        TimeZoneInfo zone,
        CancellationToken ct
    )
    {
        var facts = new Policies.Facts(await CaseFacts.Of(db, row, ct), db.Now, zone);
        List<WorkItem> tasks = needsTasks
            ? await db
                .WorkItems.Include(item => item.Candidates)
                .Where(item =>
                    item.CaseKey == row.Key
                    && item.ConsultationKey == null
                    && (item.Status == WorkItemStatus.Open || item.Status == WorkItemStatus.Held || clocked.Contains(item.Key))
                )
                .OrderBy(item => item.Key)
                .ToListAsync(ct)
            : [];
        return new(row, facts, tasks);
    }

    /// <summary>What a policy may run on: its open tasks, or the case itself.</summary>
    public IEnumerable<ClockSubject> Subjects(TimeLimit limit)
    {
        if (!limit.IsOfTask)
            return [ClockSubject.Case];
        return tasks
            .Where(item => item.Status == WorkItemStatus.Open && (limit.Step is null || item.ElementId == limit.Step))
            .Select(item => new ClockSubject(item.Key, limit.Measures == LimitMeasures.Unit ? UnitOf(item) : null));
    }

    /// <summary>What holds now for a clock of the policy.</summary>
    public ClockTruth Truth(TimeLimit limit, ClockSubject subject)
    {
        // Its process rests, and what it says of itself is that it is closed: neither is an end.
        if (row.MergedIntoKey is not null)
            return new() { Pause = ClockRules.Merged };
        var truth = new ClockTruth
        {
            Start = Rule(limit.Start),
            Stop = Rule(limit.Stop),
            Cancel = Rule(limit.Cancel),
            Pause = Rule(limit.Pause),
            PausedSince = row.SuspendedAt is { } since && LooksAtSuspension(limit) ? since : null,
            Reset = limit.Reset?.Json(facts),
            Due = limit.Measures == LimitMeasures.CallBack ? row.CallBackAt : null,
        };
        return limit.IsOfTask ? OfTask(truth, limit, subject) : truth;
    }

    /// <summary>A pause of this policy is that the case rests.</summary>
    public static bool LooksAtSuspension(TimeLimit limit) =>
        limit.Pause is { } pause && (pause.Names.Contains("isSuspended") || pause.Names.Contains("suspendReason"));

    /// <summary>The groups that are asked for a task, as one text; where there are none, who has it.</summary>
    private static string? UnitOf(WorkItem item)
    {
        var groups = item.Candidates.Where(one => one.IsGroup).Select(one => one.Name).Order(StringComparer.Ordinal).ToList();
        return groups.Count > 0 ? string.Join(',', groups) : item.Assignee;
    }

    private ClockTruth OfTask(ClockTruth truth, TimeLimit limit, ClockSubject subject)
    {
        var item = tasks.FirstOrDefault(one => one.Key == subject.TaskKey);
        return item?.Status switch
        {
            WorkItemStatus.Open => truth with
            {
                Start = limit.Start is null ? ClockRules.TaskHere : truth.Start,
                Stop = limit.Measures == LimitMeasures.Unit && UnitOf(item) != subject.Unit ? ClockRules.OtherUnit : null,
            },
            WorkItemStatus.Completed => truth with { Stop = ClockRules.TaskDone },
            WorkItemStatus.Held => new() { Pause = ClockRules.Merged },
            _ => truth with { Start = null, Stop = null, Cancel = ClockRules.TaskCanceled },
        };
    }

    private string? Rule(Condition? condition) => condition?.Holds(facts) == true ? condition.Text : null;
}

/// <summary>What a clock runs on.</summary>
/// <param name="TaskKey">A task; null for the case as a whole.</param>
/// <param name="Unit">The unit that has it, where units are measured.</param>
internal sealed record ClockSubject(long? TaskKey, string? Unit)
{
    public static ClockSubject Case { get; } = new(null, null);

    public static ClockSubject Of(Clock clock) => new(clock.TaskKey, clock.Unit);
}
