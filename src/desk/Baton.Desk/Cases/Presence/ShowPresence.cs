using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Presence;

/// <summary>Shows who else has a case open that the user may read.</summary>
public sealed class ShowPresence(DeskReader reader, CasePresence presence)
{
    public async Task<Outcome<IReadOnlyList<Visitor>>> Handle(DeskUser user, string caseNumber, CancellationToken ct)
    {
        var row = await reader.Read(db => CaseGuard.Find(db, user, caseNumber, ct), ct);
        return row is null ? Problems.NotFound("case", user.Language) : Outcome.Of(await presence.Others(row.Key, user.UserName, ct));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/cases/{number}/presence",
                async (string number, DeskUser user, ShowPresence handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, number, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowPresence", "Who else has the case open", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<Visitor>>();
}
