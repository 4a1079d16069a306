using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Following;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>
/// What happens to the consultations about one task, inside a unit of work: parts come into the work lists and leave them, answers decide, the
/// process learns the result. Whose hand it was says the unit's actor. Used once; nothing is saved before <see cref="Finish"/>.
/// </summary>
internal sealed class ConsultationSteps
{
    /// <summary>The process variable that has the result of the last vote: approved or refused.</summary>
    public const string VoteVariable = "vote";

    private readonly DeskDb _db;
    private readonly UnitOfWork _unit;
    private readonly WorkItem _about;
    private readonly ItemSteps _steps;
    private string? _vote;
    private PendingCompletion? _confirmed;

    private ConsultationSteps(DeskDb db, UnitOfWork unit, WorkItem about, ItemSteps steps)
    {
        (_db, _unit, _about, _steps) = (db, unit, about, steps);
    }

    /// <summary>Works on what the task with this key asks. The unit's actor is set before.</summary>
    public static async Task<ConsultationSteps> Of(DeskDb db, UnitOfWork unit, long taskKey, CancellationToken ct)
    {
        var about = await ConsultationRows.Item(db, taskKey, ct);
        var row = await db.Cases.SingleAsync(one => one.Key == about.CaseKey, ct);
        return new(db, unit, about, new(db, unit, row));
    }

    /// <summary>Asks one party more; those who sign afterwards get their part only when the task is done.</summary>
    public async Task Ask(Consultation consultation, ConsultationParty party)
    {
        consultation.Parties.Add(party);
        (string, string?) target = party.IsDepartment ? (TimelineWords.Role, party.Candidate().Name) : (TimelineWords.User, party.Name);
        _steps.Write(
            ConsultationCodes.Asked(consultation.Kind),
            _about.Key,
            Actor,
            [.. ItemSteps.Step(_about), target, ("question", consultation.Question)]
        );
        if (consultation.Kind is not ConsultationKind.SignAfter || _about.AwaitsConfirmation)
            await Give(consultation, party);
    }

    /// <summary>A party has said its part.</summary>
    public async Task Answer(Consultation consultation, long itemKey, string user, string action, CancellationToken ct)
    {
        var party = consultation.Parties.Single(one => one.ItemKey == itemKey);
        (party.State, party.AnsweredBy, party.AnsweredAt) = (ConsultationRules.StateAfter(action), user, _unit.Now);
        await _steps.Completed(await ConsultationRows.Item(_db, itemKey, ct), user, action, ConsultationCodes.PartAnswered);
        await Settle(consultation, ct);
    }

    /// <summary>A party is asked no more; what it said already stays said.</summary>
    public async Task Withdraw(Consultation consultation, ConsultationParty party, CancellationToken ct)
    {
        (string, string?) target = party.IsDepartment ? (TimelineWords.Role, party.Candidate().Name) : (TimelineWords.User, party.Name);
        _steps.Write(ConsultationCodes.PartWithdrawn, _about.Key, Actor, [.. ItemSteps.Step(_about), target]);
        await TakeBack(party, ct);
        await Settle(consultation, ct);
    }

    /// <summary>Nobody is asked any more.</summary>
    public async Task Withdraw(Consultation consultation, CancellationToken ct)
    {
        foreach (var party in consultation.Parties.Where(party => party.State is PartyState.Waiting))
            await TakeBack(party, ct);
        await End(consultation, ConsultationStatus.Withdrawn, ct);
        if (consultation.Kind is ConsultationKind.SignAfter)
            await SettleSignatures(ct);
    }

    /// <summary>The task is done as the completion says, but those who sign afterwards have to confirm it first.</summary>
    public async Task HoldBack(PendingCompletion completion, IEnumerable<Consultation> signatures)
    {
        _db.Add(completion);
        _about.AwaitsConfirmation = true;
        _about.Version++;
        _steps.Write(
            ConsultationCodes.AwaitsConfirmation,
            _about.Key,
            Actor,
            [.. ItemSteps.Step(_about), (TimelineWords.Action, completion.Action)]
        );
        foreach (var consultation in signatures)
        {
            foreach (var party in consultation.Parties.Where(party => party.State is PartyState.Waiting))
                await Give(consultation, party);
        }
    }

    /// <summary>Saves, and tells the process what was decided. The rows must not be changed afterwards: the process changes them too.</summary>
    public async ValueTask<Outcome<Done>> Finish(CancellationToken ct)
    {
        _steps.Case.UpdatedAt = _unit.Now;
        _steps.Case.Version++;
        var variables = _confirmed is null ? null : JsonNode.Parse(_confirmed.Variables)!.AsObject();
        if (variables is not null)
            await CaseForm.Keep(_db, _steps.Case, variables, ct);
        await _db.SaveChangesAsync(ct);
        foreach (var topic in _steps.Topics)
            _unit.Tell(topic);
        if (_vote is not null)
        {
            var refused = await CaseProcess.SetVariables(_unit, _about.ProcessInstanceKey, new() { [VoteVariable] = _vote });
            if (refused is not null)
                return refused;
        }
        if (variables is null)
            return Done.Outcome;
        UnitActor.Set(_unit, new(_confirmed!.CompletedBy, _confirmed.Opinion));
        return await EngineTasks.Complete(_unit, _about.Key, variables, _confirmed.Action);
    }

    private string? Actor => UnitActor.Of(_unit)?.UserName;

    private async Task Settle(Consultation consultation, CancellationToken ct)
    {
        consultation.Version++;
        if (consultation.Kind is ConsultationKind.SignAfter)
        {
            await SettleSignatures(ct);
            return;
        }
        var status = ConsultationRules.Decide(consultation.Kind, consultation.NeededPercent, ConsultationRules.Count(consultation));
        if (status is ConsultationStatus.Open)
            return;
        await End(consultation, status, ct);
        if (consultation.Kind is ConsultationKind.Vote && status is not ConsultationStatus.Withdrawn)
            _vote = status is ConsultationStatus.Approved ? "approved" : "refused";
    }

