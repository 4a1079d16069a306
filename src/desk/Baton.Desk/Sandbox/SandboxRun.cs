using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Http;
using Baton.Desk.Worklists;
using Baton.Engine;
using Baton.Engine.AdHoc;
using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Messages;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;
using Baton.Runtime;

namespace Baton.Desk.Sandbox;

/// <summary>
/// A process that runs in memory and nowhere else: no database, no outbox, no worker, a clock of its own. What it is follows from models, start and
/// steps alone, so a run is kept as its steps, and taking one back is to play the others.
/// </summary>
internal sealed class SandboxRun
{
    private readonly SandboxModels _models;
    private readonly InstanceState _state = new();
    private readonly CountingKeys _keys = new();
    private readonly SandboxLog _log;
    private readonly long _startedAt;
    private DateTimeOffset _now;
    private int _commands;
    private ulong _decided;

    private SandboxRun(SandboxModels models, DateTimeOffset at)
    {
        _models = models;
        _log = new(models);
        _now = at;
        _startedAt = models.Watch.GetTimestamp();
    }

    public InstanceState State => _state;
    public SandboxModels Models => _models;
    public SandboxLog Log => _log;
    public DateTimeOffset Now => _now;
    public int StepCount { get; private set; }

    /// <summary>Plays all steps, or up to the first that is refused.</summary>
    public static async Task<SandboxPlay> Play(SandboxModels models, SandboxStart start, IReadOnlyList<SandboxStep> steps)
    {
        var language = models.Language;
        if (steps.Count > SandboxLimits.MaxSteps)
            return new(null, 0, SandboxTexts.Words.Rejected("too-many-steps", language, ("max", $"{SandboxLimits.MaxSteps}")));
        var run = new SandboxRun(models, start.At.ToUniversalTime());
        if (run.Begin(start) is { } notBegun)
            return new(null, 0, notBegun);
        for (var index = 0; index < steps.Count; index++)
        {
            run._log.StepBegins(index + 1);
            run._commands = 0;
            if (await run.Do(steps[index]) is not { } refused)
            {
                run.StepCount++;
                continue;
            }
            // A step that broke off half-way must leave nothing behind: what was good before it is played again.
            var before = await Play(models, start, [.. steps.Take(index)]);
            return before with { Refused = refused, RefusedStep = index + 1 };
        }
        return new(run, 0, null);
    }

    private Problem? Begin(SandboxStart start)
    {
        var process = _models.Process.Process;
        var element = start.StartElement;
        if (element is null && !process.HasNoneStart)
            element = StartElements(process).FirstOrDefault();
        if (element is not null && !StartElements(process).Contains(element, StringComparer.Ordinal))
            return SandboxTexts.Words.Rejected("no-start", _models.Language, ("element", element));
        if (Values(start.Values, out var variables) is { } wrong)
            return wrong;
        _log.Begin(_now);
        return Decide(
            new CreateInstance(_models.Process.Key, variables)
            {
                StartElementId = element,
                BusinessId = Text(start.Values, "caseNumber"),
                Tags = ["case"],
            }
        );
    }

    /// <summary>The start events that something sets off.</summary>
    public static IEnumerable<string> StartElements(ExecutableProcess process) =>
        [
            .. process.StartMessages.Select(one => one.ElementId),
            .. process.StartTimers.Select(one => one.ElementId),
            .. process.StartSignals.Select(one => one.ElementId),
            .. process.StartConditions.Select(one => one.ElementId),
        ];

