using Baton.Desk.Cases.Watching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Merge;

/// <summary>
/// Takes a merge back: what it moved goes back as far as it is still where the merge put it; what the staying customer was given since stays with
/// him. Merges that build on one another are taken back from the last to the first.
/// </summary>
public sealed class UndoMerge(BatonRuntime runtime)
{
    public async Task<Outcome<CustomerMergeView>> Handle(DeskUser user, long mergeKey, CancellationToken ct)
    {
        if (!user.May(Permissions.MergeCustomers))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<CustomerMergeView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var merge = await db.CustomerMerges.SingleOrDefaultAsync(row => row.Key == mergeKey, ct);
                if (merge is null)
                    return CustomerTexts.Words.NotFound("merge", user.Language);
                if (merge.UndoneAt is not null)
                    return CustomerTexts.Words.Rejected("merge-undone", user.Language);
                var into = await db.Customers.Whole().SingleAsync(row => row.Key == merge.IntoKey, ct);
                var from = await db.Customers.Whole().SingleAsync(row => row.Key == merge.FromKey, ct);
                if (into.ErasedAt is not null || from.ErasedAt is not null)
                    return CustomerTexts.Words.Rejected("merge-erased", user.Language);
                if (into.MergedIntoKey is not null)
                    return CustomerTexts.Words.Rejected("merge-order", user.Language);
                return await Undo(db, unit, user, merge, into, from, ct);
            },
            ct
        );
    }

    private static async Task<CustomerMergeView> Undo(
        DeskDb db,
        UnitOfWork unit,
        DeskUser user,
        CustomerMerge merge,
        Customer into,
        Customer from,
        CancellationToken ct
    )
    {
        var moved = CustomerMergeViews.Moved(merge);
        await MovedReach.Move(db, moved, into.Key, from.Key, ct);
        MovedCard.GiveBack(moved, from, into);
        from.MergedIntoKey = null;
        CustomerRows.Touch(from, unit.Now);
        CustomerRows.Touch(into, unit.Now);
        (merge.UndoneBy, merge.UndoneAt) = (user.UserName, unit.Now);
        merge.Version++;
        await db.SaveChangesAsync(ct);
        await KeyAccounts.Settle(db, unit, from, ct);
        await KeyAccounts.Settle(db, unit, into, ct);
        return (await CustomerMergeViews.Of(db, [merge], ct))[0];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/customer-merges/{key:long}/undo",
                async (long key, DeskUser user, UndoMerge handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.MergeCustomers)
            .Describe("UndoCustomerMerge", "Take a merge back", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<CustomerMergeView>();
}
