using System.Runtime.CompilerServices;
using System.Text.Json;
using Baton.Desk.Cases;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Analysis.Traces;

/// <summary>Reads instances with what the desk knows of them, the newest first, a few hundred at a time; holds no more than those.</summary>
internal sealed class TraceReader(EngineSearch search, DeskReader reader, CalendarShelf calendars, BatonRuntime runtime)
{
    /// <summary>Where few instances are of the cases that are asked for, it gives up looking after so many.</summary>
    public const int ScanMax = 200_000;

    private const int Batch = 200;

    private static readonly string[] HandOverCodes =
    [
        TimelineCodes.TaskCreated,
        TimelineCodes.TaskClaimed,
        TimelineCodes.TaskReleased,
        TimelineCodes.TaskTransferred,
        TimelineCodes.TaskDelegated,
        TimelineCodes.TaskGivenBack,
        TimelineCodes.TaskTakenBack,
    ];

    /// <summary>The instances that the filter means, at most as many as its sample.</summary>
    public async IAsyncEnumerable<Trace> Read(AnalysedProcess process, AnalysisFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var left = filter.Sample ?? AnalysisFilter.UsualSample;
        var request = new TraceRequest([.. process.Chosen.Select(row => row.ProcessDefinitionKey)])
        {
            From = filter.From,
            To = filter.To,
            Limit = Batch,
        };
        for (var scanned = 0; scanned < ScanMax && left > 0; scanned += Batch)
        {
            var rows = await search.Traces(request, ct);
            foreach (var trace in await Known(rows, filter, ct))
            {
                if (left-- <= 0)
                    yield break;
                yield return trace;
            }
            if (rows.Count < Batch)
                yield break;
            request = request with { After = rows[^1] };
        }
    }

    /// <summary>How time is measured: by the clock, or in the working time of the desk's own calendar.</summary>
    public async Task<Func<DateTimeOffset, DateTimeOffset, TimeSpan>> Measure(AnalysisFilter filter, CancellationToken ct)
    {
        if (filter.WorkingTime != true)
            return static (from, to) => to - from;
        var calendar = await reader.Read(db => calendars.For(db, null, null, null, ct), ct);
        return calendar.Calendar.Between;
    }

    private Task<List<Trace>> Known(IReadOnlyList<InstanceTraceRow> rows, AnalysisFilter filter, CancellationToken ct) =>
        reader.Read(
            async db =>
            {
                var cases = await Cases(db, rows, filter, ct);
                var kept = filter.AsksForCases ? rows.Where(row => cases.ContainsKey(row.RootProcessInstanceKey)).ToList() : rows;
                var tasks = await Tasks(db, [.. cases.Values.Select(one => one.Key)], ct);
                return kept.Select(row => Trace(row, cases.GetValueOrDefault(row.RootProcessInstanceKey), tasks)).ToList();
            },
            ct
        );

    private async Task<Dictionary<long, TracedCase>> Cases(
        DeskDb db,
        IReadOnlyList<InstanceTraceRow> rows,
        AnalysisFilter filter,
        CancellationToken ct
    )
    {
        List<long> roots = [.. rows.Select(row => row.RootProcessInstanceKey).Distinct()];
        var query = db.Cases.Where(row => row.ProcessInstanceKey != null && EF.Parameter(roots).Contains(row.ProcessInstanceKey!.Value));
        if (filter.Type is { Length: > 0 } type)
            query = query.Where(row => row.TypeCode == type);
        if (filter.Channel is { Length: > 0 } channel)
            query = query.Where(row => row.Channel == channel);
        if (filter.Department is { Length: > 0 } department)
        {
            var units = (await UnitTree.Load(db, ct)).Below([department]).ToList();
            query = query.Where(row => row.DepartmentCode != null && EF.Parameter(units).Contains(row.DepartmentCode));
        }
        var found = await query
            .Select(row => new
            {
                row.Key,
                row.Number,
                row.TypeCode,
                row.Channel,
                row.DepartmentCode,
                Instance = row.ProcessInstanceKey!.Value,
            })
            .ToListAsync(ct);
        List<long> keys = [.. found.Select(row => row.Key)];
        var now = runtime.Clock.GetUtcNow();
        // A clock that was given up says nothing; one that rests is late only if it was before.
        var late = await db.Set<Clock>()
            .Where(clock => EF.Parameter(keys).Contains(clock.CaseKey))
            .Where(clock =>
                clock.State == ClockState.Missed
                || clock.State == ClockState.Late
                || (clock.State == ClockState.Running && clock.DueAt < now)
            )
            .Select(clock => clock.CaseKey)
            .Distinct()
            .ToListAsync(ct);
        return found
            .Select(row =>
                (
                    row.Instance,
                    Case: new TracedCase(row.Key, row.Number, row.TypeCode, row.Channel, row.DepartmentCode, late.Contains(row.Key))
                )
            )
            .Where(one => filter.Late != true || one.Case.IsLate)
            .GroupBy(one => one.Instance)
            .ToDictionary(group => group.Key, group => group.First().Case);
    }

