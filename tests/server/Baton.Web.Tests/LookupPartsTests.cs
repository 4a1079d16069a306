using Baton.Desk;
using Baton.Desk.Customers;
using Baton.Desk.Customers.Lookup;
using Baton.Web.Customers;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>Where master data come from, in a few quiet words.</summary>
public sealed class LookupPartsTests : DeskContext
{
    private static readonly CustomerCard Ada = new(7, "C-7", "Ada", "gold", Languages.English, [], [], [], null, 0, 3);
    private static readonly CustomerCard Known = Ada with { LookupSource = "Billing", LookedUpAt = Now };

    [Theory]
    [InlineData(LookupResults.Found, "From Billing, ")]
    [InlineData(LookupResults.Current, "From Billing, ")]
    [InlineData(LookupResults.Off, "From Billing, ")]
    [InlineData(LookupResults.Unavailable, "Billing does not answer at the moment. Shown is what it said ")]
    [InlineData(LookupResults.Unknown, "Billing does not know this customer.")]
    public void The_remark_says_where_from_and_when(string result, string expected)
    {
        Assert.StartsWith(expected, Remark(result, Known)!, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_never_came_from_elsewhere_has_no_remark_but_a_silent_system_has_one()
    {
        Assert.Null(Remark(LookupResults.Off, Ada));
        Assert.Equal("Billing does not answer at the moment.", Remark(LookupResults.Unavailable, null));
    }

    [Fact]
    public void A_held_field_says_where_it_is_changed()
    {
        var held = Render<HeldHint>(parts => parts.Add(part => part.IsHeld, true).Add(part => part.System, "Billing"));
        var own = Render<HeldHint>(parts => parts.Add(part => part.IsHeld, false).Add(part => part.System, "Billing"));

        Assert.Equal("From Billing; changed there.", held.Find("[data-testid=held]").TextContent);
        Assert.Empty(own.FindAll("[data-testid=held]"));
    }

    private string? Remark(string result, CustomerCard? card) =>
        Render<LookupRemark>(parts => parts.Add(part => part.Lookup, new CustomerLookup(result, "Billing", card)))
            .FindAll("[data-testid=lookup-remark] span")
            .SingleOrDefault()
            ?.TextContent;
}
