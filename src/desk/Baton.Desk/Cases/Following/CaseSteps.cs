using System.Globalization;
using System.Xml;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Desk.Worklists.Consultations;
using Baton.Engine;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Migration;
using Baton.Engine.UserTasks;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Following;

/// <summary>What the events of one commit mean for one case. Used once, by one thread.</summary>
internal sealed class CaseSteps(DeskDb db, UnitOfWork unit, Case row, EngineCommit commit, IReadOnlyList<EngineEvent> events)
{
    private readonly DeployedProcess _definition = commit.Definition;
    private readonly UnitActor? _actor = UnitActor.Of(unit);
    private readonly Dictionary<long, WorkItem> _items = [];
    private readonly HashSet<long> _newAndUnassigned = [];
    private CaseMerge? _merge;
    private readonly ItemSteps _steps = new(db, unit, row);

    /// <summary>What changed, for live screens.</summary>
    public IReadOnlyCollection<string> Topics => _steps.Topics;

    public async Task Follow()
    {
        if (row.MergedIntoKey is not null)
            _merge = await MergedCases.Current(db, row.Key, CancellationToken.None);
        await LoadItems();
        var before = (row.Status, row.IsClosed);
        foreach (var one in events)
            await Follow(one);
        if (before != (row.Status, row.IsClosed))
            _steps.Topics.UnionWith(await Watchers.Tell(db, unit, row, _actor?.UserName ?? Opener(), CancellationToken.None));
        row.UpdatedAt = unit.Now;
        row.Version++;
    }

    /// <summary>Whose hand the beginning of the process was; null for what comes later.</summary>
    private string? Opener() => events.Any(one => one is InstanceCreated { ParentProcessInstanceKey: null }) ? row.OpenedBy : null;

    private async Task Follow(EngineEvent one)
    {
        switch (one)
        {
            case InstanceCreated created when created.ParentProcessInstanceKey is null:
                row.ProcessInstanceKey = created.ProcessInstanceKey;
                row.ProcessDefinitionKey = created.DefinitionKey;
                break;
            case ElementActivated activated:
                await Reached(activated);
                break;
            case UserTaskCreated created:
                await TaskCreated(created);
                break;
            case UserTaskAssigned assigned:
                await TaskAssigned(_items[assigned.Key], assigned);
                break;
            case UserTaskUpdated updated:
                await TaskUpdated(_items[updated.Key], updated);
                break;
            case UserTaskCompleted completed:
                await TaskEnded(_items[completed.Key], WorkItemStatus.Completed, completed);
                break;
            case UserTaskCanceled canceled:
                await TaskEnded(_items[canceled.Key], WorkItemStatus.Canceled, null);
                break;
            case InstanceMigrated migrated:
                await Migrated(migrated);
                break;
            case IncidentRaised raised:
                Write(
                    TimelineCodes.IncidentRaised,
                    ("element", raised.ElementId),
                    ("elementName", _definition.Process.Element(raised.ElementId)?.Name ?? raised.ElementId)
                );
                break;
            case IncidentResolved:
                Write(TimelineCodes.IncidentResolved);
                break;
            case ElementCompleted:
                await Close(TimelineCodes.Closed);
                break;
            case ElementTerminated:
                ChangeStatus(CaseStatus.Canceled);
                await Close(TimelineCodes.Canceled);
                break;
        }
    }

    private async Task Reached(ElementActivated activated)
    {
        var element = _definition.Process.Element(activated.ElementId)!;
        if (element.Baton.ReasonKey is { } reason)
        {
            var left = element.AttachedTo is { } activity ? await LastItem(activity.Id) : null;
            Write(TimelineCodes.Moved, [(TimelineWords.ReasonKey, reason), .. left is null ? [] : Waited(left)]);
        }
        if (element.Baton.Status is { } status)
            ChangeStatus(status);
    }

