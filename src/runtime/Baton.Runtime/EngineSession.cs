using Baton.Engine;
using Baton.Engine.AdHoc;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Migration;
using Baton.Engine.Modification;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;
using Baton.Runtime.Conditions;
using Baton.Runtime.Deployments;
using Baton.Runtime.Instances;
using Baton.Runtime.Jobs;
using Baton.Runtime.Messages;
using Baton.Runtime.Signals;
using Baton.Runtime.UserTasks;

namespace Baton.Runtime;

/// <summary>
/// The engine inside one unit of work. What a method returns has happened for the rest of the unit, and for the world once it is committed.
/// A problem leaves the engine as it was; the unit may go on and succeed nevertheless.
/// </summary>
public sealed class EngineSession
{
    private readonly UnitOfWork _unit;
    private readonly EngineRoom _room;
    private readonly InstanceTable _instances;
    private readonly Deployer _deployer;
    private readonly ResourceRemoval _removal;
    private readonly InstanceHistory _history;
    private readonly JobLeases _leases;
    private readonly MessageRouter _messages;
    private readonly SignalRouter _signals;

    internal EngineSession(UnitOfWork unit, EngineRoom room)
    {
        _unit = unit;
        _room = room;
        _instances = new(unit, room);
        _messages = new(unit, _instances);
        _instances.Messages = _messages;
        _signals = new(unit, _instances);
        _instances.Signals = _signals;
        _deployer = new(unit, room, _instances);
        _removal = new(unit, room, _instances);
        _history = new(unit, room);
        _leases = new(unit, _instances, room);
    }

    internal InstanceHistory History => _history;

    /// <summary>Deploys files as one: an error in any of them refuses all, with every diagnostic as a field problem.</summary>
    public ValueTask<Outcome<Deployment>> Deploy(IReadOnlyList<DeploymentResource> resources) => new(_deployer.Deploy(resources));

    /// <summary>
    /// Takes a process definition, a DMN file with its decisions, a form or another file out of use. Running instances go on with it; the
    /// highest version that was not deleted is the latest.
    /// </summary>
    public ValueTask<Outcome<Done>> DeleteResource(long resourceKey) => new(_removal.Remove(resourceKey));

    /// <summary>Starts a process and runs it to its first waits.</summary>
    public ValueTask<Outcome<CreatedInstance>> CreateInstance(CreateInstanceRequest request) =>
        _room.TooLarge(request.Variables) is { } problem ? new(problem) : new(_instances.Create(request));

    /// <summary>Ends a root instance at once.</summary>
    public ValueTask<Outcome<Done>> CancelInstance(long processInstanceKey) =>
        Run(
            _instances.RootOfInstance(processInstanceKey),
            new CancelInstance(processInstanceKey),
            $"Expected to cancel process instance {processInstanceKey}, but there is no active one with this key."
        );

    /// <summary>
    /// Deletes all that is kept of an ended root instance and of what it called. Refused while it is active, for instances that were called,
    /// and where somebody beside the engine refers to it.
    /// </summary>
    public ValueTask<Outcome<Done>> DeleteInstance(long processInstanceKey) => _history.Delete(processInstanceKey);

    /// <summary>Deletes one evaluated decision.</summary>
    public ValueTask<Outcome<Done>> DeleteDecisionInstance(long decisionInstanceKey) => _history.DeleteDecision(decisionInstanceKey);

    /// <summary>
    /// Deletes an evaluation with all decisions that it asked. Refused while the process instance that asked for it is active, and where
    /// somebody beside the engine refers to that instance.
    /// </summary>
    public ValueTask<Outcome<Done>> DeleteDecisionEvaluation(long decisionEvaluationKey) =>
        _history.DeleteEvaluation(decisionEvaluationKey);

    /// <summary>Begins and ends elements of a running process instance by hand, all instructions or none.</summary>
    public ValueTask<Outcome<Done>> ModifyInstance(ModifyInstance command) =>
        Run(
            _instances.RootOfInstance(command.ProcessInstanceKey),
            command,
            $"Expected to modify process instance {command.ProcessInstanceKey}, but there is no active one with this key."
        );

    /// <summary>Lets a running process instance go on by another definition.</summary>
    public ValueTask<Outcome<Done>> MigrateInstance(MigrateInstance command)
    {
        if (_instances.Catalog.Startable(command.TargetDefinitionKey) is null)
        {
            return new(
                Problem.NotFound(
                    "process.unknown",
                    $"Expected to migrate process instance {command.ProcessInstanceKey} to definition {command.TargetDefinitionKey}, but no such process is deployed."
                )
            );
        }
        return Run(
            _instances.RootOfInstance(command.ProcessInstanceKey),
            command,
            $"Expected to migrate process instance {command.ProcessInstanceKey}, but there is no active one with this key."
        );
    }

