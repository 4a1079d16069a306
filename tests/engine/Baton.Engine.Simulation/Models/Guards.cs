using System.Globalization;
using System.Text;

namespace Baton.Engine.Simulation.Models;

/// <summary>Boundary events and compensation handlers.</summary>
internal sealed class Guards(Draft draft)
{
    /// <summary>An activity with boundary events. Interrupting ones lead to the same way out, others end by themselves.</summary>
    /// <param name="id">The activity.</param>
    /// <param name="element">Its text.</param>
    /// <param name="isGuarded">Whether to add random boundary events.</param>
    /// <param name="always">Boundary events to add in any case.</param>
    public Block Around(string id, string element, bool isGuarded, params IReadOnlyList<(string Trigger, bool Interrupts)> always)
    {
        element += draft.Chance(3) ? Compensation(id) : "";
        if (!isGuarded && always.Count == 0)
        {
            return Block.One(id, element);
        }
        string exit = draft.Id("exit");
        var elements = new StringBuilder(element).Append(CultureInfo.InvariantCulture, $"<exclusiveGateway id='{exit}'/>");
        var flows = new StringBuilder().Append(CultureInfo.InvariantCulture, $"; {id} -> {exit}");
        var used = new List<string>();
        foreach ((string trigger, bool interrupts) in always)
        {
            Add(id, exit, trigger, "", interrupts, elements, flows);
        }
        int guards = isGuarded ? 1 + draft.Next(2) : 0;
        for (int i = 0; i < guards; i++)
        {
            (string trigger, string attribute, bool interrupts) = Trigger();
            // Validation refuses two equal catchers beside one activity.
            if (!used.Contains(trigger))
            {
                used.Add(trigger);
                Add(id, exit, trigger, attribute, interrupts, elements, flows);
            }
        }
        return new Block(elements.ToString(), flows.ToString(), id, exit);
    }

    private (string Trigger, string Attribute, bool Interrupts) Trigger()
    {
        switch (draft.Next(7))
        {
            case 0:
                return (Triggers.Any(draft, "PT4H"), "", draft.Chance(2));
            case 1:
                return (Triggers.Every("R/PT90M"), "", false);
            case 2:
                return (Triggers.Condition(draft), "", draft.Chance(2));
            case 3:
                return (Triggers.Escalation, "", draft.Chance(2));
            case 4:
                (string definitions, string attribute) = Triggers.Several(draft, "PT4H");
                return (definitions, attribute, draft.Chance(2));
            case 5:
                return (Triggers.Signal(draft), "", draft.Chance(2));
            default:
                return (Triggers.Error, "", true);
        }
    }

    private void Add(string id, string exit, string trigger, string attribute, bool interrupts, StringBuilder elements, StringBuilder flows)
    {
        string guard = draft.Id("guard");
        string after = draft.Id("after");
        elements.Append(
            CultureInfo.InvariantCulture,
            $"<boundaryEvent id='{guard}' attachedToRef='{id}' cancelActivity='{Draft.Bool(interrupts)}'{attribute}>{Listeners.OfCatcher(draft)}{trigger}</boundaryEvent><task id='{after}'/>"
        );
        flows.Append(CultureInfo.InvariantCulture, $"; {guard} -> {after}");
        if (interrupts)
        {
            flows.Append(CultureInfo.InvariantCulture, $"; {after} -> {exit}");
        }
    }

    /// <summary>A handler that undoes the activity: a job, or a task that is done at once.</summary>
    private string Compensation(string id)
    {
        string undo = draft.Id("undo");
        string handler = draft.Chance(2)
            ? $"<serviceTask id='{undo}' isForCompensation='true'><zeebe:taskDefinition type='work'/>{Listeners.OfActivity(draft)}</serviceTask>"
            : $"<task id='{undo}' isForCompensation='true'/>";
        return $"<boundaryEvent id='c{undo}' attachedToRef='{id}'><compensateEventDefinition/></boundaryEvent>{handler}"
            + $"<association id='a{undo}' sourceRef='c{undo}' targetRef='{undo}'/>";
    }
}
