using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>A sender whose contacts are put away by themselves.</summary>
public sealed record BlockedSenderView(string Address, string BlockedBy, string BlockedByName, DateTimeOffset At);

/// <summary>Lists the blocked senders, and frees them.</summary>
public sealed class ListBlockedSenders(BatonRuntime runtime, DeskReader reader)
{
    private const int Shown = 1_000;

    public async Task<Outcome<IReadOnlyList<BlockedSenderView>>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!InboxGuard.MayWork(user))
            return Problems.Forbidden(user.Language);
        return await reader.Read(
            async db =>
            {
                var rows = await db.Set<BlockedSender>().OrderBy(row => row.Address).Take(Shown).ToListAsync(ct);
                var names = await DeskUsers.Names(db, rows.Select(row => row.BlockedBy), user.Language, ct);
                return Outcome.Of<IReadOnlyList<BlockedSenderView>>([
                    .. rows.Select(row => new BlockedSenderView(
                        row.Address,
                        row.BlockedBy,
                        names.GetValueOrDefault(row.BlockedBy, row.BlockedBy),
                        row.At
                    )),
                ]);
            },
            ct
        );
    }

    /// <summary>What the sender writes from now on waits in the inbox again.</summary>
    public async Task<Outcome<Done>> Free(DeskUser user, string address, CancellationToken ct)
    {
        if (!InboxGuard.MayWork(user))
            return Problems.Forbidden(user.Language);
        var sender = Sender.Normal(address);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await db.Set<BlockedSender>().SingleOrDefaultAsync(row => row.Address == sender, ct) is not { } row)
                    return InboxTexts.Words.NotFound("sender", user.Language);
                db.Remove(row);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/inbox/blocked",
                async (DeskUser user, ListBlockedSenders handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe("ListBlockedSenders", "Senders whose contacts are put away by themselves")
            .Produces<IReadOnlyList<BlockedSenderView>>();
        routes
            .MapDelete(
                "/inbox/blocked/{address}",
                async (string address, DeskUser user, ListBlockedSenders handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Free(user, address, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe("FreeSender", "Let a blocked sender into the inbox again", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
    }
}