    /// <summary>Writes variables to an element instance or process instance.</summary>
    public ValueTask<Outcome<Done>> SetVariables(long scopeKey, FeelContext variables, bool local = false) =>
        Run(
            _instances.RootOfScope(scopeKey),
            new SetVariables(scopeKey, variables, local),
            $"Expected to set variables of {scopeKey}, but there is no active element instance or process instance with this key.",
            variables
        );

    /// <summary>Runs the step again that an incident stopped.</summary>
    public ValueTask<Outcome<Done>> ResolveIncident(long incidentKey) =>
        Run(
            _instances.RootOfIncident(incidentKey),
            new ResolveIncident(incidentKey),
            $"Expected to resolve incident {incidentKey}, but there is no open one with this key."
        );

    /// <summary>Gives a user task to somebody.</summary>
    public ValueTask<Outcome<Done>> AssignUserTask(long userTaskKey, string assignee, bool allowOverride = true, string? action = null) =>
        RunTask(userTaskKey, "assign", new AssignUserTask(userTaskKey, assignee, allowOverride, action));

    /// <summary>Takes a user task from whoever has it.</summary>
    public ValueTask<Outcome<Done>> UnassignUserTask(long userTaskKey, string? action = null) =>
        RunTask(userTaskKey, "unassign", new UnassignUserTask(userTaskKey, action));

    /// <summary>Changes candidates, dates or priority of a user task.</summary>
    public ValueTask<Outcome<Done>> UpdateUserTask(long userTaskKey, UserTaskChanges changes, string? action = null) =>
        RunTask(userTaskKey, "update", new UpdateUserTask(userTaskKey, changes, action));

    /// <summary>
    /// The outcome of a change of a user task that listeners are asked about, once it is there; wait for it after the unit, never inside.
    /// Null when nobody is asked: what was done is done.
    /// </summary>
    /// <param name="key">The user task, or the element instance that it works for.</param>
    public Task<TransitionEnd>? Transition(long key)
    {
        if (_unit.Rows.UserTasks.TryGetValue(key, out var row) && row.CompletedAt is not null)
        {
            return null;
        }
        if ((_instances.RootOfUserTask(key) ?? _instances.RootOfScope(key)) is not { } root || _instances.Load(root) is not { } instance)
        {
            return null;
        }
        if ((instance.State.UserTask(key) ?? instance.State.ElementInstance(key)?.UserTask) is not { Transition: not null } task)
        {
            return null;
        }
        var waiter = new TaskCompletionSource<TransitionEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        _unit.AfterCommit(() => _room.Wakeups.Transitions.Add(task.Key, waiter));
        return waiter.Task;
    }

    /// <summary>Finishes a user task; the process runs on to its next waits.</summary>
    public ValueTask<Outcome<Done>> CompleteUserTask(long userTaskKey, FeelContext variables, string? action = null) =>
        RunTask(userTaskKey, "complete", new CompleteUserTask(userTaskKey, variables, action), variables);

    /// <summary>Leases available jobs of a type, those of the highest priority first, then the oldest. Answers at once; <see cref="BatonRuntime.ActivateJobs"/> can wait.</summary>
    public ValueTask<Outcome<IReadOnlyList<ActivatedJob>>> ActivateJobs(ActivateJobsRequest request) => new(_leases.Activate(request));

    /// <summary>Finishes a job; the process runs on to its next waits. Listeners and ad-hoc sub-processes give a result.</summary>
    public ValueTask<Outcome<Done>> CompleteJob(long jobKey, FeelContext variables, JobResult? result = null, string? leaseToken = null) =>
        RunJob(jobKey, "complete", new CompleteJob(jobKey, variables) { Result = result }, variables, leaseToken);

    /// <summary>Gives a job back; without retries left it raises an incident.</summary>
    public ValueTask<Outcome<Done>> FailJob(FailJobRequest request) =>
        RunJob(
            request.JobKey,
            "fail",
            new FailJob(request.JobKey, request.Retries, request.ErrorMessage, request.Variables, request.RetryBackOff),
            request.Variables,
            request.LeaseToken
        );

    /// <summary>Throws an error at the job's element; uncaught it raises an incident.</summary>
    public ValueTask<Outcome<Done>> ThrowJobError(ThrowJobErrorRequest request) =>
        RunJob(
            request.JobKey,
            "throw an error for",
            new ThrowJobError(request.JobKey, request.ErrorCode, request.ErrorMessage, request.Variables),
            request.Variables,
            request.LeaseToken
        );

    /// <summary>Changes the retries, the priority or the lease of a job.</summary>
    public ValueTask<Outcome<Done>> UpdateJob(UpdateJobRequest request) => new(Update(request));

    /// <summary>Gives a message to everybody who waits for it; keeps it as long as it lives.</summary>
    public ValueTask<Outcome<PublishedMessage>> PublishMessage(PublishMessageRequest request) =>
        _room.TooLarge(request.Variables) is { } problem ? new(problem) : new(_messages.Publish(request));

