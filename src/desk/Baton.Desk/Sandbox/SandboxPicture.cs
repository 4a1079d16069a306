using System.Text.Json.Nodes;
using Baton.Engine.Compilation;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.UserTasks;
using Baton.Feel;

namespace Baton.Desk.Sandbox;

/// <summary>Shows a run as it stands.</summary>
internal static class SandboxPicture
{
    public static async Task<SandboxView> Of(SandboxRun run)
    {
        var (state, models, log) = (run.State, run.Models, run.Log);
        var tasks = new List<SandboxTask>();
        foreach (var (task, index) in Numbered(state.UserTasks, one => one.Element.Element, one => one.Key))
            tasks.Add(await Task(run, task, index));
        var process = models.Process.Process;
        var view = new SandboxView
        {
            ProcessId = process.ProcessId,
            ProcessName = log.NameOf(process.Root),
            Now = run.Now,
            IsEnded = state.IsEnded,
            StepCount = run.StepCount,
            Tokens = Tokens(run),
            Visited = log.Visited,
            Travelled = [.. log.Travelled],
            Tasks = tasks,
            Jobs =
            [
                .. Numbered(SandboxRun.Workable(state), one => one.Element.Element, one => one.Key)
                    .Select(one => Job(run, one.Item, one.Index)),
            ],
            Timers =
            [
                .. Numbered(state.Timers, one => one.Target, one => one.Key)
                    .OrderBy(one => one.Item.Plan.DueAt)
                    .Select(one => new SandboxTimer(one.Item.Target.Id, one.Index, log.NameOf(one.Item.Target), one.Item.Plan.DueAt)),
            ],
            Messages =
            [
                .. Numbered(state.MessageSubscriptions, one => one.Target, one => one.Key)
                    .Select(one => new SandboxMessage(
                        one.Item.Target.Id,
                        one.Index,
                        log.NameOf(one.Item.Target),
                        one.Item.MessageName,
                        one.Item.CorrelationKey
                    )),
            ],
            Signals =
            [
                .. state
                    .SignalSubscriptions.OrderBy(one => one.Key)
                    .Select(one => new SandboxSignal(one.Target.Id, log.NameOf(one.Target), one.SignalName)),
            ],
            Incidents =
            [
                .. Numbered(state.Incidents, one => one.Element.Element, one => one.Key)
                    .Select(one => new SandboxIncident(
                        one.Item.Element.Element.Id,
                        one.Index,
                        log.NameOf(one.Item.Element.Element),
                        log.IncidentText(one.Item.Element.Element.Id, one.Item.Type, one.Item.Message)
                    )),
            ],
            AdHocs =
            [
                .. Numbered(SandboxRun.AdHocs(state), one => one.Element, one => one.Key)
                    .Select(one => new SandboxAdHoc(
                        one.Item.Element.Id,
                        one.Index,
                        log.NameOf(one.Item.Element),
                        Activities(run, one.Item)
                    )),
            ],
            Variables = Variables(run),
            Log = log.Entries,
            Path = [.. log.Path],
            Names = Names(run),
            Called = await Called(run),
            Xml = models.Xml,
            Fingerprint = state.Fingerprint(),
        };
        return view with { Next = Next(view) };
    }

    /// <summary>
    /// Pure: the step that nobody has to choose. Jobs go well; a task with one button and nothing to fill in is done; when only times are waited for,
    /// the clock goes on.
    /// </summary>
    internal static SandboxStep? Next(SandboxView view)
    {
        if (view.IsEnded || view.Incidents.Count > 0)
            return null;
        if (view.Jobs is [var job, ..])
        {
            return new()
            {
                Kind = SandboxStepKind.CompleteJob,
                Element = job.ElementId,
                Index = job.Index,
                Values = (JsonObject)job.Answer.DeepClone(),
            };
        }
        if (
            view.Tasks.FirstOrDefault(task => task is { Actions: [{ RequiresOpinion: false }], Actors.Count: > 0 } && !Asks(task)) is
            { } plain
        )
        {
            return new()
            {
                Kind = SandboxStepKind.CompleteTask,
                Element = plain.ElementId,
                Index = plain.Index,
                Action = plain.Actions[0].Id,
                ActAs = plain.Actors[0].Code,
            };
        }
        return view.Timers.Count > 0 && view.Tasks.Count + view.Messages.Count + view.Signals.Count + view.AdHocs.Count == 0
            ? new() { Kind = SandboxStepKind.NextTimer }
            : null;
    }

    private static bool Asks(SandboxTask task) =>
        task.Form?.Fields.Any(field => field.Rules.Required && !field.ReadOnly && Forms.FormValues.IsEmpty(task.Values[field.Key])) == true;