    private async ValueTask<Problem?> Do(SandboxStep step)
    {
        if (_state.IsEnded)
            return SandboxTexts.Words.Rejected("ended", _models.Language);
        if (Values(step.Values, out var values) is { } wrong)
            return wrong;
        switch (step.Kind)
        {
            case SandboxStepKind.CompleteTask:
                return Find(_state.UserTasks, step, task => task.Element.Element, task => task.Key) is { } task
                    ? await Complete(task, step)
                    : Missing(step);
            case SandboxStepKind.CompleteJob:
                return WithJob(step, job => HttpStandIn.Take(job, values, _now), "job-done");
            case SandboxStepKind.FailJob:
                return WithJob(
                    step,
                    job => new FailJob(job.Key, Math.Max(0, job.Retries - 1), step.Message, values, TimeSpan.Zero),
                    "job-failed"
                );
            case SandboxStepKind.ThrowError:
                return string.IsNullOrWhiteSpace(step.Code)
                    ? Problems.Invalid(
                        _models.Language,
                        SandboxTexts.Words.Field("code", "required", "error-code-missing", _models.Language)
                    )
                    : WithJob(step, job => new ThrowJobError(job.Key, step.Code, step.Message, values), "job-threw");
            case SandboxStepKind.Message:
                if (Find(_state.MessageSubscriptions, step, one => one.Target, one => one.Key) is not { } wait)
                    return Missing(step);
                _log.Add(_now, SandboxLogKind.Message, wait.Target, "message-came", ("message", wait.MessageName));
                return Decide(new CorrelateMessage(wait.Key, _keys.Next(), wait.MessageName, values));
            case SandboxStepKind.Signal:
                _log.Add(_now, SandboxLogKind.Signal, null, "signal-came", ("signal", step.Code ?? ""));
                return Broadcast(step.Code ?? "", values);
            case SandboxStepKind.NextTimer:
                return _state.Timers.Count == 0 ? Missing(step) : GoTo(_state.Timers.Min(timer => timer.Plan.DueAt));
            case SandboxStepKind.Advance:
                return step.Minutes is < 1 or > SandboxLimits.MaxMinutes
                    ? Problems.Invalid(_models.Language, SandboxTexts.Words.Field("minutes", "range", "minutes-range", _models.Language))
                    : GoTo(_now.AddMinutes(step.Minutes));
            case SandboxStepKind.Resolve:
                return Resolve(step);
            case SandboxStepKind.SetVariables:
                _log.Add(_now, SandboxLogKind.Variables, null, "variables-set");
                return Decide(new SetVariables(_state.RootInstanceKey, values, Local: false));
            case SandboxStepKind.Activate:
                if (Find(AdHocs(_state), step, one => one.Element, one => one.Key) is not { } adHoc)
                    return Missing(step);
                _log.Add(_now, SandboxLogKind.Task, adHoc.Element, "activity-begun", ("activity", step.Code ?? ""));
                return Decide(new ActivateAdHocElements(adHoc.Key, [new(step.Code ?? "", values)], CancelRemaining: false));
            default:
                return Missing(step);
        }
    }

    private async ValueTask<Problem?> Complete(UserTask task, SandboxStep step)
    {
        var actors = Actors(task);
        var actor = step.ActAs is null && actors.Count > 0 ? actors[0] : actors.FirstOrDefault(one => one.Code == step.ActAs);
        var element = task.Element.Element;
        if (actor is null)
        {
            return SandboxTexts.Words.Rejected(
                "not-offered",
                _models.Language,
                ("actor", _models.GroupName(step.ActAs ?? "")),
                ("element", _log.NameOf(element))
            );
        }
        var form = task.Details.FormKey is { } key ? await _models.Form(key) : null;
        var sent = form is null ? step.Values ?? [] : Filled(FormValues(task, form), step.Values);
        var actions = Actions(element);
        var decided = CompleteTask.Decide(
            _models.User,
            new(0, step.Action, step.Opinion, sent),
            actions,
            element.Baton.Actions?.ResultVariable,
            form is null ? null : SandboxForms.WithoutDirectory(form),
            _models.Region
        );
        if (decided.Problem is { } unfit)
            return unfit;
        var variables = decided.Value.Variables;
        if (form is null)
        {
            // Without a form the desk asks for nothing; whoever plays may still say what a program beside it would write.
            foreach (var (name, value) in step.Values ?? [])
                variables.TryAdd(name, value?.DeepClone());
        }
        if (Values(variables, out var result) is { } wrong)
            return wrong;
        _log.Add(
            _now,
            SandboxLogKind.Task,
            element,
            element.Baton.Actions is null ? "task-done" : "task-done-by",
            ("actor", actor.Name),
            ("action", _models.Words.Action(decided.Value.Action.Id, _models.Language))
        );
        if (decided.Value.Opinion is { } opinion)
            _log.Detail(SandboxTexts.Words.Get("opinion-said", _models.Language, ("text", opinion)));
        if (task.Assignee is null && Decide(new AssignUserTask(task.Key, actor.Code, Action: "claim")) is { } untaken)
            return untaken;
        return Decide(new CompleteUserTask(task.Key, result, decided.Value.Action.Id));
    }

