using Baton.Desk.Contacts;
using Baton.Desk.Customers;
using Baton.Desk.Customers.Merge;
using Baton.Desk.Customers.Notes;
using Baton.Desk.Http;
using Baton.Engine;

namespace Baton.Desk.Tests.Customers;

public sealed class MergeTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task All_that_belongs_to_one_customer_goes_to_the_other()
    {
        await using var desk = await DeskHost.Start();
        var (into, from) = await TwoThatAreOne(desk);

        var merge = await Merge(desk, into.Key, from.Key);

        var page = (await desk.Get<ShowCustomer>().Handle(await desk.User("carl"), new(into.Key), Ct)).Value;
        Assert.Equal((1, 2), (merge.Cases, merge.Contacts));
        Assert.Equal(("carl", "Carl Ho", null), (merge.MergedBy, merge.MergedByName, merge.UndoneAt));
        Assert.Equal(["+85223456789", "+85223456780"], page.Card.Phones);
        Assert.Equal(["same@example.com", "other@example.com"], page.Card.Emails);
        Assert.Equal(["Main road", "Side road"], page.Card.Addresses.Select(address => address.Text));
        Assert.Equal("Of the other", Assert.Single(page.OpenCases).Subject);
        Assert.Equal("Careful", Assert.Single(await Notes(desk, into.Key)).Text);
    }

    [Fact]
    public async Task A_merged_customer_is_found_no_longer_but_his_number_and_his_page_lead_to_the_other()
    {
        await using var desk = await DeskHost.Start();
        var carl = await desk.User("carl");
        var (into, from) = await TwoThatAreOne(desk);

        await Merge(desk, into.Key, from.Key);

        Assert.Empty((await desk.Get<FindCustomers>().Handle(carl, new(Search: "Second"), Ct)).Value);
        Assert.Empty((await desk.Get<SearchCustomers>().Handle(carl, new() { Text = "Second" }, Ct)).Value.Items);
        Assert.Equal(into.Key, Assert.Single((await desk.Get<FindCustomers>().Handle(carl, new(Number: "M-2"), Ct)).Value).Key);
        Assert.Equal(into.Key, (await desk.Get<ShowCustomer>().Handle(carl, new(from.Key), Ct)).Value.Card.Key);
        Assert.Equal(
            "customer-merged",
            (await desk.Get<SaveCustomer>().Update(await desk.User("amy"), from.Key, new("x"), Ct)).Problem!.Code
        );
        var opened = await desk.Open("Later", change: request => request with { CustomerKey = from.Key });
        Assert.Equal(into.Key, (await desk.Show(opened.Number)).Customer!.Key);
    }

    [Fact]
    public async Task An_undo_puts_back_what_moved_and_leaves_what_came_later()
    {
        await using var desk = await DeskHost.Start();
        var carl = await desk.User("carl");
        var (into, from) = await TwoThatAreOne(desk);
        var merge = await Merge(desk, into.Key, from.Key);
        var later = await desk.Open("Later", change: request => request with { CustomerKey = into.Key });
        var merged = (await desk.Get<ShowCustomer>().Handle(carl, new(into.Key), Ct)).Value.Card;
        var change = new SaveCustomerRequest("First, renamed", Phones: [.. merged.Phones, "2345 6781"], Emails: merged.Emails)
        {
            Addresses = merged.Addresses,
        };
        Assert.True((await desk.Get<SaveCustomer>().Update(await desk.User("amy"), into.Key, change, Ct)).Succeeded);

        var undone = await desk.Get<UndoMerge>().Handle(carl, merge.Key, Ct);
        var again = await desk.Get<UndoMerge>().Handle(carl, merge.Key, Ct);

        var first = (await desk.Get<ShowCustomer>().Handle(carl, new(into.Key), Ct)).Value;
        var second = (await desk.Get<ShowCustomer>().Handle(carl, new(from.Key), Ct)).Value;
        Assert.Equal(("carl", desk.Now), (undone.Value.UndoneBy, undone.Value.UndoneAt));
        Assert.Equal("merge-undone", again.Problem!.Code);
        Assert.Equal(("First, renamed", later.Number), (first.Card.Name, Assert.Single(first.OpenCases).Number));
        Assert.Equal(["+85223456789", "+85223456781"], first.Card.Phones);
        Assert.Equal(["same@example.com"], first.Card.Emails);
        Assert.Equal(["Main road"], first.Card.Addresses.Select(address => address.Text));
        Assert.Equal((from.Key, "Of the other"), (second.Card.Key, Assert.Single(second.OpenCases).Subject));
        Assert.Equal(from.Phones, second.Card.Phones);
        Assert.Equal(from.Emails, second.Card.Emails);
        Assert.Equal(from.Addresses, second.Card.Addresses);
        Assert.Equal("Careful", Assert.Single(await Notes(desk, from.Key)).Text);
        Assert.Single((await desk.Get<FindCustomers>().Handle(carl, new(Search: "Second"), Ct)).Value);
        Assert.Equal(merge.Key, Assert.Single((await desk.Get<ListMerges>().Handle(carl, into.Key, Ct)).Value).Key);
    }

    [Fact]
    public async Task Merges_that_build_on_one_another_are_taken_back_from_the_last_to_the_first()
    {
        await using var desk = await DeskHost.Start();
        var carl = await desk.User("carl");
        var (second, third) = await TwoThatAreOne(desk);
        var first = await Create(desk, new("Root", "M-0"));
        var inner = await Merge(desk, second.Key, third.Key);
        var outer = await Merge(desk, first.Key, second.Key);

        Assert.Equal(first.Key, (await desk.Get<ShowCustomer>().Handle(carl, new(third.Key), Ct)).Value.Card.Key);
        Assert.Equal(first.Key, Assert.Single((await desk.Get<FindCustomers>().Handle(carl, new(Number: "M-2"), Ct)).Value).Key);
        Assert.Equal("merge-order", (await desk.Get<UndoMerge>().Handle(carl, inner.Key, Ct)).Problem!.Code);
        Assert.True((await desk.Get<UndoMerge>().Handle(carl, outer.Key, Ct)).Succeeded);
        Assert.True((await desk.Get<UndoMerge>().Handle(carl, inner.Key, Ct)).Succeeded);
        Assert.Single((await desk.Get<ShowCustomer>().Handle(carl, new(third.Key), Ct)).Value.OpenCases);
        Assert.Empty((await desk.Get<ShowCustomer>().Handle(carl, new(first.Key), Ct)).Value.Card.Phones);
    }

    [Fact]
    public async Task Members_of_an_organisation_go_with_it_and_come_back()
    {
        await using var desk = await DeskHost.Start();
        var carl = await desk.User("carl");
        var firm = await Create(desk, new("Firm") { Kind = CustomerKinds.Organisation });
        var twin = await Create(desk, new("Firm Ltd") { Kind = CustomerKinds.Organisation });
        var member = await Create(desk, new("Member") { OrganisationKey = twin.Key });

        var merge = await Merge(desk, firm.Key, twin.Key);
        var merged = (await desk.Get<ShowCustomer>().Handle(carl, new(member.Key), Ct)).Value.Card.OrganisationKey;
        await desk.Get<UndoMerge>().Handle(carl, merge.Key, Ct);

        Assert.Equal(firm.Key, merged);
        Assert.Equal(twin.Key, (await desk.Get<ShowCustomer>().Handle(carl, new(member.Key), Ct)).Value.Card.OrganisationKey);
    }

    [Fact]
    public async Task What_cannot_be_one_customer_is_not_merged()
    {
        await using var desk = await DeskHost.Start();
        var carl = await desk.User("carl");
        var (into, from) = await TwoThatAreOne(desk);
        var firm = await Create(desk, new("Firm") { Kind = CustomerKinds.Organisation });

        Assert.Equal("merge-itself", await Refusal(carl, into.Key, new(into.Key)));
        Assert.Equal("merge-kinds", await Refusal(carl, into.Key, new(firm.Key)));
        Assert.Equal("not-found", await Refusal(carl, into.Key, new(1)));
        Assert.Equal(Answer.VersionMismatch, await Refusal(carl, into.Key, new(from.Key, FromVersion: from.Version + 1)));
        Assert.Equal("forbidden", await Refusal(await desk.User("amy"), into.Key, new(from.Key)));
        Assert.Equal("forbidden", (await desk.Get<UndoMerge>().Handle(await desk.User("amy"), 1, Ct)).Problem!.Code);
        Assert.Equal(RejectionKind.NotFound, (await desk.Get<UndoMerge>().Handle(carl, 1, Ct)).Problem!.Kind);
        await Merge(desk, into.Key, from.Key);
        Assert.Equal("customer-merged", await Refusal(carl, firm.Key, new(from.Key)));

        async Task<string> Refusal(DeskUser user, long key, MergeCustomersRequest request) =>
            (await desk.Get<MergeCustomers>().Handle(user, key, request, Ct)).Problem!.Code;
    }

    /// <summary>Two customers with one mail address in common; the second has a case, a contact and a note.</summary>
    private static async Task<(CustomerCard Into, CustomerCard From)> TwoThatAreOne(DeskHost desk)
    {
        var into = await Create(
            desk,
            new("First", "M-1", Phones: ["2345 6789"], Emails: ["same@example.com"]) { Addresses = [new("home", "Main road")] }
        );
        var from = await Create(
            desk,
            new("Second", "M-2", Phones: ["2345 6780", "2345 6789"], Emails: ["other@example.com", "same@example.com"])
            {
                Addresses = [new("home", "Main road"), new("office", "Side road")],
            }
        );
        await desk.Open("Of the other", change: request => request with { CustomerKey = from.Key });
        var amy = await desk.User("amy");
        Assert.True((await desk.Get<LogContact>().Handle(amy, new("Asked", from.Key), Ct)).Succeeded);
        Assert.True((await desk.Get<SaveNote>().Create(amy, from.Key, new("Careful"), Ct)).Succeeded);
        return (into, (await desk.Get<ShowCustomer>().Handle(amy, new(from.Key), Ct)).Value.Card);
    }

    private static async Task<CustomerMergeView> Merge(DeskHost desk, long into, long from)
    {
        var outcome = await desk.Get<MergeCustomers>().Handle(await desk.User("carl"), into, new(from), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<CustomerCard> Create(DeskHost desk, SaveCustomerRequest request)
    {
        var outcome = await desk.Get<SaveCustomer>().Create(await desk.User("amy"), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<IReadOnlyList<CustomerNoteView>> Notes(DeskHost desk, long key) =>
        (await desk.Get<ListNotes>().Handle(await desk.User("amy"), new(key), Ct)).Value;
}