    /// <summary>Who had the task and how long he might have it, for the reason why it went elsewhere.</summary>
    private IEnumerable<(string, string?)> Waited(WorkItem item)
    {
        var until = item.DueAt is { } due && due < unit.Now ? due : unit.Now;
        return
        [
            (TimelineWords.Within, XmlConvert.ToString(until - item.CreatedAt)),
            (TimelineWords.Holder, item.Assignee),
            (TimelineWords.HolderRoles, item.Assignee is null ? ItemSteps.Groups(item) : null),
        ];
    }

    private async Task<WorkItem?> LastItem(string elementId) =>
        _items.Values.Where(item => item.ElementId == elementId).MaxBy(item => item.CreatedAt)
        ?? await db
            .WorkItems.Include(item => item.Candidates)
            .Where(item => item.CaseKey == row.Key && item.ElementId == elementId && item.ConsultationKey == null)
            .OrderByDescending(item => item.Key)
            .FirstOrDefaultAsync();

    private void ChangeStatus(string status)
    {
        if ((_merge?.FromStatus ?? row.Status) == status)
            return;
        if (_merge is not null)
            (_merge.FromStatus, _merge.FromStatusAt, _merge.Version) = (status, unit.Now, _merge.Version + 1);
        else
            (row.Status, row.StatusAt) = (status, unit.Now);
        Write(TimelineCodes.StatusChanged, ("status", status));
    }

    private async Task Close(string code)
    {
        if (_merge is not null)
        {
            (_merge.FromClosedAt, _merge.Version) = (unit.Now, _merge.Version + 1);
            Write(code, ("status", _merge.FromStatus));
            return;
        }
        if (!await CaseFamily.Close(db, unit, row, _steps.Topics))
            return;
        row.IsClosed = true;
        row.ClosedAt = unit.Now;
        Write(code, ("status", row.Status));
        if (row.ParentKey is { } parent)
            await CaseFamily.CloseWaiting(db, unit, parent, row, _steps.Topics);
    }

    private async Task TaskCreated(UserTaskCreated created)
    {
        var element = _definition.Process.Element(created.ElementId);
        var actions = element?.Baton.Actions;
        var item = new WorkItem
        {
            Key = created.Key,
            CaseKey = row.Key,
            ProcessInstanceKey = created.ProcessInstanceKey,
            ElementInstanceKey = created.ElementInstanceKey,
            ElementId = created.ElementId,
            ElementName = element?.Name ?? created.ElementId,
            ProcessId = _definition.ProcessId,
            FormKey = created.Details.FormKey,
            CreatedAt = unit.Now,
            Actions = TaskAction.Write(actions),
            ResultVariable = actions is { ResultVariable.Length: > 0 } ? actions.ResultVariable : null,
            Status = row.MergedIntoKey is null ? WorkItemStatus.Open : WorkItemStatus.Held,
            IsSuspended = row.SuspendedAt is not null,
            Version = 1,
        };
        Describe(item, created.Details);
        db.WorkItems.Add(item);
        _items.Add(item.Key, item);

        // The first assignment follows in the same commit; to people it is one thing.
        var assignee = events
            .OfType<UserTaskAssigned>()
            .FirstOrDefault(one => one.Key == created.Key && one.Assignee is not null)
            ?.Assignee;
        if (assignee is not null)
            _newAndUnassigned.Add(item.Key);
        await _steps.Created(item, assignee);
    }

    private async Task TaskAssigned(WorkItem item, UserTaskAssigned assigned)
    {
        if (_newAndUnassigned.Remove(item.Key))
            _steps.Hold(item, assigned.Assignee, assigned.Action);
        else
            await _steps.Assigned(item, assigned.Assignee, assigned.Action);
    }

    private async Task TaskUpdated(WorkItem item, UserTaskUpdated updated)
    {
        Describe(item, updated.Details);
        await _steps.Updated(item, updated.Action);
    }

