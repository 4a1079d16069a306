using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Takes a contact up, so that nobody else decides about it meanwhile, or gives it back.</summary>
public sealed class ClaimIncoming(InboxCommand inbox)
{
    public Task<Outcome<ContactDecided>> Claim(DeskUser user, long key, CancellationToken ct) =>
        inbox.Run(
            user,
            key,
            step =>
            {
                (step.Row.ClaimedBy, step.Row.ClaimedAt) = (user.UserName, step.Unit.Now);
                return Task.FromResult<Problem?>(null);
            },
            ct
        );

    public Task<Outcome<ContactDecided>> Release(DeskUser user, long key, CancellationToken ct) =>
        inbox.Run(
            user,
            key,
            step =>
            {
                (step.Row.ClaimedBy, step.Row.ClaimedAt) = (null, null);
                return Task.FromResult<Problem?>(null);
            },
            ct
        );

    /// <summary>Takes it from a colleague who cannot see to it, and takes it up.</summary>
    public Task<Outcome<ContactDecided>> TakeOver(DeskUser user, long key, CancellationToken ct) => inbox.TakeOver(user, key, ct);

    public static void Map(IEndpointRouteBuilder routes)
    {
        InboxCommand.Describe(
            routes.MapPost(
                "/inbox/{key:long}/claim",
                async (long key, DeskUser user, ClaimIncoming handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Claim(user, key, ct))
            ),
            "ClaimContact",
            "Take a contact of the inbox up"
        );
        InboxCommand.Describe(
            routes.MapPost(
                "/inbox/{key:long}/release",
                async (long key, DeskUser user, ClaimIncoming handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Release(user, key, ct))
            ),
            "ReleaseContact",
            "Give a contact of the inbox back"
        );
        InboxCommand.Describe(
            routes.MapPost(
                "/inbox/{key:long}/take-over",
                async (long key, DeskUser user, ClaimIncoming handler, CancellationToken ct) =>
                    Answer.Ok(await handler.TakeOver(user, key, ct))
            ),
            "TakeContactOver",
            "Take a contact from a colleague; for those who steer cases"
        );
    }
}
