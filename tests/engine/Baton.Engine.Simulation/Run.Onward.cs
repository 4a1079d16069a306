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

namespace Baton.Engine.Simulation;

/// <content>What brings an instance to its end.</content>
internal sealed partial class Run
{
    /// <summary>One step that brings the instance nearer to its end.</summary>
    private void Onward()
    {
        if (_state.Incidents.Count > 0)
        {
            Repair();
            return;
        }
        if (_state.Jobs.Count > 0)
        {
            WithJob(job => JobAnswers.Onward(job));
            return;
        }
        if (_state.UserTasks.Count > 0)
        {
            WithUserTask(task => new CompleteUserTask(task.Key, FeelContext.Empty));
            return;
        }
        ElementInstance[] idle = [.. AdHocs().Where(each => each.ChildCount == 0)];
        if (idle.Length > 0)
        {
            ShowCoins();
            With(AdHocs().Where(each => each.ChildCount == 0), Activate);
            return;
        }
        EngineCommand[] events = [.. EventsInTheFlow()];
        Check.That(events.Length > 0, "nothing can bring the instance on: " + _state.Fingerprint());
        Do(events[_random.Next(events.Length)]);
    }

    private void Repair()
    {
        ShowCoins();
        With(_state.Incidents, Resolve);
    }

    /// <summary>Whatever was to be decided is decided so that it goes on.</summary>
    private void ShowCoins()
    {
        (string, FeelValue)[] coins = [.. _model.Coins.Concat(_child.Coins).Select(coin => (coin, FeelValue.From(9)))];
        foreach (ElementInstance process in _state.ElementInstances.Where(each => each.IsProcess).ToList())
        {
            if (coins.Length > 0 && _state.ElementInstance(process.Key) is not null)
            {
                Do(new SetVariables(process.Key, FeelContext.Of(coins), Local: true));
            }
        }
    }

    /// <summary>The events that tokens wait for, as opposed to those beside activities.</summary>
    private IEnumerable<EngineCommand> EventsInTheFlow() =>
        [
            .. _state.Timers.Where(each => IsInTheFlow(each.Target)).Take(1).Select(Trigger),
            .. _state
                .MessageSubscriptions.Where(each => IsInTheFlow(each.Target))
                .Select(each => new CorrelateMessage(each.Key, 2, each.MessageName, FeelContext.Empty)),
            .. _state
                .SignalSubscriptions.Where(each => IsInTheFlow(each.Target))
                .Select(each => new BroadcastSignal(each.Key, each.SignalName, FeelContext.Empty)),
            .. _state
                .ConditionSubscriptions.Where(each => IsInTheFlow(each.Target))
                .Select(each => new SetVariables(each.Owner.Key, Fulfilling(each.Target), Local: true)),
        ];

    private static bool IsInTheFlow(ExecutableElement target) =>
        target.Type is ElementType.IntermediateCatchEvent or ElementType.ReceiveTask;

    private FeelContext Fulfilling(ExecutableElement target) =>
        FeelContext.Of((target.Condition!.Expression.Variables.Single(), FeelValue.From(_random.Next(6, 1_000_000))));

    private TriggerTimer Trigger(PendingTimer timer)
    {
        DateTimeOffset late = timer.Plan.DueAt.AddMinutes(_random.Next(200));
        _now = late > _now ? late : _now;
        return new TriggerTimer(timer.Key);
    }

    private EngineCommand Resolve(Incident incident) =>
        incident.Job is { State: JobState.Failed, Retries: 0 } job
            ? new UpdateJob(job.Key, 2, (int)(job.Key % 5))
            : new ResolveIncident(incident.Key);

    private IEnumerable<ElementInstance> AdHocs() =>
        _state.ElementInstances.Where(each =>
            each
                is { Element.Type: ElementType.AdHocSubProcess, State: ElementState.Activated, IsAdHocFulfilled: false, PendingEvent: null }
            && each.OpenIncidents.Count == 0
            && !each.Inside.Any(child => child.Element is { Type: ElementType.EventSubProcess, EventStart.IsInterrupting: true })
        );

    private ActivateAdHocElements Activate(ElementInstance adHoc) =>
        new(adHoc.Key, JobAnswers.Activations(adHoc, 1 + _random.Next(2), _random), _random.Next(4) == 0);

    private IEnumerable<Job> Workable() => _state.Jobs.Where(job => job.State is JobState.Created or JobState.FailedWithRetries);

    private void WithJob(Func<Job, EngineCommand> command) => With([.. Workable()], command);

    private void With<T>(IEnumerable<T> open, Func<T, EngineCommand> command)
    {
        T[] all = [.. open];
        if (all.Length > 0)
        {
            Do(command(all[_random.Next(all.Length)]));
        }
    }
}