    private async Task TaskEnded(WorkItem item, WorkItemStatus status, UserTaskCompleted? completed)
    {
        await ConsultationEnds.With(db, unit, item, _steps);
        if (completed is null)
            await _steps.Canceled(item);
        else
            await _steps.Completed(item, _actor?.UserName ?? completed.Assignee, completed.Action);
    }

    /// <summary>
    /// It goes on by another version: open tasks take the names, the buttons and the result variable of their new steps, since what comes behind
    /// them asks for those. Who has them, their form and their due times stay, and with them their clocks.
    /// </summary>
    private async Task Migrated(InstanceMigrated migrated)
    {
        if (commit.State.ElementInstance(migrated.ProcessInstanceKey)?.Definition is not { } target)
            return;
        if (migrated.ProcessInstanceKey == commit.RootInstanceKey)
        {
            row.ProcessDefinitionKey = target.Key;
            Write(TimelineCodes.Migrated, ("version", target.Version.ToString(CultureInfo.InvariantCulture)));
        }
        var renamed = migrated
            .Mappings.Where(one => one.SourceElementId != one.TargetElementId)
            .ToDictionary(one => one.SourceElementId, one => one.TargetElementId, StringComparer.Ordinal);
        foreach (
            var item in await db
                .WorkItems.Include(item => item.Candidates)
                .Where(item => item.CaseKey == row.Key && item.ProcessInstanceKey == migrated.ProcessInstanceKey)
                .ToListAsync()
        )
        {
            if (item.Status is not (WorkItemStatus.Open or WorkItemStatus.Held))
            {
                // What was done stays as it was called, under the id that it can be returned to.
                item.ElementId = renamed.GetValueOrDefault(item.ElementId, item.ElementId);
                continue;
            }
            // Where the engine has it now and not what the mapping says: a repeated task is mapped by its repetition.
            if (commit.State.ElementInstance(item.ElementInstanceKey)?.Element is not { } element)
                continue;
            item.GoOnAs(element.Id, element.Name ?? element.Id, target.ProcessId, element.Baton.Actions);
            _steps.Topics.Add(DeskChanges.AnyWorklist);
            if (item.Assignee is { } holder)
                _steps.Topics.Add(DeskChanges.Worklist(holder));
        }
        foreach (
            var opinion in await db.Opinions.Where(one => one.CaseKey == row.Key && renamed.Keys.Contains(one.ElementId!)).ToListAsync()
        )
            opinion.ElementId = renamed[opinion.ElementId!];
    }

    private static void Describe(WorkItem item, UserTaskDetails details)
    {
        item.DueAt = details.DueDate;
        item.FollowUpAt = details.FollowUpDate;
        item.Priority = details.Priority;
        var wanted = details
            .CandidateUsers.Select(name => (IsGroup: false, Name: name))
            .Concat(details.CandidateGroups.Select(name => (IsGroup: true, Name: name)))
            .Distinct()
            .ToList();
        item.Offer(wanted);
    }

    private async Task LoadItems()
    {
        var created = events.OfType<UserTaskCreated>().Select(one => one.Key).ToHashSet();
        var keys = events.Select(TaskKey).OfType<long>().Where(key => !created.Contains(key)).Distinct().ToList();
        if (keys.Count == 0)
            return;
        foreach (var item in await db.WorkItems.Include(one => one.Candidates).Where(one => keys.Contains(one.Key)).ToListAsync())
            _items.Add(item.Key, item);
    }

    private static long? TaskKey(EngineEvent one) =>
        one switch
        {
            UserTaskAssigned assigned => assigned.Key,
            UserTaskUpdated updated => updated.Key,
            UserTaskCompleted completed => completed.Key,
            UserTaskCanceled canceled => canceled.Key,
            _ => null,
        };

    private void Write(string code, params (string, string?)[] parameters) => Timeline.Add(db, unit, row.Key, code, null, null, parameters);
}
