using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Engine;

namespace Baton.Desk.Tests.Customers;

public sealed class CustomerTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Theory]
    [InlineData("2987 6543")]
    [InlineData("+852-2987-6543")]
    [InlineData("00185229876543")]
    [InlineData("29876544")]
    [InlineData("98765")]
    public async Task A_customer_is_found_by_his_number_however_it_is_written(string phone)
    {
        await using var desk = await DeskHost.Start();

        var byPhone = (await desk.Get<FindCustomers>().Handle(await desk.User("amy"), new(Phone: phone), Ct)).Value;

        Assert.Equal("C-1", Assert.Single(byPhone).Number);
    }

    [Fact]
    public async Task A_customer_is_found_by_a_part_of_his_name_or_by_his_number()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");

        Assert.Single((await desk.Get<FindCustomers>().Handle(amy, new(Name: "大文"), Ct)).Value);
        Assert.Single((await desk.Get<FindCustomers>().Handle(amy, new(Number: "C-1"), Ct)).Value);
        Assert.Single((await desk.Get<FindCustomers>().Handle(amy, new(Search: "陳"), Ct)).Value);
        Assert.Empty((await desk.Get<FindCustomers>().Handle(amy, new(Search: "nobody"), Ct)).Value);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<FindCustomers>().Handle(await desk.User("adam"), new(), Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task Open_and_past_cases_appear_with_the_customer()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var past = await desk.Open("Done with");
        await desk.Engine.Write(unit => unit.Engine.CancelInstance(past.ProcessInstanceKey!.Value));

        var page = (await desk.Get<ShowCustomer>().Handle(await desk.User("amy"), new(await desk.CustomerKey("C-1")), Ct)).Value;

        Assert.Equal(opened.Number, Assert.Single(page.OpenCases).Number);
        Assert.Equal(past.Number, Assert.Single(page.PastCases).Number);
        Assert.Equal(1, page.Card.OpenCases);
    }

    [Fact]
    public async Task Each_wrong_number_and_address_is_named()
    {
        await using var desk = await DeskHost.Start();
        var request = new SaveCustomerRequest(" ", Phones: ["2987 6543", "12"], Faxes: ["x"], Emails: ["a@b"]);

        var outcome = await desk.Get<SaveCustomer>().Create(await desk.User("amy"), request, Ct);

        Assert.Equal(["name", "phones[1]", "faxes[0]", "emails[0]"], outcome.Problem!.Fields.Select(field => field.Field));
    }

    [Fact]
    public async Task A_customer_is_changed_on_the_version_that_was_read()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var made = (await desk.Get<SaveCustomer>().Create(amy, new("李小明", "C-2", Phones: ["2345 6789"]), Ct)).Value;
        var twice = await desk.Get<SaveCustomer>().Create(amy, new("Other", "C-2"), Ct);
        var change = new SaveCustomerRequest("李小明", Phones: ["2345 6780"]) { Version = made.Version };

        var changed = await desk.Get<SaveCustomer>().Update(amy, made.Key, change, Ct);
        var late = await desk.Get<SaveCustomer>().Update(amy, made.Key, change, Ct);

        Assert.Equal(RejectionKind.AlreadyExists, twice.Problem!.Kind);
        Assert.Equal(["+85223456780"], changed.Value.Phones);
        Assert.Equal(Answer.VersionMismatch, late.Problem!.Code);
        Assert.Equal(
            RejectionKind.Forbidden,
            (await desk.Get<SaveCustomer>().Update(await desk.User("rita"), made.Key, change, Ct)).Problem!.Kind
        );
    }
}
