using System.Text.Json;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Merge;

/// <summary>Another customer who turned out to be this one.</summary>
/// <param name="FromKey">The customer who is to be merged; he is kept, but found no longer.</param>
/// <param name="Version">The version of the staying customer that was read; null for any.</param>
/// <param name="FromVersion">The version of the other one that was read; null for any.</param>
public sealed record MergeCustomersRequest(long FromKey, int? Version = null, int? FromVersion = null);

/// <summary>
/// Joins two customers that are one: cases, contacts, notes, members, numbers and addresses of the one go to the other, in one unit of work. Who did
/// it is recorded together with what moved, so that <see cref="UndoMerge"/> can put exactly that back.
/// </summary>
public sealed class MergeCustomers(BatonRuntime runtime)
{
    private const int MovedMax = 20_000;

    public async Task<Outcome<CustomerMergeView>> Handle(DeskUser user, long intoKey, MergeCustomersRequest request, CancellationToken ct)
    {
        if (!user.May(Permissions.MergeCustomers))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<CustomerMergeView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var into = await db.Customers.Whole().SingleOrDefaultAsync(row => row.Key == intoKey, ct);
                var from = await db.Customers.Whole().SingleOrDefaultAsync(row => row.Key == request.FromKey, ct);
                if (into is null || from is null)
                    return Problems.NotFound("customer", user.Language);
                if (Decide(user.Language, into, from, request) is { } refused)
                    return refused;
                if (await Reach(db, from.Key, ct) > MovedMax)
                    return CustomerTexts.Words.Rejected("merge-too-large", user.Language, ("max", $"{MovedMax}"));
                return await Merge(db, unit, user, into, from, ct);
            },
            ct
        );
    }

    /// <summary>Pure: why these two cannot be merged, or null.</summary>
    internal static Problem? Decide(string language, Customer into, Customer from, MergeCustomersRequest request)
    {
        if (into.Key == from.Key)
            return CustomerTexts.Words.Rejected("merge-itself", language);
        if (into.MergedIntoKey is not null || from.MergedIntoKey is not null)
            return CustomerTexts.Words.Rejected("customer-merged", language);
        if (into.ErasedAt is not null || from.ErasedAt is not null)
            return CustomerTexts.Words.Rejected("customer-erased", language);
        if (CustomerKinds.IsBody(into.Kind) != CustomerKinds.IsBody(from.Kind))
            return CustomerTexts.Words.Rejected("merge-kinds", language);
        return Problems.UnlessVersion(request.Version, into.Version, language)
            ?? Problems.UnlessVersion(request.FromVersion, from.Version, language);
    }

    private static async Task<int> Reach(DeskDb db, long from, CancellationToken ct) =>
        await db.Cases.CountAsync(row => row.CustomerKey == from, ct) + await db.Contacts.CountAsync(row => row.CustomerKey == from, ct);

    private static async Task<CustomerMergeView> Merge(
        DeskDb db,
        UnitOfWork unit,
        DeskUser user,
        Customer into,
        Customer from,
        CancellationToken ct
    )
    {
        var moved = MovedCard.Take(from, into, await MovedReach.Take(db, from.Key, into.Key, ct));
        from.MergedIntoKey = into.Key;
        CustomerRows.Touch(from, unit.Now);
        CustomerRows.Touch(into, unit.Now);
        var merge = new CustomerMerge
        {
            Key = unit.NextKey(),
            IntoKey = into.Key,
            FromKey = from.Key,
            MergedBy = user.UserName,
            MergedAt = unit.Now,
            Moved = JsonSerializer.Serialize(moved),
            Version = 1,
        };
        db.CustomerMerges.Add(merge);
        await db.SaveChangesAsync(ct);
        await KeyAccounts.Settle(db, unit, into, ct);
        return (await CustomerMergeViews.Of(db, [merge], ct))[0];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/customers/{key:long}/merges",
                async (long key, MergeCustomersRequest request, DeskUser user, MergeCustomers handler, CancellationToken ct) =>
                    Answer.Created(await handler.Handle(user, key, request, ct), merge => $"/api/customers/{merge.IntoKey}/merges")
            )
            .RequirePermission(Permissions.MergeCustomers)
            .Describe(
                "MergeCustomers",
                "Merge another customer into this one",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<CustomerMergeView>(StatusCodes.Status201Created);
}
