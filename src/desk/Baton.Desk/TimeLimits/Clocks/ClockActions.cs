using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Forms;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Policies;
using Baton.Desk.Worklists;
using Baton.Engine.UserTasks;
using Baton.Runtime;
using Baton.Runtime.Instances;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>What policies do beside telling people. What cannot be done is told on the time line and stops nothing.</summary>
internal static class ClockActions
{
    /// <summary>Does it; the rows of <paramref name="db"/> are saved.</summary>
    /// <returns>Null, or why it could not be done.</returns>
    public static async Task<string?> Do(UnitOfWork unit, DeskDb db, Case row, ClockWork work, LimitAction action)
    {
        var tasks = await db
            .WorkItems.AsNoTracking()
            .Include(item => item.Candidates)
            .Where(item =>
                item.CaseKey == row.Key
                && item.ConsultationKey == null
                && item.Status == WorkItemStatus.Open
                && (work.Clock.TaskKey == null || item.Key == work.Clock.TaskKey)
            )
            .OrderBy(item => item.Key)
            .ToListAsync();
        return action.Do switch
        {
            LimitAction.Priority => await Each(tasks, item => Raise(unit, item, action.Value!.GetValue<int>())),
            LimitAction.Reassign => await Each(tasks, item => Reassign(unit, item, action.Target!)),
            LimitAction.NextManager => await Each(tasks, item => NextManager(unit, db, row, item)),
            LimitAction.StartProcess => await StartProcess(unit, row, work, action.Target!),
            LimitAction.SetField => await SetField(unit, row, action.Target!, action.Value),
            _ => $"There is no action '{action.Do}'.",
        };
    }

    private static async Task<string?> Each(List<WorkItem> tasks, Func<WorkItem, ValueTask<Outcome<Done>>> act)
    {
        string? failure = null;
        foreach (var item in tasks)
            failure ??= (await act(item)).Problem?.Detail;
        return failure;
    }

    private static ValueTask<Outcome<Done>> Raise(UnitOfWork unit, WorkItem item, int priority) =>
        item.Priority >= priority ? new(Done.Outcome) : unit.Engine.UpdateUserTask(item.Key, new UserTaskChanges { Priority = priority });

    private static ValueTask<Outcome<Done>> Reassign(UnitOfWork unit, WorkItem item, string to)
    {
        var name = to[(to.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (to.StartsWith("role:", StringComparison.Ordinal))
            return EngineTasks.HandToRole(unit, item, name);
        return item.Assignee == name ? new(Done.Outcome) : EngineTasks.Assign(unit, item.Key, name, EngineTasks.Transfer);
    }

    /// <summary>The manager of the nearest department above who has it, who is somebody else; nobody where the tree ends.</summary>
    private static async ValueTask<Outcome<Done>> NextManager(UnitOfWork unit, DeskDb db, Case row, WorkItem item)
    {
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(one => one.Code, StringComparer.Ordinal);
        var code = item.Assignee is { } holder
            ? departments
                .Values.Where(one => one.DefaultManager == holder)
                .OrderBy(one => one.Code == row.DepartmentCode ? 0 : 1)
                .Select(one => one.ParentCode)
                .FirstOrDefault()
                ?? await db.DepartmentMembers.Where(one => one.UserName == holder).Select(one => one.DepartmentCode).FirstOrDefaultAsync()
            : null;
        code ??= item
            .Candidates.Where(one => one.IsGroup)
            .Select(one => DepartmentGroup.Code(one.Name))
            .FirstOrDefault(one => one is not null);
        code ??= row.DepartmentCode;
        for (var step = 0; code is not null && step <= departments.Count; step++)
        {
            if (!departments.TryGetValue(code, out var department))
                break;
            if (department.DefaultManager is { } manager && manager != item.Assignee)
            {
                if ((await DeskUsers.Load(db, manager, CancellationToken.None))?.May(Permissions.WorkOnTasks) == true)
                    return await EngineTasks.Assign(unit, item.Key, manager, EngineTasks.Transfer);
            }
            code = department.ParentCode;
        }
        return Done.Outcome;
    }

    private static async Task<string?> StartProcess(UnitOfWork unit, Case row, ClockWork work, string processId)
    {
        var variables = CaseVariables.Of(row, JsonNode.Parse(row.FormData)!.AsObject(), null);
        variables["clock"] = new JsonObject
        {
            ["policy"] = work.Limit.Code,
            ["name"] = work.Limit.Name.En,
            ["dueAt"] = work.Step.Record.DueAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["round"] = work.Step.Record.Round,
        };
        var request = new CreateInstanceRequest { ProcessId = processId, Variables = CaseProcess.Feel(variables) };
        return (await unit.Engine.CreateInstance(request)).Problem?.Detail;
    }

    private static async Task<string?> SetField(UnitOfWork unit, Case known, string field, JsonNode? value)
    {
        if (CaseVariables.Reserved.Contains(field, StringComparer.Ordinal))
            return $"'{field}' is no special field.";
        await using (var db = DeskDb.In(unit))
        {
            var row = await db.Cases.SingleAsync(one => one.Key == known.Key);
            var form = JsonNode.Parse(row.FormData)!.AsObject();
            if (JsonNode.DeepEquals(form[field], value))
                return null;
            form[field] = value?.DeepClone();
            row.FormData = form.ToJsonString(FormJson.Options);
            await CaseSearchText.Refresh(db, row, CancellationToken.None);
            (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
            Timeline.Add(db, unit, row.Key, TimelineCodes.Edited, null, null, (TimelineWords.Fields, field));
            await db.SaveChangesAsync();
        }
        if (known.ProcessInstanceKey is not { } instance || known.IsClosed)
            return null;
        var problem = await CaseProcess.SetVariables(unit, instance, new() { [field] = value?.DeepClone() });
        return problem?.Detail;
    }
}
