using Baton.Desk.Access;
using Baton.Desk.Notifications;
using Baton.Desk.Notifications.Tasks;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Runtime;

namespace Baton.Desk.Cases.Following;

/// <summary>
/// What happens to the work items of one case: their rows, the time line, and who is told. Whose hand it was says the unit's actor. Used once, by
/// one thread; the caller saves, and publishes <see cref="Topics"/>.
/// </summary>
internal sealed class ItemSteps(DeskDb db, UnitOfWork unit, Case row)
{
    private readonly UnitActor? _actor = UnitActor.Of(unit);

    /// <summary>What changed, for live screens.</summary>
    public HashSet<string> Topics { get; } = new(StringComparer.Ordinal) { DeskChanges.Case(row.Key) };

    public Case Case => row;

    /// <summary>A new task, with its first holder where it has one.</summary>
    public async Task Created(WorkItem item, string? assignee)
    {
        var target = assignee is not null ? (TimelineWords.User, assignee) : (TimelineWords.Role, Groups(item));
        Write(TimelineCodes.TaskCreated, item.Key, null, [.. Step(item), target]);
        await Tell(item, assignee, assignee is null ? Notifier.NewGroupTask : Notifier.NewTask);
    }

    /// <summary>Somebody holds it, or nobody, and there is no more to say about it.</summary>
    public void Hold(WorkItem item, string? assignee, string? action)
    {
        Touch(item.Assignee);
        Touch(assignee);
        item.Assignee = assignee;
        item.DelegatedBy = action == EngineTasks.Delegate ? _actor?.UserName : null;
        item.Version++;
        Topics.Add(DeskChanges.AnyWorklist);
    }

    public async Task Assigned(WorkItem item, string? assignee, string? action)
    {
        Hold(item, assignee, action);
        if (assignee is not { } holder)
        {
            if (action != EngineTasks.Transfer)
            {
                Write(TimelineCodes.TaskReleased, item.Key, _actor?.UserName, [.. Step(item)]);
                await Tell(item, null, Notifier.NewGroupTask);
            }
            return;
        }
        await Settle(item);
        if (action == EngineTasks.Claim)
        {
            Write(TimelineCodes.TaskClaimed, item.Key, _actor?.UserName, [.. Step(item)]);
            return;
        }
        var (code, news) = action switch
        {
            EngineTasks.Delegate => (TimelineCodes.TaskDelegated, Notifier.TaskDelegated),
            EngineTasks.GiveBack => (TimelineCodes.TaskGivenBack, Notifier.TaskGivenBack),
            EngineTasks.TakeBack => (TimelineCodes.TaskTakenBack, Notifier.TaskTransferred),
            _ => (TimelineCodes.TaskTransferred, Notifier.TaskTransferred),
        };
        Write(code, item.Key, _actor?.UserName, [.. Step(item), (TimelineWords.User, holder), ("reason", _actor?.Reason)]);
        await Tell(item, holder, news);
    }

    /// <summary>Its due time, priority or candidates are others now.</summary>
    public async Task Updated(WorkItem item, string? action)
    {
        item.Version++;
        Topics.Add(DeskChanges.AnyWorklist);
        if (action is not (EngineTasks.Transfer or EngineTasks.TakeBack))
            return;
        await Settle(item);
        Write(
            action == EngineTasks.Transfer ? TimelineCodes.TaskTransferred : TimelineCodes.TaskTakenBack,
            item.Key,
            _actor?.UserName,
            [.. Step(item), (TimelineWords.Role, Groups(item)), ("reason", _actor?.Reason)]
        );
        await Tell(item, null, Notifier.NewGroupTask);
    }

    public async Task Completed(WorkItem item, string? by, string? action, string code = TimelineCodes.TaskCompleted)
    {
        await End(item, WorkItemStatus.Completed);
        item.CompletedBy = by;
        item.CompletedAction = TaskAction.Parse(item.Actions).Any(one => one.Id == action) ? action : null;
        Write(code, item.Key, by, [.. Step(item), (TimelineWords.Action, item.CompletedAction)]);
    }

    public async Task Canceled(WorkItem item)
    {
        await End(item, WorkItemStatus.Canceled);
        Write(TimelineCodes.TaskCanceled, item.Key, null, [.. Step(item), (TimelineWords.User, item.Assignee)]);
    }

