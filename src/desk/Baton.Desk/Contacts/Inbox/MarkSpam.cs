using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Whether nobody shall see what its sender writes from now on.</summary>
public sealed record MarkSpamRequest(bool Block = false);

/// <summary>Puts a contact away that nobody needs, or takes it back; its sender may be blocked with it, and is free again with its return.</summary>
public sealed class MarkSpam(InboxCommand inbox)
{
    public Task<Outcome<ContactDecided>> Handle(DeskUser user, long key, MarkSpamRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return inbox.Run(
            user,
            key,
            async step =>
            {
                Settling.Decide(step.Row, step.Unit, InboxStates.Spam, null, user.UserName);
                step.Note(InboxStates.Waiting, InboxStates.Spam);
                if (
                    request.Block
                    && step.Row.From is { } address
                    && !await step.Db.Set<BlockedSender>().AnyAsync(one => one.Address == address, ct)
                )
                    step.Db.Add(
                        new BlockedSender
                        {
                            Address = address,
                            BlockedBy = user.UserName,
                            At = step.Unit.Now,
                        }
                    );
                return null;
            },
            ct
        );
    }

    /// <summary>It waits again.</summary>
    public Task<Outcome<ContactDecided>> Undo(DeskUser user, long key, CancellationToken ct) =>
        inbox.Run(
            user,
            key,
            async step =>
            {
                var row = step.Row;
                (row.State, row.Reason, row.DecidedBy, row.DecidedAt) = (InboxStates.Waiting, null, null, null);
                row.DueAt ??= step.Unit.Now;
                row.UrgeAt = row.DueAt;
                step.Note(InboxStates.Spam, InboxStates.Waiting);
                var blocked = await step.Db.Set<BlockedSender>().SingleOrDefaultAsync(one => one.Address == row.From, step.Ct);
                if (blocked is not null)
                    step.Db.Remove(blocked);
                return null;
            },
            ct,
            InboxStates.Spam
        );

    public static void Map(IEndpointRouteBuilder routes)
    {
        InboxCommand.Describe(
            routes.MapPost(
                "/inbox/{key:long}/spam",
                async (long key, MarkSpamRequest request, DeskUser user, MarkSpam handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, request, ct))
            ),
            "MarkContactAsSpam",
            "Put a contact of the inbox away as spam"
        );
        InboxCommand.Describe(
            routes.MapPost(
                "/inbox/{key:long}/no-spam",
                async (long key, DeskUser user, MarkSpam handler, CancellationToken ct) => Answer.Ok(await handler.Undo(user, key, ct))
            ),
            "TakeContactBackFromSpam",
            "Let a contact wait again and free its sender"
        );
    }
}