    private Problem? WithJob(SandboxStep step, Func<Job, EngineCommand> command, string text)
    {
        if (Find(Workable(_state), step, job => job.Element.Element, job => job.Key) is not { } job)
            return Missing(step);
        _log.Add(
            _now,
            SandboxLogKind.Job,
            job.Element.Element,
            text,
            ("would", StandIn.Of(job, _models, _now).Would),
            ("code", step.Code ?? ""),
            ("message", step.Message ?? "")
        );
        return Decide(command(job));
    }

    private Problem? Resolve(SandboxStep step)
    {
        if (Find(_state.Incidents, step, one => one.Element.Element, one => one.Key) is not { } incident)
            return Missing(step);
        _log.Add(_now, SandboxLogKind.Incident, incident.Element.Element, "resolved");
        if (incident.Job is { State: JobState.Failed, Retries: 0 } job && Decide(new UpdateJob(job.Key, 1)) is { } stuck)
            return stuck;
        return _state.Incident(incident.Key) is null ? null : Decide(new ResolveIncident(incident.Key));
    }

    /// <summary>Moves the clock; what becomes due on the way happens at its own time.</summary>
    private Problem? GoTo(DateTimeOffset at)
    {
        _log.Add(_now, SandboxLogKind.Clock, null, "clock-moved", ("time", Local(at)));
        while (
            _state
                .Timers.Where(timer => timer.Plan.DueAt <= at)
                .OrderBy(timer => timer.Plan.DueAt)
                .ThenBy(timer => timer.Key)
                .FirstOrDefault()
                is { } due
        )
        {
            if (due.Plan.DueAt > _now)
                _now = due.Plan.DueAt;
            _log.Add(_now, SandboxLogKind.Clock, due.Target, "timer-due");
            if (Decide(new TriggerTimer(due.Key)) is { } stuck)
                return stuck;
        }
        if (at > _now && !_state.IsEnded)
            _now = at;
        return null;
    }

    private Problem? Broadcast(string name, FeelContext variables)
    {
        foreach (var key in _state.SignalSubscriptions.Where(one => one.SignalName == name).Select(one => one.Key).Order().ToList())
        {
            if (_state.SignalSubscription(key) is not null && Decide(new BroadcastSignal(key, name, variables)) is { } stuck)
                return stuck;
        }
        return null;
    }

    private Problem? Decide(EngineCommand command)
    {
        if (++_commands > SandboxLimits.MaxCommandsPerStep)
            return SandboxTexts.Words.Rejected("too-much", _models.Language, ("max", $"{SandboxLimits.MaxCommandsPerStep}"));
        if (_models.Watch.GetElapsedTime(_startedAt) > SandboxLimits.Patience)
            return SandboxTexts.Words.Rejected("too-slow", _models.Language, ("seconds", $"{SandboxLimits.Patience.TotalSeconds}"));
        var context = new EngineContext(_now, _keys, _models.Catalog, SandboxLimits.Engine, _models.Zone, ++_decided);
        var decision = ProcessEngine.Decide(_state, command, context);
        if (decision.Rejection is { } rejection)
            return Problem.From(rejection);
        _log.Take(_now, decision, _state);
        if (_state.ElementInstances.Count > SandboxLimits.MaxTokens || _log.Path.Count > SandboxLimits.MaxElements)
            return SandboxTexts.Words.Rejected("too-large", _models.Language, ("max", $"{SandboxLimits.MaxTokens}"));
        foreach (var thrown in decision.Events.OfType<SignalThrown>())
        {
            if (Broadcast(thrown.SignalName, thrown.Variables) is { } stuck)
                return stuck;
        }
        return null;
    }

