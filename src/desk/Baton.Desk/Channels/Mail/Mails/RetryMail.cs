using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Mails;

/// <summary>
/// Takes a mail up again that was set aside or parked, as one that a person wrote: no rule and no limit keeps it out any more. One that cannot be read
/// stays so.
/// </summary>
public sealed class RetryMail
{
    private readonly BatonRuntime _runtime;
    private readonly MailboxBell _bell;

    internal RetryMail(BatonRuntime runtime, MailboxBell bell) => (_runtime, _bell) = (runtime, bell);

    public async Task<Outcome<Done>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        return await _runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await db.Set<ReceivedMail>().SingleOrDefaultAsync(one => one.Key == key, ct) is not { } row)
                    return MailTexts.Words.NotFound("mail", user.Language);
                if (row.State is not (MailStates.Aside or MailStates.Parked))
                    return MailTexts.Words.Rejected("not-aside", user.Language);
                if (row.Reason is MailReasons.TooLarge or MailReasons.Erased)
                    return MailTexts.Words.Rejected("no-original", user.Language);
                (row.State, row.Attempts, row.NotBefore, row.IsForced) = (MailStates.Stored, 0, null, true);
                row.Version++;
                await db.SaveChangesAsync(ct);
                var mailbox = row.Mailbox;
                unit.AfterCommit(() => _bell.Ring(mailbox));
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/mails/{key:long}/retry",
                async (long key, DeskUser user, RetryMail handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "RetryMail",
                "Take a mail up again that was set aside or parked",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
