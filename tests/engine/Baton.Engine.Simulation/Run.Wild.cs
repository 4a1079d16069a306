using Baton.Engine.AdHoc;
using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Engine.Messages;
using Baton.Engine.Modification;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Simulation;

/// <content>Anything that may happen to an instance.</content>
internal sealed partial class Run
{
    private void Wild()
    {
        switch (_random.Next(30))
        {
            case < 7:
                WithJob(job => JobAnswers.Any(job, _random));
                break;
            case 7:
                WithJob(job => new FailJob(job.Key, _random.Next(2), "no luck", FeelContext.Empty, TimeSpan.FromMinutes(_random.Next(3))));
                break;
            case 8:
                ThrowError();
                break;
            case < 11:
                WithUserTask(task => new CompleteUserTask(task.Key, FeelContext.Of(("decision", "yes"))));
                break;
            case 11:
                WithUserTask(task => _random.Next(3) == 0 ? new UnassignUserTask(task.Key) : new AssignUserTask(task.Key, "ann"));
                break;
            case 12:
                WithUserTask(task => new UpdateUserTask(task.Key, new UserTaskChanges { Priority = _random.Next(100) }));
                break;
            case < 15:
                With(_state.Timers, Trigger);
                break;
            case < 17:
                With(
                    _state.MessageSubscriptions,
                    each => new CorrelateMessage(each.Key, 1, each.MessageName, FeelContext.Of(("payload", 1)))
                );
                break;
            case 17:
                Toss();
                break;
            case 18:
                With(_state.Incidents, Resolve);
                break;
            case 19:
                Crash();
                break;
            case 20:
                LoseCommit();
                break;
            case 21:
                Late();
                break;
            case 22:
                SetAnyVariable();
                break;
            case 23:
                With(_state.SignalSubscriptions, each => new BroadcastSignal(each.Key, each.SignalName, FeelContext.Of(("signal", 1))));
                break;
            case 24:
                Switch();
                break;
            case 25:
                With(AdHocs(), Activate);
                break;
            case 26:
                Migrate();
                break;
            case 27:
                BeginAnew();
                break;
            default:
                CancelSometimes();
                break;
        }
    }

    private void ThrowError()
    {
        string code = _random.Next(3) == 0 ? "OTHER" : "BROKEN";
        Job[] jobs = [.. Workable().Where(job => job.ListenerEvent == ListenerEvent.None)];
        With(jobs, job => new ThrowJobError(job.Key, code, null, FeelContext.Of(("error", 1))));
    }

    private void CancelSometimes()
    {
        if (_random.Next(80) == 0 && _state.Root!.State != ElementState.Terminating)
        {
            _mayBeCutOff = true;
            Do(new CancelInstance(_state.RootInstanceKey));
        }
    }

    private void SetAnyVariable()
    {
        // A task with listeners refuses while they are asked about another change.
        ElementInstance[] scopes = [.. _state.ElementInstances.Where(each => each.UserTask is null or { State: UserTaskState.Created })];
        With(scopes, each => new SetVariables(each.Key, FeelContext.Of(("any", _random.Next())), _random.Next(2) == 0));
    }

    /// <summary>A command that was carried out before comes again, or one that is too late.</summary>
    private void Late()
    {
        if (_spentKeys.Count == 0)
        {
            return;
        }
        long key = _spentKeys[_random.Next(_spentKeys.Count)];
        string before = _state.Fingerprint();
        EngineCommand[] commands =
        [
            new CompleteJob(key, FeelContext.Empty),
            new TriggerTimer(key),
            new CompleteUserTask(key, FeelContext.Empty),
            new CorrelateMessage(key, 1, "x", FeelContext.Empty),
            new BroadcastSignal(key, "x", FeelContext.Empty),
            new ResolveIncident(key),
            new ActivateAdHocElements(key, [new AdHocActivation("x", FeelContext.Empty)], false),
        ];
        foreach (EngineCommand command in commands)
        {
            Decision decision = ProcessEngine.Decide(_state, command, Context());
            Check.Equal(RejectionKind.NotFound, decision.Rejection?.Kind);
        }
        Check.Equal(before, _state.Fingerprint());
    }

    private void Toss()
    {
        IReadOnlyList<string> coins = _model.Coins;
        if (coins.Count > 0)
        {
            string coin = coins[_random.Next(coins.Count)];
            Do(new SetVariables(_state.RootInstanceKey, FeelContext.Of((coin, _random.Next(10))), Local: true));
        }
    }

    /// <summary>A variable that conditional events read changes, for the whole process or only in a scope.</summary>
    private void Switch()
    {
        string[] switches = [.. _model.Switches, .. _child.Switches];
        ElementInstance[] scopes = [.. _state.ElementInstances.Where(each => each.ChildCount > 0)];
        if (switches.Length > 0)
        {
            string name = switches[_random.Next(switches.Length)];
            With(scopes, each => new SetVariables(each.Key, FeelContext.Of((name, _random.Next(10))), Local: true));
        }
    }

    private void Migrate()
    {
        ElementInstance[] processes = [.. _state.ElementInstances.Where(each => each.IsProcess)];
        ElementInstance instance = processes[_random.Next(processes.Length)];
        Decision decision = ProcessEngine.Decide(_state, Migrations.ToTwin(instance, _twins[instance.Definition.Key], _random), Context());
        if (decision.Rejection is null)
        {
            Committed(decision);
            return;
        }
        Check.That(Migrations.IsBeingCutOff(_state, instance), "the migration was refused: " + decision.Rejection.Reason);
        Check.Equal(_shadow.Fingerprint(), _state.Fingerprint());
    }

    /// <summary>Something that waits is cut off by hand and begins again in its scope.</summary>
    private void BeginAnew()
    {
        ElementInstance[] movable =
        [
            .. _state.ElementInstances.Where(each =>
                each is { State: ElementState.Activated, Compensates: null }
                && each.Element.Type
                    is ElementType.ServiceTask
                        or ElementType.UserTask
                        or ElementType.ReceiveTask
                        or ElementType.CallActivity
                && each.Scope is { State: ElementState.Activated, Element.Type: ElementType.Process or ElementType.SubProcess }
            ),
        ];
        With(
            movable,
            each => new ModifyInstance(each.ProcessInstance.Key)
            {
                Moves = [new ElementMove(new ElementSource(each.Key, null), each.Element.Id, MoveAncestor.SourceParent)],
            }
        );
    }

    private void WithUserTask(Func<UserTask, EngineCommand> command) =>
        With([.. _state.UserTasks.Where(task => task.State == UserTaskState.Created)], command);
}