    /// <summary>Jobs that somebody can answer.</summary>
    public static IEnumerable<Job> Workable(InstanceState state) =>
        state.Jobs.Where(job => job.State is JobState.Created or JobState.FailedWithRetries);

    public static IEnumerable<ElementInstance> AdHocs(InstanceState state) =>
        state.ElementInstances.Where(one =>
            one is { Element.Type: ElementType.AdHocSubProcess, State: ElementState.Activated }
            && one.Job is null
            && one.OpenIncidents.Count == 0
        );

    public static IReadOnlyList<TaskAction> Actions(ExecutableElement element) =>
        element.Baton.Actions is { } actions ? [.. actions.Actions.Select(TaskAction.Of)] : [TaskAction.Complete];

    /// <summary>Whom the task is offered to; where the model offers it to nobody, everybody who works on tasks.</summary>
    public IReadOnlyList<SandboxActor> Actors(UserTask task)
    {
        var people = task.Assignee is { } holder ? [holder] : task.Details.CandidateUsers;
        IReadOnlyList<string> groups = task.Assignee is null ? task.Details.CandidateGroups : [];
        if (people.Count + groups.Count == 0)
            groups = _models.WorkingRoles;
        return
        [
            .. groups.Select(group => new SandboxActor(group, _models.GroupName(group))),
            .. people.Select(one => new SandboxActor(one, _models.People.GetValueOrDefault(one, one))),
        ];
    }

    /// <summary>What the form of a task shows before anything is typed.</summary>
    public static JsonObject FormValues(UserTask task, Forms.FormSchema form)
    {
        var data = new JsonObject();
        foreach (var field in form.Fields)
        {
            if (Seen(task.Element, field.Key) is { } variable)
                data[field.Key] = JsonNode.Parse(FeelJson.ToJson(variable.Value));
        }
        return data;
    }

    private static Variable? Seen(ElementInstance from, string name)
    {
        for (var scope = from; scope is not null; scope = scope.IsProcess ? null : scope.Scope)
        {
            if (scope.Variables.FirstOrDefault(one => one.Name == name) is { } variable)
                return variable;
        }
        return null;
    }

    private static JsonObject Filled(JsonObject before, JsonObject? sent)
    {
        foreach (var (name, value) in sent ?? [])
            before[name] = value?.DeepClone();
        return before;
    }

    private static T? Find<T>(IEnumerable<T> open, SandboxStep step, Func<T, ExecutableElement> element, Func<T, long> key)
        where T : class => open.Where(one => element(one).Id == step.Element).OrderBy(key).ElementAtOrDefault(step.Index);

    private Problem Missing(SandboxStep step)
    {
        var element = step.Element is { } id ? _log.NameOf(id) : SandboxTexts.Words.Get("a-timer", _models.Language);
        return SandboxTexts.Words.Rejected("not-waiting", _models.Language, ("element", element));
    }

    private Problem? Values(JsonObject? json, out FeelContext values)
    {
        values = FeelContext.Empty;
        if (json is null or { Count: 0 })
            return null;
        var text = json.ToJsonString();
        if (text.Length > SandboxLimits.MaxValuesLength)
            return Problems.Invalid(_models.Language, SandboxTexts.Words.Field("values", "maxLength", "values-large", _models.Language));
        try
        {
            values = FeelJson.Parse(text).AsContext();
            return null;
        }
        catch (JsonException)
        {
            return Problems.Invalid(_models.Language, SandboxTexts.Words.Field("values", "json", "values-json", _models.Language));
        }
    }

    private static string? Text(JsonObject? values, string name) =>
        values?[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length is > 0 and <= 200 ? text : null;

    private string Local(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, _models.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private sealed class CountingKeys : IKeySource
    {
        private long _last;

        public long Next() => ++_last;
    }
}

/// <summary>What came of playing.</summary>
/// <param name="Run">As far as it went; null when it could not begin.</param>
/// <param name="RefusedStep">The step that was refused, from 1; 0 for none and for the beginning.</param>
/// <param name="Refused">Why.</param>
internal sealed record SandboxPlay(SandboxRun? Run, int RefusedStep, Problem? Refused);