    /// <summary>What the desk knows of tasks, by the visits that they belong to.</summary>
    private static async Task<Dictionary<long, DeskTask>> Tasks(DeskDb db, List<long> caseKeys, CancellationToken ct)
    {
        if (caseKeys.Count == 0)
            return [];
        var items = await db
            .WorkItems.Where(item => EF.Parameter(caseKeys).Contains(item.CaseKey) && item.ConsultationKey == null)
            .Select(item => new
            {
                item.Key,
                item.ElementInstanceKey,
                By = item.CompletedBy ?? item.Assignee,
                Groups = item.Candidates.Where(one => one.IsGroup).Select(one => one.Name).ToList(),
            })
            .ToListAsync(ct);
        var entries = await db
            .Timeline.Where(entry =>
                EF.Parameter(caseKeys).Contains(entry.CaseKey) && entry.TaskKey != null && HandOverCodes.Contains(entry.Code)
            )
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Key)
            .Select(entry => new
            {
                TaskKey = entry.TaskKey!.Value,
                entry.At,
                entry.Code,
                entry.Parameters,
            })
            .ToListAsync(ct);
        var changes = entries.ToLookup(entry => entry.TaskKey, entry => new HandOver(entry.At, IsHeld(entry.Code, entry.Parameters)));
        var tasks = new Dictionary<long, DeskTask>();
        foreach (var item in items)
            tasks[item.ElementInstanceKey] = new(
                item.By,
                item.Groups.Order(StringComparer.Ordinal).FirstOrDefault(),
                [.. changes[item.Key]]
            );
        return tasks;
    }

    private static bool IsHeld(string code, string parameters)
    {
        if (code is TimelineCodes.TaskClaimed or TimelineCodes.TaskDelegated or TimelineCodes.TaskGivenBack)
            return true;
        if (code == TimelineCodes.TaskReleased)
            return false;
        using var values = JsonDocument.Parse(parameters);
        return values.RootElement.TryGetProperty("user", out _);
    }

    private static Trace Trace(InstanceTraceRow row, TracedCase? of, Dictionary<long, DeskTask> tasks) =>
        new(
            row.ProcessInstanceKey,
            row.RootProcessInstanceKey,
            row.ProcessDefinitionKey,
            State(row.State),
            row.StartDate,
            row.EndDate,
            [.. row.Elements.Select(element => Step(element, tasks.GetValueOrDefault(element.ElementInstanceKey)))],
            row.SequenceFlows.ToHashSet(StringComparer.Ordinal)
        )
        {
            Case = of,
        };

    private static TraceStep Step(TracedElementRow row, DeskTask? task) =>
        new(
            row.ElementInstanceKey,
            row.ScopeKey,
            row.ProcessDefinitionKey,
            row.ElementId,
            row.Type,
            State(row.State),
            row.StartDate,
            row.EndDate
        )
        {
            By = task?.By,
            Group = task?.Group,
            Held = task is null ? [] : HeldSpans.Of(row.StartDate, row.EndDate, task.Changes),
        };

    private static TraceState State(string state) =>
        state switch
        {
            "COMPLETED" => TraceState.Completed,
            "TERMINATED" => TraceState.Canceled,
            _ => TraceState.Running,
        };

    private sealed record DeskTask(string? By, string? Group, IReadOnlyList<HandOver> Changes);
}