    /// <summary>Several signatures may be asked for at several times; the task is confirmed when all of them are there.</summary>
    private async Task SettleSignatures(CancellationToken ct)
    {
        var pending = await ConsultationRows.Pending(_db, _about.Key, ct);
        var signatures = pending.Where(one => one.Kind is ConsultationKind.SignAfter && one.Status is ConsultationStatus.Open).ToList();
        foreach (var empty in signatures.Where(one => Decided(one) is ConsultationStatus.Withdrawn).ToList())
        {
            await End(empty, ConsultationStatus.Withdrawn, ct);
            signatures.Remove(empty);
        }
        if (!_about.AwaitsConfirmation)
            return;
        if (signatures.Count == 0)
        {
            await DropCompletion(ct);
        }
        else if (signatures.Exists(one => Decided(one) is ConsultationStatus.Refused))
        {
            await DropCompletion(ct);
            _steps.Write(ConsultationCodes.ConfirmationRefused, _about.Key, Actor, [.. ItemSteps.Step(_about)]);
            await _steps.Tell(_about, _about.Assignee, ConsultationCodes.ConfirmationRefused);
            foreach (var party in signatures.SelectMany(one => one.Parties))
                await AskAgainLater(party, ct);
        }
        else if (signatures.TrueForAll(one => Decided(one) is ConsultationStatus.Approved))
        {
            _confirmed = await DropCompletion(ct);
            foreach (var signed in signatures)
                await End(signed, ConsultationStatus.Approved, ct);
        }

        static ConsultationStatus Decided(Consultation one) =>
            ConsultationRules.Decide(one.Kind, one.NeededPercent, ConsultationRules.Count(one));
    }

    private async Task<PendingCompletion> DropCompletion(CancellationToken ct)
    {
        var completion = await _db.PendingCompletions.SingleAsync(row => row.TaskKey == _about.Key, ct);
        _db.Remove(completion);
        _about.AwaitsConfirmation = false;
        _about.Version++;
        return completion;
    }

    /// <summary>The task goes back to its holder; when it is done anew, it is confirmed anew.</summary>
    private async Task AskAgainLater(ConsultationParty party, CancellationToken ct)
    {
        if (party.State is PartyState.Withdrawn)
            return;
        if (party is { State: PartyState.Waiting, ItemKey: { } key })
            await _steps.End(await ConsultationRows.Item(_db, key, ct), WorkItemStatus.Canceled);
        (party.State, party.ItemKey, party.AnsweredBy, party.AnsweredAt) = (PartyState.Waiting, null, null, null);
    }

    private async Task End(Consultation consultation, ConsultationStatus status, CancellationToken ct)
    {
        (consultation.Status, consultation.EndedAt) = (status, _unit.Now);
        consultation.Version++;
        foreach (var party in consultation.Parties.Where(party => party is { State: PartyState.Waiting, ItemKey: not null }))
            await _steps.End(await ConsultationRows.Item(_db, party.ItemKey!.Value, ct), WorkItemStatus.Canceled);
        var count = ConsultationRules.Count(consultation);
        var code = ConsultationCodes.Ended(consultation);
        (string, string?)[] result =
        [
            ("question", consultation.Question),
            ("approvals", count.Approved.ToString(CultureInfo.InvariantCulture)),
            ("refusals", count.Refused.ToString(CultureInfo.InvariantCulture)),
            ("asked", count.Asked.ToString(CultureInfo.InvariantCulture)),
            ("needed", consultation.NeededPercent?.ToString(CultureInfo.InvariantCulture)),
        ];
        _steps.Write(code, _about.Key, status is ConsultationStatus.Withdrawn ? Actor : null, [.. ItemSteps.Step(_about), .. result]);
        if (status is not ConsultationStatus.Withdrawn)
            await _steps.Tell(_about, _about.Assignee ?? consultation.AskedBy, code, result);
    }

    /// <summary>Who did not answer keeps no view of the case through it.</summary>
    private async Task TakeBack(ConsultationParty party, CancellationToken ct)
    {
        party.State = PartyState.Withdrawn;
        if (party.ItemKey is not { } key)
            return;
        var item = await ConsultationRows.Item(_db, key, ct);
        await _steps.End(item, WorkItemStatus.Canceled);
        item.Assignee = null;
        item.Offer([]);
    }

    /// <summary>Puts its part into the party's work list.</summary>
    private async Task Give(Consultation consultation, ConsultationParty party)
    {
        var item = new WorkItem
        {
            Key = _unit.NextKey(),
            CaseKey = _about.CaseKey,
            ProcessInstanceKey = _about.ProcessInstanceKey,
            ElementInstanceKey = _about.ElementInstanceKey,
            ElementId = _about.ElementId,
            ElementName = _about.ElementName,
            ProcessId = _about.ProcessId,
            CreatedAt = _unit.Now,
            Actions = TaskAction.Write(ConsultationRules.Actions(consultation.Kind)),
            ConsultationKey = consultation.Key,
            DueAt = consultation.DueAt,
            Priority = _about.Priority,
            IsSuspended = _about.IsSuspended,
            Assignee = party.IsDepartment ? null : party.Name,
            Version = 1,
        };
        if (party.IsDepartment)
            item.Offer([party.Candidate()]);
        _db.WorkItems.Add(item);
        party.ItemKey = item.Key;
        await _steps.Tell(item, item.Assignee, ConsultationCodes.Asked(consultation.Kind), ("question", consultation.Question));
    }
}
