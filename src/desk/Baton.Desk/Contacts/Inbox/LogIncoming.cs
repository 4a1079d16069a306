using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Keeps a contact of the inbox as a contact with the customer that needs no case.</summary>
public sealed class LogIncoming(InboxCommand inbox)
{
    public Task<Outcome<ContactDecided>> Handle(DeskUser user, long key, CancellationToken ct) =>
        inbox.Run(
            user,
            key,
            async step =>
            {
                await Settling.Log(step.Db, step.Unit, step.Row, user.UserName, step.Ct);
                step.Note(InboxStates.Waiting, InboxStates.Logged);
                return null;
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        InboxCommand.Describe(
            routes.MapPost(
                "/inbox/{key:long}/log",
                async (long key, DeskUser user, LogIncoming handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            ),
            "LogIncomingContact",
            "Keep a contact of the inbox without a case"
        );
}
