using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>What somebody decided about a contact.</summary>
/// <param name="Key">The contact.</param>
/// <param name="State">waiting, joined, opened, logged or spam.</param>
/// <param name="CaseNumber">Of the case that it is on now; null for none.</param>
public sealed record ContactDecided(long Key, string State, string? CaseNumber);

/// <summary>What all decisions about a contact share: finding it, asking who may, refusing the second of two people, telling the screens.</summary>
public sealed class InboxCommand(BatonRuntime runtime, DeskChanges changes)
{
    /// <summary>One unit of work; what the command returns refuses it as a whole.</summary>
    internal async Task<Outcome<ContactDecided>> Run(
        DeskUser user,
        long key,
        Func<Step, Task<Problem?>> command,
        CancellationToken ct,
        string state = InboxStates.Waiting,
        bool ofAnybody = false
    ) =>
        await runtime.Write<ContactDecided>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var found = await Find(db, user, key, state, ct, ofAnybody);
                if (found.Problem is { } unfit)
                    return unfit;
                var step = new Step(unit, db, found.Value, user, ct);
                if (await command(step) is { } refused)
                    return refused;
                found.Value.Version++;
                await db.SaveChangesAsync(ct);
                unit.SetSchedule(InboxUrging.Schedule, unit.Now);
                unit.AfterCommit(() => changes.Publish([DeskChanges.Inbox, .. step.Topics]));
                return new ContactDecided(key, found.Value.State, step.CaseNumber);
            },
            ct
        );

    /// <summary>Takes a contact from whoever has it.</summary>
    internal async Task<Outcome<ContactDecided>> TakeOver(DeskUser user, long key, CancellationToken ct)
    {
        if (!user.May(Permissions.SteerCases))
            return Problems.Forbidden(user.Language);
        return await Run(
            user,
            key,
            step =>
            {
                (step.Row.ClaimedBy, step.Row.ClaimedAt) = (user.UserName, step.Unit.Now);
                return Task.FromResult<Problem?>(null);
            },
            ct,
            ofAnybody: true
        );
    }

    /// <summary>The contact in the state that the command needs, if the user may decide about it now.</summary>
    internal static async Task<Outcome<IncomingContact>> Find(
        DeskDb db,
        DeskUser user,
        long key,
        string state,
        CancellationToken ct,
        bool ofAnybody = false
    )
    {
        if (!InboxGuard.MayWork(user))
            return Problems.Forbidden(user.Language);
        var row = await InboxGuard.Readable(db, user).SingleOrDefaultAsync(one => one.Key == key, ct);
        if (row is null)
            return InboxTexts.Words.NotFound(user.Language);
        if (row.State != state)
            return InboxTexts.Words.Rejected("decided", user.Language, ("name", await Name(db, user, row.DecidedBy, ct)));
        return !ofAnybody && row.ClaimedBy is { } other && other != user.UserName
            ? InboxTexts.Words.Rejected("claimed", user.Language, ("name", await Name(db, user, other, ct)))
            : row;
    }

    private static async Task<string> Name(DeskDb db, DeskUser user, string? userName, CancellationToken ct) =>
        userName is null
            ? InboxTexts.Words.Get("by-itself", user.Language)
            : (await DeskUsers.Names(db, [userName], user.Language, ct)).GetValueOrDefault(userName, userName);

    /// <summary>What a command works with.</summary>
    internal sealed record Step(UnitOfWork Unit, DeskDb Db, IncomingContact Row, DeskUser User, CancellationToken Ct)
    {
        /// <summary>Live screens to tell after the commit, beside the inbox.</summary>
        public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);

        /// <summary>The case that it is on afterwards.</summary>
        public string? CaseNumber { get; set; }

        /// <summary>Writes the decision into the audit log, without a word of what the customer wrote.</summary>
        public void Note(string before, string after)
        {
            var change = new AuditChange(AuditKinds.Contact, Row.Key.ToString(System.Globalization.CultureInfo.InvariantCulture));
            change.Before["state"] = before;
            change.After["state"] = after;
            Db.Note(change);
        }
    }

    /// <summary>The routes of all these commands look alike.</summary>
    internal static void Describe(RouteHandlerBuilder route, string name, string summary) =>
        route
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe(name, summary, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<ContactDecided>();
}
