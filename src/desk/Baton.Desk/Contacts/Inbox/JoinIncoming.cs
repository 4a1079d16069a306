using Baton.Desk.Cases;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>The case to which a contact belongs.</summary>
/// <param name="CaseNumber">Its number, or its key as digits.</param>
/// <param name="Reopen">Takes a closed case up again.</param>
public sealed record JoinIncomingRequest(string CaseNumber, bool Reopen = false);

/// <summary>Adds a contact of the inbox to a case, with its words and files; whoever works on the case is told.</summary>
public sealed class JoinIncoming(InboxCommand inbox)
{
    public Task<Outcome<ContactDecided>> Handle(DeskUser user, long key, JoinIncomingRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return inbox.Run(user, key, step => Join(step, request), ct);
    }

    private static async Task<Problem?> Join(InboxCommand.Step step, JoinIncomingRequest request)
    {
        var (unit, db, row, user, ct) = step;
        if (await CaseGuard.Find(db, user, request.CaseNumber?.Trim() ?? "", ct) is not { } named)
            return Problems.Invalid(user.Language, InboxTexts.Words.Field("caseNumber", "unknown", "case-unknown", user.Language));
        var standing = await CasesOfContacts.Standing(db, named.Key, ct) ?? named;
        if (request.Reopen && standing.IsClosed)
        {
            if (!CaseRights.Of(standing, user, holds: false).Reopen)
                return InboxTexts.Words.Rejected("no-reopen", user.Language, ("number", standing.Number));
            if (await ReopenCase.Begin(db, unit, standing, user.UserName, row.Subject, ct) is { } refused)
                return refused;
            step.Topics.Add(DeskChanges.AnyWorklist);
        }
        step.Topics.UnionWith(await Settling.Join(db, unit, row, standing, user.UserName, ct));
        step.CaseNumber = standing.Number;
        return null;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        InboxCommand.Describe(
            routes.MapPost(
                "/inbox/{key:long}/join",
                async (long key, JoinIncomingRequest request, DeskUser user, JoinIncoming handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, request, ct))
            ),
            "JoinContact",
            "Add a contact of the inbox to a case"
        );
}
