using Baton.Desk.Contacts;
using Baton.Desk.Customers;
using Baton.Engine;

namespace Baton.Desk.Tests.Customers;

public sealed class CustomerHistoryTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Cases_and_contacts_stand_in_one_list_with_the_newest_first()
    {
        await using var desk = await DeskHost.Start();
        var first = await desk.Open("First");
        await Log(desk, "In between", "mail");
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        var last = await desk.Open("Last", change: request => request with { Channel = "web" });

        var history = await History(desk, "carl");

        Assert.Equal(
            [("case", "web", last.Number), ("contact", "mail", null), ("case", "phone", first.Number)],
            history.Items.Select(entry => (entry.Kind, entry.Channel, entry.CaseNumber))
        );
        Assert.Equal(("Amy Chan 陳", "TOS"), (history.Items[0].ByName, history.Items[0].TypeName));
        Assert.Equal((0, null), (history.OtherCases, history.NextCursor));
    }

    [Fact]
    public async Task A_history_is_read_page_by_page_without_losing_or_repeating_an_entry()
    {
        await using var desk = await DeskHost.Start();
        for (var round = 0; round < 4; round++)
        {
            await desk.Open($"Case {round}");
            await Log(desk, $"Contact {round}", "phone");
        }
        var subjects = new List<string>();
        string? cursor = null;
        do
        {
            var page = await History(desk, "carl", cursor, 3);
            Assert.True(page.Items.Count <= 3);
            subjects.AddRange(page.Items.Select(entry => entry.Subject));
            cursor = page.NextCursor;
        } while (cursor is not null);

        Assert.Equal(8, subjects.Count);
        Assert.Equal(8, subjects.Distinct().Count());
    }

    [Fact]
    public async Task Cases_that_the_reader_may_not_read_are_counted_and_nothing_of_them_is_shown()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open("Of amy");
        var own = await desk.Open("Of bob", by: "bob", change: request => request with { Department = "cs-2" });

        var history = await History(desk, "bob");

        Assert.Equal([own.Number], history.Items.Select(entry => entry.CaseNumber));
        Assert.Equal(1, history.OtherCases);
        Assert.Equal(RejectionKind.NotFound, (await desk.Get<ListHistory>().Handle(await desk.User("bob"), new(1), Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task Customers_are_listed_by_name_page_by_page_and_the_first_page_counts_them()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        foreach (var name in new[] { "Same", "Same", "Beta", "Alpha" })
            Assert.True((await desk.Get<SaveCustomer>().Create(amy, new(name) { Kind = CustomerKinds.Organisation }, Ct)).Succeeded);
        var request = new SearchCustomersRequest { Kind = CustomerKinds.Organisation, Limit = 3 };

        var first = (await desk.Get<SearchCustomers>().Handle(amy, request, Ct)).Value;
        var second = (await desk.Get<SearchCustomers>().Handle(amy, request with { Cursor = first.NextCursor }, Ct)).Value;

        Assert.Equal(["Alpha", "Beta", "Same"], first.Items.Select(card => card.Name));
        Assert.Equal((4, null), (first.Total, second.Total));
        Assert.NotEqual(first.Items[2].Key, Assert.Single(second.Items).Key);
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task A_list_of_customers_is_narrowed_by_words_tier_keeper_and_organisation()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var firm = (await desk.Get<SaveCustomer>().Create(amy, new("Firm") { Kind = CustomerKinds.Organisation }, Ct)).Value;
        var member = (
            await desk.Get<SaveCustomer>()
                .Create(amy, new("Member", Tier: "key") { OrganisationKey = firm.Key, KeyAccountManager = "carl" }, Ct)
        ).Value;

        Assert.Equal([member.Key], await Keys(new() { Text = "memb" }));
        Assert.Equal([member.Key], await Keys(new() { Tier = "key" }));
        Assert.Equal([member.Key], await Keys(new() { KeyAccountManager = "carl" }));
        Assert.Equal([member.Key], await Keys(new() { OrganisationKey = firm.Key }));
        Assert.Equal(
            RejectionKind.InvalidArgument,
            (await desk.Get<SearchCustomers>().Handle(amy, new() { Text = new('x', 201) }, Ct)).Problem!.Kind
        );

        async Task<IEnumerable<long>> Keys(SearchCustomersRequest request) =>
            (await desk.Get<SearchCustomers>().Handle(amy, request, Ct)).Value.Items.Select(card => card.Key);
    }

    private static async Task Log(DeskHost desk, string subject, string channel) =>
        await desk.Get<LogContact>().Handle(await desk.User("amy"), new(subject, await desk.CustomerKey("C-1"), channel), Ct);

    private static async Task<CustomerHistory> History(DeskHost desk, string user, string? cursor = null, int? limit = null) =>
        (await desk.Get<ListHistory>().Handle(await desk.User(user), new(await desk.CustomerKey("C-1"), cursor, limit), Ct)).Value;
}