    /// <summary>Gives a message to those who wait for it now; not found when nobody does. Lifetime and id are not used.</summary>
    public ValueTask<Outcome<CorrelatedMessage>> CorrelateMessage(PublishMessageRequest request) =>
        _room.TooLarge(request.Variables) is { } problem ? new(problem) : new(_messages.Correlate(request));

    /// <summary>Gives a signal to everybody who waits for it now and starts the processes that begin with it.</summary>
    public ValueTask<Outcome<BroadcastedSignal>> BroadcastSignal(BroadcastSignalRequest request) =>
        _room.TooLarge(request.Variables) is { } problem ? new(problem) : new(_signals.Broadcast(request));

    /// <summary>Starts an instance for every conditional start event whose condition these variables fulfil.</summary>
    public ValueTask<Outcome<EvaluatedConditions>> EvaluateConditions(EvaluateConditionsRequest request) =>
        new(new ConditionStarts(_unit, _instances).Evaluate(request));

    /// <summary>Begins activities of a running ad-hoc sub-process.</summary>
    public ValueTask<Outcome<Done>> ActivateAdHocElements(ActivateAdHocElements command) =>
        Run(
            _instances.RootOfScope(command.AdHocKey),
            command,
            $"Expected to activate elements of ad-hoc sub-process {command.AdHocKey}, but no ad-hoc sub-process with this key is active."
        );

    /// <summary>What is open in a root instance, or null when there is none with this key. Valid inside the unit only.</summary>
    public InstanceState? State(long rootInstanceKey) => _instances.Load(rootInstanceKey)?.State;

    /// <summary>The definition catalog as this unit sees it.</summary>
    public Baton.Engine.Deployments.IDefinitionCatalog Catalog => _instances.Catalog;

    /// <summary>
    /// Calls those who take part for what happened so far. The lane does this at the end of each unit; a unit that wants to see the rows of
    /// those who take part before that calls it itself.
    /// </summary>
    public ValueTask Settle() => _instances.Settle();

    /// <summary>Calls those who have the last word; whether any of them did something.</summary>
    internal async ValueTask<bool> End()
    {
        var any = false;
        foreach (var ending in _room.Endings)
        {
            any |= await ending.Run(_unit).ConfigureAwait(false);
        }
        return any;
    }

    /// <summary>A timer is due. Not found when it was canceled or has fired.</summary>
    internal ValueTask<Outcome<Done>> TriggerTimer(long rootInstanceKey, long timerKey) =>
        Run(rootInstanceKey, new TriggerTimer(timerKey), $"There is no timer {timerKey}.");

    internal InstanceTable Instances => _instances;

    internal void Keep() => _instances.Keep();

    internal void Drop() => _instances.Drop();

    private ValueTask<Outcome<Done>> RunTask(long key, string verb, EngineCommand command, FeelContext? variables = null) =>
        Run(
            _instances.RootOfUserTask(key),
            command,
            $"Expected to {verb} user task {key}, but there is no open one with this key.",
            variables
        );

    private ValueTask<Outcome<Done>> RunJob(long key, string verb, EngineCommand command, FeelContext variables, string? leaseToken)
    {
        var job = _instances.OpenJob(key);
        return job is { } open && LeaseTokens.Refuse(open, key, verb, leaseToken) is { } problem
            ? new(problem)
            : Run(job?.Root, command, NoJob(verb, key), variables);
    }

    private async Task<Outcome<Done>> Update(UpdateJobRequest request)
    {
        const string verb = "update";
        var job = _instances.OpenJob(request.JobKey);
        if (job is { } open && LeaseTokens.RefuseOther(open, request.JobKey, verb, request.LeaseToken) is { } problem)
        {
            return problem;
        }
        if (request.Retries is not null || request.Priority is not null)
        {
            var command = new UpdateJob(request.JobKey, request.Retries, request.Priority);
            var outcome = await Run(job?.Root, command, NoJob(verb, request.JobKey)).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                return outcome;
            }
        }
        return request.Timeout is { } timeout ? _leases.Extend(request.JobKey, timeout) : Done.Outcome;
    }

    private static string NoJob(string verb, long key) => $"Expected to {verb} job {key}, but there is no open one with this key.";

    private ValueTask<Outcome<Done>> Run(long? root, EngineCommand command, string missing, FeelContext? variables = null)
    {
        if (variables is not null && _room.TooLarge(variables) is { } tooLarge)
        {
            return new(tooLarge);
        }
        if (root is not { } rootKey || _instances.Load(rootKey) is not { } instance)
        {
            return new(Problem.From(new Rejection(RejectionKind.NotFound, missing)));
        }
        return new(_instances.Execute(instance, command) is { } problem ? problem : Done.Outcome);
    }
}
