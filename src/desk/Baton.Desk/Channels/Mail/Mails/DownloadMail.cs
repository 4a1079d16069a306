using System.Globalization;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Mails;

/// <summary>Gives a mail as it came, for a mail program.</summary>
public sealed class DownloadMail(DeskReader reader, AttachmentStore store)
{
    public async Task<Outcome<Stream>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var row = await reader.Read(db => db.Set<ReceivedMail>().SingleOrDefaultAsync(one => one.Key == key, ct), ct);
        if (row is null)
            return MailTexts.Words.NotFound("mail", user.Language);
        if (row.Reason is MailReasons.TooLarge or MailReasons.Erased || row.Size == 0)
            return MailTexts.Words.Rejected("no-original", user.Language);
        return await store.Open(row.Sha256, ct);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/mails/{key:long}/original",
                async (long key, DeskUser user, DownloadMail handler, CancellationToken ct) =>
                {
                    var outcome = await handler.Handle(user, key, ct);
                    return outcome.Problem is { } problem
                        ? Answer.Problem(problem)
                        : TypedResults.File(
                            outcome.Value,
                            "application/octet-stream",
                            string.Create(CultureInfo.InvariantCulture, $"mail-{key}.eml")
                        );
                }
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("DownloadMail", "A mail as it came", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
}
