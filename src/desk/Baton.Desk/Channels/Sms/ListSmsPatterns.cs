using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Sms;

/// <summary>Lists the patterns of formatted messages.</summary>
public sealed class ListSmsPatterns(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<SmsPatternView>>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!user.May(Permissions.ManageMessages))
            return Problems.Forbidden(user.Language);
        var rows = await reader.Read(db => db.Set<SmsPattern>().OrderBy(row => row.Code).ToListAsync(ct), ct);
        return Outcome.Of<IReadOnlyList<SmsPatternView>>(rows.ConvertAll(SmsPatternView.Of));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/channels/sms/patterns",
                async (DeskUser user, ListSmsPatterns handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.ManageMessages)
            .Describe("ListSmsPatterns", "Patterns of formatted short messages")
            .Produces<IReadOnlyList<SmsPatternView>>();
}