    /// <summary>Takes it out of the work lists, without a word on the time line.</summary>
    public async Task End(WorkItem item, WorkItemStatus status)
    {
        item.Status = status;
        item.EndedAt = unit.Now;
        item.AwaitsConfirmation = false;
        item.Version++;
        Touch(item.Assignee);
        Topics.Add(DeskChanges.AnyWorklist);
        await Settle(item);
    }

    /// <summary>Notifies whoever has to act: the holder, or everybody who may pick the task up; and the deputies of who is absent. Nobody is told what he
    /// did himself, nor of a case that rests because it was merged.</summary>
    public async Task Tell(WorkItem item, string? holder, string code, params IReadOnlyList<(string, string?)> more)
    {
        if (row.MergedIntoKey is not null)
            return;
        List<string> people = holder is null ? await CandidateUsers(item) : [holder];
        foreach (var person in people)
            Touch(person);
        var told = people.Where(person => person != _actor?.UserName).ToList();
        foreach (var person in told)
            Topics.Add(DeskChanges.Notifications(person));
        IReadOnlyList<(string, string?)> words =
        [
            .. Step(item),
            ("process", item.ProcessId),
            ("number", row.Number),
            ("subject", row.Subject),
            .. more,
        ];
        Notifier.Add(db, unit, told, code, row.Key, item.Key, words);
        IReadOnlyList<string> named = holder is null ? item.AskedByName() : [holder];
        List<string> all = [.. told];
        List<string> informed = _actor is null ? people : [.. people, _actor.UserName];
        foreach (var deputy in await Notifier.AddForDeputies(db, unit, named, informed, code, row.Key, item.Key, words))
        {
            Touch(deputy);
            Topics.Add(DeskChanges.Notifications(deputy));
            all.Add(deputy);
        }
        await TaskNews.Note(db, unit, all, code, row.Key, item.Key);
        await WorkNews.Note(db, unit, item, people, code, row.Key);
        Topics.Add(DeskChanges.AnyWorklist);
    }

    /// <summary>Writes on the case's time line.</summary>
    public void Write(string code, long? taskKey, string? actor, params IReadOnlyList<(string, string?)> parameters) =>
        Timeline.Add(
            db,
            unit,
            row.Key,
            code,
            actor,
            taskKey,
            [
                .. parameters,
                (TimelineWords.For, actor is not null && actor == _actor?.UserName ? _actor.For : null),
                (TimelineWords.ByMail, actor is not null && actor == _actor?.UserName && _actor.IsByMail ? "true" : null),
            ]
        );

    public static IEnumerable<(string, string?)> Step(WorkItem item) =>
        [(TimelineWords.Element, item.ElementId), (TimelineWords.ElementName, item.ElementName)];

    /// <summary>The groups that may pick it up, with commas; null for none.</summary>
    public static string? Groups(WorkItem item)
    {
        var groups = string.Join(',', item.Candidates.Where(one => one.IsGroup).Select(one => one.Name));
        return groups.Length == 0 ? null : groups;
    }

    /// <summary>What was said about the task so far is no news any more.</summary>
    private async Task Settle(WorkItem item)
    {
        foreach (var notification in await Notifier.Unread(db, item.Key, CancellationToken.None))
        {
            notification.ReadAt = unit.Now;
            Topics.Add(DeskChanges.Notifications(notification.UserName));
            Touch(notification.UserName);
        }
    }

    private async Task<List<string>> CandidateUsers(WorkItem item)
    {
        var groups = item.Candidates.Where(one => one.IsGroup).Select(one => one.Name).ToList();
        var members = await DeskUsers.InGroups(db, groups, row.DepartmentCode, CancellationToken.None);
        var named = item.Candidates.Where(one => !one.IsGroup).Select(one => one.Name).ToList();
        var known = await DeskUsers.Names(db, named, CancellationToken.None);
        return [.. members.Concat(named.Where(known.ContainsKey)).Distinct(StringComparer.Ordinal)];
    }

    private void Touch(string? userName)
    {
        if (userName is not null)
            Topics.Add(DeskChanges.Worklist(userName));
    }
}
