using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Customers.Tiers;

/// <summary>A tier to choose.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Rank">Where customers compete, the greater rank goes first.</param>
public sealed record CustomerTierView(string Code, string Name, int Rank);

/// <summary>Lists the tiers that a customer can be given, the lowest rank first.</summary>
public sealed class ListCustomerTiers(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<CustomerTierView>>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!CustomerGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var tiers = await reader.Read(db => TierCatalogue.Read(db, ct), ct);
        return Outcome.Of<IReadOnlyList<CustomerTierView>>([
            .. tiers.Offered.Select(tier => new CustomerTierView(tier.Code, tier.Name.In(user.Language), tier.Rank)),
        ]);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/customer-tiers",
                async (DeskUser user, ListCustomerTiers handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe("ListCustomerTiers", "The tiers that a customer can be given, the lowest rank first")
            .Produces<IReadOnlyList<CustomerTierView>>();
}
