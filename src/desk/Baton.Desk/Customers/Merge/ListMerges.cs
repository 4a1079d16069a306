using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Merge;

/// <summary>Lists which customers were merged into one, also merges that were taken back; the newest first.</summary>
public sealed class ListMerges(DeskReader reader)
{
    private const int Shown = 200;

    public async Task<Outcome<IReadOnlyList<CustomerMergeView>>> Handle(DeskUser user, long customerKey, CancellationToken ct)
    {
        if (!user.May(Permissions.MergeCustomers))
            return Problems.Forbidden(user.Language);
        var merges = await reader.Read(
            async db =>
            {
                var rows = await db
                    .CustomerMerges.AsNoTracking()
                    .Where(row => row.IntoKey == customerKey)
                    .OrderByDescending(row => row.Key)
                    .Take(Shown)
                    .ToListAsync(ct);
                return await CustomerMergeViews.Of(db, rows, ct);
            },
            ct
        );
        return Outcome.Of<IReadOnlyList<CustomerMergeView>>(merges);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/customers/{key:long}/merges",
                async (long key, DeskUser user, ListMerges handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.MergeCustomers)
            .Describe("ListCustomerMerges", "Customers who were merged into this one, also merges that were taken back")
            .Produces<IReadOnlyList<CustomerMergeView>>();
}
