using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Mailboxes;

/// <summary>Whether a mailbox can be opened now.</summary>
/// <param name="Works">True where sign-in and folder are right.</param>
/// <param name="Reason">Why not, in words without secrets; null where it works.</param>
public sealed record MailboxTried(bool Works, string? Reason);

/// <summary>Opens a mailbox as it is saved, and closes it again; its loop looks at once where it works.</summary>
public sealed class TryMailbox
{
    private readonly DeskReader _reader;
    private readonly MailConnections _connections;
    private readonly MailboxSecrets _secrets;
    private readonly MailboxBell _bell;

    internal TryMailbox(DeskReader reader, MailConnections connections, MailboxSecrets secrets, MailboxBell bell) =>
        (_reader, _connections, _secrets, _bell) = (reader, connections, secrets, bell);

    public async Task<Outcome<MailboxTried>> Handle(DeskUser user, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var mailbox = await _reader.Read(db => db.Set<Mailbox>().SingleOrDefaultAsync(row => row.Code == code, ct), ct);
        if (mailbox is null)
            return MailTexts.Words.NotFound("mailbox", user.Language);
        try
        {
            await using var source = await _connections.Open(mailbox, ct);
            _bell.Ring(code);
            return new MailboxTried(true, null);
        }
#pragma warning disable CA1031 // Whatever it is, it is what was asked for.
        catch (Exception error) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new MailboxTried(false, MailTrouble.Of(error, _secrets.Read(code, mailbox.Secret)));
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/mailboxes/{code}/try",
                async (string code, DeskUser user, TryMailbox handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, code, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("TryMailbox", "Open a mailbox as it is saved, and say whether it works", StatusCodes.Status404NotFound)
            .Produces<MailboxTried>();
}
