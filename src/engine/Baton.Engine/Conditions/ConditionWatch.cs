using Baton.Engine.Compilation;
using Baton.Engine.Events;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.Conditions;

/// <summary>
/// Notes what may have made conditions true during a step of a command, and looks at those conditions between the steps: each once, from
/// the outer scopes to the inner ones, never inside what has just been interrupted.
/// </summary>
internal sealed class ConditionWatch(Execution execution)
{
    private Noted? _noted;

    public bool HasWork => _noted is not null;

    /// <summary>Somebody begins to wait: the condition may be true already.</summary>
    public void Opened(ConditionSubscription subscription) => (_noted ??= new()).Opened.Add(subscription);

    /// <summary>An iteration begins, for which the events beside the whole multi-instance activity are looked at anew.</summary>
    public void Begun(ElementInstance iteration)
    {
        if (iteration.Scope!.Conditions is { Count: > 0 })
        {
            (_noted ??= new()).Begun.Add(iteration);
        }
    }

    public void Changed(ElementInstance scope, string name, bool isNew)
    {
        if (execution.State.ConditionSubscriptions.Count > 0)
        {
            (_noted ??= new()).Changes.Add((scope, name, isNew));
        }
    }

    public void Look()
    {
        Noted noted = _noted!;
        _noted = null;
        var concerned = execution
            .State.ConditionSubscriptions.Select(each => (Subscription: each, Views: Views(each, noted)))
            .Where(each => each.Views.Length > 0)
            .OrderBy(each => Depth(each.Subscription.Owner))
            .ThenBy(each => each.Subscription.Target.Type == ElementType.StartEvent)
            .ThenBy(each => each.Subscription.Key)
            .ToList();
        var interrupted = new List<(ElementInstance Scope, bool IsInside)>();
        foreach ((ConditionSubscription subscription, ElementInstance[] views) in concerned)
        {
            foreach (ElementInstance view in views)
            {
                if (execution.State.ConditionSubscription(subscription.Key) is null || IsCutOff(subscription.Owner, interrupted))
                {
                    break;
                }
                if (Holds(subscription, view))
                {
                    Trigger(subscription);
                    if (subscription.Target.IsInterrupting)
                    {
                        interrupted.Add((subscription.Owner, subscription.Target.Type == ElementType.StartEvent));
                    }
                }
            }
        }
    }

    private void Trigger(ConditionSubscription subscription)
    {
        ElementInstance owner = subscription.Owner;
        execution.Emit(
            new ConditionTriggered(
                owner.ProcessInstance.Key,
                subscription.Key,
                owner.Key,
                subscription.Target.Id,
                StaysOpen: !subscription.ClosesOnTrigger
            )
        );
        Triggering.Trigger(execution, owner, subscription.Target, FeelContext.Empty);
    }

    /// <summary>What gives anything but true has not come true; variables may still be missing.</summary>
    private bool Holds(ConditionSubscription subscription, ElementInstance view) =>
        execution.Feel.Evaluate(subscription.Target.Condition!.Expression, view).Value is { Kind: FeelKind.Boolean } value
        && value.AsBoolean();

    /// <summary>From where the condition is looked at: the one who waits, or the iterations of a multi-instance activity that the change reaches.</summary>
    private static ElementInstance[] Views(ConditionSubscription subscription, Noted noted)
    {
        ElementInstance owner = subscription.Owner;
        if (owner.State != ElementState.Activated)
        {
            return [];
        }
        ConditionDefinition condition = subscription.Target.Condition!;
        // Asked before the iterations are walked through, of which there may be very many.
        bool mayConcern =
            noted.Opened.Contains(subscription)
            || noted.Begun.Count > 0
            || noted.Changes.Exists(change => condition.DependsOn(change.Name, change.IsNew));
        if (!mayConcern)
        {
            return [];
        }
        if (owner.Element.Type != ElementType.MultiInstanceBody || owner.ChildCount == 0)
        {
            return noted.Opened.Contains(subscription) || IsReached(owner, condition, noted) ? [owner] : [];
        }
        return
        [
            .. owner.Inside.Where(iteration =>
                noted.Opened.Contains(subscription) || noted.Begun.Contains(iteration) || IsReached(iteration, condition, noted)
            ),
        ];
    }

    private static bool IsReached(ElementInstance view, ConditionDefinition condition, Noted noted) =>
        noted.Changes.Exists(change => condition.DependsOn(change.Name, change.IsNew) && Sees(view, change.Scope));

    private static bool Sees(ElementInstance view, ElementInstance scope)
    {
        for (ElementInstance? around = view; around is not null; around = around.VariableParent)
        {
            if (ReferenceEquals(around, scope))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether it is, or is inside, something that was interrupted; a scope whose inside was interrupted still has its own boundary events.</summary>
    private static bool IsCutOff(ElementInstance owner, List<(ElementInstance Scope, bool IsInside)> interrupted)
    {
        foreach ((ElementInstance scope, bool isInside) in interrupted)
        {
            for (ElementInstance? around = owner; around is not null; around = around.Scope)
            {
                if (ReferenceEquals(around, scope) && !(isInside && ReferenceEquals(around, owner)))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static int Depth(ElementInstance instance)
    {
        int depth = 0;
        for (ElementInstance? around = instance.Scope; around is not null; around = around.Scope)
        {
            depth++;
        }
        return depth;
    }

    private sealed class Noted
    {
        public HashSet<ConditionSubscription> Opened { get; } = [];

        public List<(ElementInstance Scope, string Name, bool IsNew)> Changes { get; } = [];

        public HashSet<ElementInstance> Begun { get; } = [];
    }
}
