using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Telephony;

/// <summary>The contact of a call, which waits with whoever took the call up until it belongs to a case.</summary>
public sealed record CallTakenUp(long ContactKey);

/// <summary>Makes a contact of a call and gives it to the user, who makes a case of it or adds it to one.</summary>
public sealed class TakeUpCall
{
    private readonly BatonRuntime _runtime;
    private readonly ReceiveContact _receive;
    private readonly ClaimIncoming _claim;
    private readonly DeskChanges _changes;

    internal TakeUpCall(BatonRuntime runtime, ReceiveContact receive, ClaimIncoming claim, DeskChanges changes) =>
        (_runtime, _receive, _claim, _changes) = (runtime, receive, claim, changes);

    public async Task<Outcome<CallTakenUp>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        if (!CallGuard.MayTake(user))
            return Problems.Forbidden(user.Language);
        var kept = await _runtime.Write<CallTakenUp>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var readable = CallGuard.Readable(db, user).Union(CallGuard.Live(db, user));
                if (!await readable.AnyAsync(row => row.Key == key, ct))
                    return TelephonyTexts.Words.NotFound("call", user.Language);
                var call = await db.Set<Call>().SingleAsync(row => row.Key == key, ct);
                if (call.ContactKey is { } known)
                    return new CallTakenUp(known);
                var taken = await _receive.Take(unit, CallContacts.Of(call), ct);
                if (taken.Problem is { } problem)
                    return problem;
                call.ContactKey = taken.Value.Received.Key;
                call.Version++;
                await db.SaveChangesAsync(ct);
                var topics = CallNews.Topics(call, formerUser: null);
                unit.AfterCommit(() => _changes.Publish(topics));
                return new CallTakenUp(call.ContactKey.Value);
            },
            ct
        );
        if (kept.Problem is not null)
            return kept;
        var claimed = await _claim.Claim(user, kept.Value.ContactKey, ct);
        return claimed.Problem is { } refused ? refused : kept;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/calls/{key:long}/contact",
                async (long key, DeskUser user, TakeUpCall handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe(
                "TakeUpCall",
                "Make a contact of a call, which I take up",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<CallTakenUp>();
}
