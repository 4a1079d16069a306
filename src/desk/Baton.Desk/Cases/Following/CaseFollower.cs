using Baton.Desk.Storage;
using Baton.Engine;
using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Migration;
using Baton.Engine.UserTasks;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Following;

/// <summary>
/// Keeps the desk's rows in step with the processes of cases, inside the unit of work that moved them: work items, case status, time line,
/// notifications, closing. Instances that carry no case cost one look at their tags.
/// </summary>
public sealed class CaseFollower(DeskChanges changes) : IUnitParticipant
{
    public async ValueTask OnCommit(UnitOfWork unit, EngineCommit commit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(commit);
        if (!commit.Tags.Contains(CaseProcess.Tag, StringComparer.Ordinal) || commit.BusinessId is not { } number)
            return;
        var events = commit.Events.Where(one => Matters(one, commit)).ToList();
        if (events.Count == 0)
            return;

        await using var db = DeskDb.In(unit);
        var row = await db.Cases.SingleOrDefaultAsync(one => one.Number == number);
        if (row is null)
            return;
        var steps = new CaseSteps(db, unit, row, commit, events);
        await steps.Follow();
        await db.SaveChangesAsync();
        var topics = steps.Topics;
        unit.AfterCommit(() => changes.Publish(topics));
    }

    private static bool Matters(EngineEvent one, EngineCommit commit) =>
        one switch
        {
            InstanceCreated or UserTaskCreated or UserTaskAssigned or UserTaskUpdated or UserTaskCompleted or UserTaskCanceled => true,
            IncidentRaised or IncidentResolved or InstanceMigrated => true,
            ElementActivated activated => activated.ElementType != ElementType.MultiInstanceBody
                && commit.Definition.Process.Element(activated.ElementId)?.Baton is { } baton
                && (baton.Status is not null || baton.ReasonKey is not null),
            ElementCompleted completed => completed.Key == commit.RootInstanceKey,
            ElementTerminated terminated => terminated.Key == commit.RootInstanceKey,
            _ => false,
        };
}
