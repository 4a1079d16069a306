using Baton.Desk;
using Baton.Desk.Customers;
using Baton.Desk.Customers.Privacy;
using Baton.Web.Customers;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>What a customer may ask for, on his page.</summary>
public sealed class PrivacyPartsTests : DeskContext
{
    private static readonly CustomerCard Ada = new(7, "C-7", "Ada", "gold", Languages.English, [], [], [], null, 0, 3);

    [Fact]
    public void Nothing_is_erased_before_the_number_is_typed()
    {
        EraseCustomerRequest? asked = null;
        var form = Render<EraseForm>(parts =>
            parts.Add(part => part.Customer, Ada).Add(part => part.Confirmed, request => asked = request)
        );

        Assert.True(form.Find("[data-testid=erase-confirm]").HasAttribute("disabled"));
        form.Find("[data-testid=erase-number]").Input("C-77");
        form.Find("form").Submit();
        Assert.Null(asked);
        form.Find("[data-testid=erase-number]").Input(" C-7 ");
        form.Find("[data-testid=erase-files]").Change(true);
        form.Find("form").Submit();

        Assert.Equal(new EraseCustomerRequest("C-7", true, 3), asked);
    }

    [Fact]
    public void An_erased_customer_can_still_be_disclosed_but_not_erased_again()
    {
        var menu = Menu(Ada with { ErasedAt = Now });

        Assert.Equal("/api/customers/7/data", menu.Find("[data-testid=customer-disclose]").GetAttribute("href"));
        Assert.Empty(menu.FindAll("[data-testid=customer-erase]"));
        Assert.Single(Menu(Ada).FindAll("[data-testid=customer-erase]"));
    }

    private IRenderedComponent<PrivacyMenu> Menu(CustomerCard card) =>
        Render<PrivacyMenu>(parts =>
            parts
                .AddCascadingValue(new DeskUser("pia", "Pia", [], [], new HashSet<string>(), Languages.English))
                .Add(part => part.Customer, card)
        );
}
