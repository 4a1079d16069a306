using System.Xml;
using Baton.Desk.Access;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Engine;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.UserTasks;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Following;

/// <summary>What the events of one commit mean for one case. Used once, by one thread.</summary>
internal sealed class CaseSteps(DeskDb db, UnitOfWork unit, Case row, DeployedProcess definition, IReadOnlyList<EngineEvent> events)
{
    private readonly UnitActor? _actor = UnitActor.Of(unit);
    private readonly Dictionary<long, WorkItem> _items = [];
    private readonly HashSet<long> _newAndUnassigned = [];
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);

    /// <summary>What changed, for live screens.</summary>
    public IReadOnlyCollection<string> Topics => _topics;

    public async Task Follow()
    {
        _topics.Add(DeskChanges.Case(row.Key));
        await LoadItems();
        var before = (row.Status, row.IsClosed);
        foreach (var one in events)
            await Follow(one);
        if (before != (row.Status, row.IsClosed))
            _topics.UnionWith(await Watchers.Tell(db, unit, row, _actor?.UserName, CancellationToken.None));
        row.UpdatedAt = unit.Now;
        row.Version++;
    }

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
            case IncidentRaised raised:
                Write(TimelineCodes.IncidentRaised, null, [.. Step(raised.ElementId)]);
                break;
            case IncidentResolved:
                Write(TimelineCodes.IncidentResolved, null);
                break;
            case ElementCompleted:
                Close(TimelineCodes.Closed);
                break;
            case ElementTerminated:
                ChangeStatus(CaseStatus.Canceled);
                Close(TimelineCodes.Canceled);
                break;
        }
    }

    private async Task Reached(ElementActivated activated)
    {
        var element = definition.Process.Element(activated.ElementId)!;
        if (element.Baton.ReasonKey is { } reason)
        {
            var left = element.AttachedTo is { } activity ? await LastItem(activity.Id) : null;
            Write(TimelineCodes.Moved, null, [(TimelineWords.ReasonKey, reason), .. left is null ? [] : Waited(left)]);
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
            (TimelineWords.HolderRoles, item.Assignee is null ? Groups(item) : null),
        ];
    }

    private async Task<WorkItem?> LastItem(string elementId) =>
        _items.Values.Where(item => item.ElementId == elementId).MaxBy(item => item.CreatedAt)
        ?? await db
            .WorkItems.Include(item => item.Candidates)
            .Where(item => item.CaseKey == row.Key && item.ElementId == elementId)
            .OrderByDescending(item => item.Key)
            .FirstOrDefaultAsync();

    private void ChangeStatus(string status)
    {
        if (row.Status == status)
            return;
        row.Status = status;
        row.StatusAt = unit.Now;
        Write(TimelineCodes.StatusChanged, null, ("status", status));
    }

    private void Close(string code)
    {
        row.IsClosed = true;
        row.ClosedAt = unit.Now;
        Write(code, null, ("status", row.Status));
    }

    private async Task TaskCreated(UserTaskCreated created)
    {
        var element = definition.Process.Element(created.ElementId);
        var actions = element?.Baton.Actions;
        var item = new WorkItem
        {
            Key = created.Key,
            CaseKey = row.Key,
            ProcessInstanceKey = created.ProcessInstanceKey,
            ElementInstanceKey = created.ElementInstanceKey,
            ElementId = created.ElementId,
            ElementName = element?.Name ?? created.ElementId,
            ProcessId = definition.ProcessId,
            FormKey = created.Details.FormKey,
            CreatedAt = unit.Now,
            Actions = TaskAction.Write(actions is null ? [TaskAction.Complete] : [.. actions.Actions.Select(TaskAction.Of)]),
            ResultVariable = actions is { ResultVariable.Length: > 0 } ? actions.ResultVariable : null,
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
        var target = assignee is not null ? ("user", assignee) : ("role", Groups(item));
        Write(TimelineCodes.TaskCreated, item.Key, [.. Step(item), target]);
        await Tell(item, assignee, assignee is null ? Notifier.NewGroupTask : Notifier.NewTask);
    }

    private async Task TaskAssigned(WorkItem item, UserTaskAssigned assigned)
    {
        Touch(item.Assignee);
        Touch(assigned.Assignee);
        item.Assignee = assigned.Assignee;
        item.DelegatedBy = assigned.Action == EngineTasks.Delegate ? _actor?.UserName : null;
        item.Version++;
        _topics.Add(DeskChanges.AnyWorklist);
        if (_newAndUnassigned.Remove(item.Key))
            return;
        if (assigned.Assignee is not { } holder)
        {
            if (assigned.Action != EngineTasks.Transfer)
            {
                Write(TimelineCodes.TaskReleased, item.Key, [.. Step(item)]);
                await Tell(item, null, Notifier.NewGroupTask);
            }
            return;
        }
        await Settle(item);
        if (assigned.Action == EngineTasks.Claim)
        {
            Write(TimelineCodes.TaskClaimed, item.Key, [.. Step(item)]);
            return;
        }
        var (code, news) = assigned.Action switch
        {
            EngineTasks.Delegate => (TimelineCodes.TaskDelegated, Notifier.TaskDelegated),
            EngineTasks.GiveBack => (TimelineCodes.TaskGivenBack, Notifier.TaskGivenBack),
            _ => (TimelineCodes.TaskTransferred, Notifier.TaskTransferred),
        };
        Write(code, item.Key, [.. Step(item), ("user", holder), ("reason", _actor?.Reason)]);
        await Tell(item, holder, news);
    }

    private async Task TaskUpdated(WorkItem item, UserTaskUpdated updated)
    {
        item.Version++;
        Describe(item, updated.Details);
        _topics.Add(DeskChanges.AnyWorklist);
        if (updated.Action != EngineTasks.Transfer)
            return;
        await Settle(item);
        Write(TimelineCodes.TaskTransferred, item.Key, [.. Step(item), ("role", Groups(item)), ("reason", _actor?.Reason)]);
        await Tell(item, null, Notifier.NewGroupTask);
    }

    private async Task TaskEnded(WorkItem item, WorkItemStatus status, UserTaskCompleted? completed)
    {
        item.Status = status;
        item.EndedAt = unit.Now;
        item.Version++;
        Touch(item.Assignee);
        _topics.Add(DeskChanges.AnyWorklist);
        await Settle(item);
        if (completed is null)
        {
            Write(TimelineCodes.TaskCanceled, item.Key, [.. Step(item), ("user", item.Assignee)]);
            return;
        }
        item.CompletedBy = _actor?.UserName ?? completed.Assignee;
        item.CompletedAction = TaskAction.Parse(item.Actions).Any(one => one.Id == completed.Action) ? completed.Action : null;
        Write(TimelineCodes.TaskCompleted, item.Key, [.. Step(item), ("action", item.CompletedAction)], item.CompletedBy);
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
        item.Candidates.RemoveAll(one => !wanted.Contains((one.IsGroup, one.Name)));
        foreach (var (isGroup, name) in wanted.Where(one => !item.Candidates.Any(known => (known.IsGroup, known.Name) == one)))
        {
            var candidate = new WorkItemCandidate
            {
                WorkItemKey = item.Key,
                IsGroup = isGroup,
                Name = name,
            };
            item.Candidates.Add(candidate);
        }
    }

    /// <summary>Notifies whoever has to act: the holder, or everybody who may pick the task up; and the deputies of who is absent. Nobody is told what he did himself.</summary>
    private async Task Tell(WorkItem item, string? holder, string code)
    {
        List<string> people = holder is null ? await CandidateUsers(item) : [holder];
        foreach (var person in people)
            Touch(person);
        var told = people.Where(person => person != _actor?.UserName).ToList();
        foreach (var person in told)
            _topics.Add(DeskChanges.Notifications(person));
        IReadOnlyList<(string, string?)> words =
        [
            .. Step(item),
            ("process", item.ProcessId),
            ("number", row.Number),
            ("subject", row.Subject),
        ];
        Notifier.Add(db, unit, told, code, row.Key, item.Key, words);
        IReadOnlyList<string> named = holder is null ? item.AskedByName() : [holder];
        List<string> informed = _actor is null ? people : [.. people, _actor.UserName];
        foreach (var deputy in await Notifier.AddForDeputies(db, unit, named, informed, code, row.Key, item.Key, words))
        {
            Touch(deputy);
            _topics.Add(DeskChanges.Notifications(deputy));
        }
        _topics.Add(DeskChanges.AnyWorklist);
    }

    /// <summary>What was said about the task so far is no news any more.</summary>
    private async Task Settle(WorkItem item)
    {
        foreach (var notification in await Notifier.Unread(db, item.Key, CancellationToken.None))
        {
            notification.ReadAt = unit.Now;
            _topics.Add(DeskChanges.Notifications(notification.UserName));
            Touch(notification.UserName);
        }
    }

    private async Task<List<string>> CandidateUsers(WorkItem item)
    {
        var groups = item.Candidates.Where(one => one.IsGroup).Select(one => one.Name).ToList();
        var members = await DeskUsers.InGroups(db, groups, CancellationToken.None);
        var named = item.Candidates.Where(one => !one.IsGroup).Select(one => one.Name).ToList();
        var known = await DeskUsers.Names(db, named, CancellationToken.None);
        return [.. members.Concat(named.Where(known.ContainsKey)).Distinct(StringComparer.Ordinal)];
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

    private IEnumerable<(string, string?)> Step(string elementId) =>
        [("element", elementId), ("elementName", definition.Process.Element(elementId)?.Name ?? elementId)];

    private static IEnumerable<(string, string?)> Step(WorkItem item) => [("element", item.ElementId), ("elementName", item.ElementName)];

    private static string? Groups(WorkItem item)
    {
        var groups = string.Join(',', item.Candidates.Where(one => one.IsGroup).Select(one => one.Name));
        return groups.Length == 0 ? null : groups;
    }

    private void Touch(string? userName)
    {
        if (userName is not null)
            _topics.Add(DeskChanges.Worklist(userName));
    }

    private void Write(string code, long? taskKey, params (string, string?)[] parameters) =>
        Write(code, taskKey, parameters, ActorOf(code));

    private void Write(string code, long? taskKey, (string, string?)[] parameters, string? actor) =>
        Timeline.Add(
            db,
            unit,
            row.Key,
            code,
            actor,
            taskKey,
            [.. parameters, (TimelineWords.For, actor is not null && actor == _actor?.UserName ? _actor.For : null)]
        );

    /// <summary>People claim, release, hand on and finish tasks; everything else the system does, whoever set it off.</summary>
    private string? ActorOf(string code) =>
        code
            is TimelineCodes.TaskClaimed
                or TimelineCodes.TaskReleased
                or TimelineCodes.TaskTransferred
                or TimelineCodes.TaskDelegated
                or TimelineCodes.TaskGivenBack
            ? _actor?.UserName
            : null;
}
