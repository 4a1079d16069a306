using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Bulk;

/// <summary>Says what became of something that the user did to several at once; kept for thirty days.</summary>
public sealed class ShowBulk(BulkLog log)
{
    public async Task<Outcome<BulkResult>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        return await log.Find(user, key, ct) is { } row ? BulkResult.Of(row) : BulkTexts.Words.NotFound(user.Language);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/bulk/{key:long}",
                async (long key, DeskUser user, ShowBulk handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowBulk", "What became of something that I did to several at once", StatusCodes.Status404NotFound)
            .Produces<BulkResult>();
}