    private static IEnumerable<(T Item, int Index)> Numbered<T>(IEnumerable<T> open, Func<T, ExecutableElement> element, Func<T, long> key)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var one in open.OrderBy(key))
        {
            var id = element(one).Id;
            var index = counts.GetValueOrDefault(id);
            counts[id] = index + 1;
            yield return (one, index);
        }
    }

    private static async Task<SandboxTask> Task(SandboxRun run, UserTask task, int index)
    {
        var element = task.Element.Element;
        var form = task.Details.FormKey is { } key ? await run.Models.Form(key) : null;
        var values = form is null ? [] : SandboxRun.FormValues(task, form);
        foreach (var field in form?.Fields ?? [])
        {
            if (!values.ContainsKey(field.Key) && field.DefaultValue is { } given)
                values[field.Key] = given.DeepClone();
        }
        return new()
        {
            ElementId = element.Id,
            Index = index,
            Name = run.Log.NameOf(element),
            Actors = run.Actors(task),
            Actions =
            [
                .. SandboxRun
                    .Actions(element)
                    .Select(action => new SandboxAction(
                        action.Id,
                        run.Models.Words.Action(action.Id, run.Models.Language),
                        action.Primary,
                        action.RequiresOpinion
                    )),
            ],
            Values = values,
            FormId = form?.Id,
            Form = form,
            DueAt = task.Details.DueDate,
            Priority = task.Details.Priority,
        };
    }

    private static SandboxJob Job(SandboxRun run, Job job, int index)
    {
        var standIn = StandIn.Of(job, run.Models, run.Now);
        return new()
        {
            ElementId = job.Element.Element.Id,
            Index = index,
            Name = run.Log.NameOf(job.Element.Element),
            Type = job.Type,
            Would = standIn.Would,
            Retries = job.Retries,
            Answer = standIn.Answer,
            Errors = standIn.Errors,
        };
    }

    private static async Task<IReadOnlyList<SandboxCalled>> Called(SandboxRun run)
    {
        var called = new List<SandboxCalled>();
        foreach (var process in run.Log.Processes.Skip(1))
        {
            if (await run.Models.Drawing(process.ProcessId) is not { } xml)
                continue;
            var names = process
                .Elements.Where(one => !string.IsNullOrWhiteSpace(one.Name))
                .DistinctBy(one => one.Id, StringComparer.Ordinal)
                .ToDictionary(one => one.Id, run.Log.NameOf, StringComparer.Ordinal);
            called.Add(new(process.ProcessId, run.Log.NameOf(process.Root), xml, names));
        }
        return called;
    }

    private static List<SandboxToken> Tokens(SandboxRun run) =>
        [
            .. run
                .State.ElementInstances.Where(one => !one.IsProcess && one.Element.Type != ElementType.MultiInstanceBody)
                .GroupBy(one => (one.Element.Id, one.ProcessInstance.Definition.ProcessId))
                .OrderBy(group => group.Min(one => one.Key))
                .Select(group => new SandboxToken(group.Key.Id, run.Log.NameOf(group.First().Element), group.Key.ProcessId, group.Count())),
        ];

    private static List<SandboxActor> Activities(SandboxRun run, ElementInstance adHoc) =>
        [
            .. adHoc
                .Definition.Process.Elements.Where(one =>
                    one.Parent == adHoc.Element
                    && one.Type is not (ElementType.BoundaryEvent or ElementType.EventSubProcess)
                    && adHoc.Definition.Process.Flows.All(flow => flow.Target.Id != one.Id)
                )
                .Select(one => new SandboxActor(one.Id, run.Log.NameOf(one)))
                .DistinctBy(one => one.Code),
        ];

    private static List<SandboxVariable> Variables(SandboxRun run)
    {
        var found = new List<SandboxVariable>();
        if (run.State.IsEnded)
        {
            foreach (var (name, value) in run.Log.Held.OrderBy(one => one.Key, StringComparer.Ordinal))
                found.Add(new("", name, Cut(FeelJson.ToJson(value)), run.Log.IsWritten(run.State.RootInstanceKey, name)));
            return found;
        }
        foreach (var instance in run.State.ElementInstances.OrderBy(one => one.Key))
        {
            var scope = instance.Key == run.State.RootInstanceKey ? "" : run.Log.NameOf(instance.Element);
            foreach (var variable in instance.Variables.OrderBy(one => one.Name, StringComparer.Ordinal))
            {
                found.Add(new(scope, variable.Name, Cut(FeelJson.ToJson(variable.Value)), run.Log.IsWritten(instance.Key, variable.Name)));
            }
        }
        return found;
    }

    private static string Cut(string json) =>
        json.Length <= SandboxLimits.MaxShownLength ? json : json[..SandboxLimits.MaxShownLength] + "…";

    private static Dictionary<string, string> Names(SandboxRun run)
    {
        var process = run.Models.Process.Process;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in process.Elements.Where(one => !string.IsNullOrWhiteSpace(one.Name)))
            names.TryAdd(element.Id, run.Log.NameOf(element));
        foreach (var flow in run.Models.Definitions.Processes.SelectMany(Bpmn.FlowElementsContainers.AllSequenceFlows))
        {
            if (!string.IsNullOrWhiteSpace(flow.Name))
                names.TryAdd(flow.Id, run.Models.Name(process.ProcessId, flow.Id, flow.Name));
        }
        return names;
    }
}
