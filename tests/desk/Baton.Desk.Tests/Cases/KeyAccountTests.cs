using Baton.Desk.Cases;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Customers;
using Baton.Desk.Customers.Import;
using Baton.Desk.Customers.Merge;
using Baton.Desk.Notifications;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases;

/// <summary>Whoever looks after a customer follows the customer's cases, wherever they are worked on.</summary>
public sealed class KeyAccountTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task He_may_read_each_case_of_his_customer_and_a_stranger_none()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var before = await Readable(desk, "bob", opened.Number);

        await LookedAfterBy(desk, "bob");

        Assert.False(before);
        Assert.True(await Readable(desk, "bob", opened.Number));
        Assert.False(await Readable(desk, "fay", opened.Number));
        Assert.Equal([opened.Number], await Found(desk, "bob", new()));
        Assert.Equal([opened.Number], await Found(desk, "bob", new() { Following = "customers" }));
        Assert.Equal([opened.Number], await Found(desk, "bob", new() { Text = "Move my line" }));
        Assert.Empty(await Found(desk, "fay", new() { Following = "customers" }));
        var mentionable = (await desk.Get<FindMentionable>().Handle(await desk.User("amy"), opened.Number, "bo", Ct)).Value;
        Assert.Equal(["bob"], mentionable.Select(person => person.UserName));
    }

    [Fact]
    public async Task He_watches_each_new_case_and_is_told_of_it()
    {
        await using var desk = await DeskHost.Start();
        await LookedAfterBy(desk, "bob");

        var opened = await desk.Open();

        Assert.True((await desk.Show(opened.Number, "bob")).IsWatched);
        Assert.Equal(["Bob Lee"], (await desk.Show(opened.Number)).WatcherNames);
        Assert.Equal(1, await Told(desk, "bob"));
        var work = await Work(desk, "bob");
        Assert.Equal((1, "Move my line"), (work.Counts.Customers, Assert.Single(work.Items).CaseSubject));
        Assert.Null((await Work(desk, "fay")).Counts.Customers);
    }

    [Fact]
    public async Task He_is_not_told_of_a_case_that_he_opened_himself()
    {
        await using var desk = await DeskHost.Start();
        await LookedAfterBy(desk, "bob");

        await desk.Open(by: "bob");

        Assert.Equal(0, await Told(desk, "bob"));
    }

    [Fact]
    public async Task With_another_one_the_following_of_open_cases_moves_and_the_former_reads_no_more()
    {
        await using var desk = await DeskHost.Start();
        await LookedAfterBy(desk, "bob");
        var open = await desk.Open();
        var closed = await desk.Open(change: request => request with { Solution = "Told him." });
        var own = await desk.Open(by: "bob");
        await desk.Get<WatchCase>().Handle(await desk.User("carl"), open.Number, watch: true, Ct);

        await LookedAfterBy(desk, "fay");

        Assert.False(await Readable(desk, "bob", open.Number));
        Assert.False(await Readable(desk, "bob", closed.Number));
        Assert.True(await Readable(desk, "bob", own.Number));
        Assert.True(await Readable(desk, "fay", open.Number));
        Assert.True(await Readable(desk, "fay", closed.Number));
        Assert.Equal(["Carl Ho", "Fay Ma"], (await desk.Show(open.Number)).WatcherNames.Order(StringComparer.Ordinal));
        Assert.Empty((await desk.Show(closed.Number)).WatcherNames);
        Assert.Empty(await Found(desk, "bob", new() { Following = "customers" }));
        Assert.Equal(
            (3, 2),
            ((await Found(desk, "fay", new() { Following = "customers" })).Count, (await Work(desk, "fay")).Counts.Customers)
        );
    }

    [Fact]
    public async Task Without_one_nobody_follows()
    {
        await using var desk = await DeskHost.Start();
        await LookedAfterBy(desk, "bob");
        var opened = await desk.Open();

        await LookedAfterBy(desk, null);

        Assert.False(await Readable(desk, "bob", opened.Number));
        Assert.Empty((await desk.Show(opened.Number)).WatcherNames);
    }

    [Fact]
    public async Task An_import_that_names_another_one_moves_the_cases_too()
    {
        await using var desk = await DeskHost.Start();
        await LookedAfterBy(desk, "bob");
        var opened = await desk.Open();
        await desk.AddPerson("ivy", Permissions.ImportCustomers);
        using var file = new MemoryStream("number,name,keyAccountManager\nC-1,陳大文,fay\n"u8.ToArray());

        var imported = await desk.Get<ImportCustomers>().Handle(await desk.User("ivy"), new(null) { Content = file }, Ct);

        Assert.True(imported.Succeeded, imported.Problem?.ToString());
        Assert.Equal(1, imported.Value.Counts.Changed);
        Assert.False(await Readable(desk, "bob", opened.Number));
        Assert.True((await desk.Show(opened.Number, "fay")).IsWatched);
    }

    [Fact]
    public async Task Cases_that_go_to_another_customer_by_a_merge_go_to_who_looks_after_that_one_and_come_back()
    {
        await using var desk = await DeskHost.Start();
        await LookedAfterBy(desk, "bob");
        var opened = await desk.Open();
        var into = await desk.Get<SaveCustomer>().Create(await desk.User("amy"), new("陳大文", "C-2") { KeyAccountManager = "fay" }, Ct);
        var carl = await desk.User("carl");

        var merged = await desk.Get<MergeCustomers>().Handle(carl, into.Value.Key, new(await desk.CustomerKey("C-1")), Ct);
        var meanwhile = (await Readable(desk, "bob", opened.Number), await Readable(desk, "fay", opened.Number));
        var undone = await desk.Get<UndoMerge>().Handle(carl, merged.Value.Key, Ct);

        Assert.Equal((false, true), meanwhile);
        Assert.True(undone.Succeeded, undone.Problem?.ToString());
        Assert.True(await Readable(desk, "bob", opened.Number));
        Assert.False(await Readable(desk, "fay", opened.Number));
        Assert.Equal(["Bob Lee"], (await desk.Show(opened.Number)).WatcherNames);
    }

    private static async Task LookedAfterBy(DeskHost desk, string? name)
    {
        var request = new SaveCustomerRequest("陳大文", "C-1", Phones: ["+85229876543"], Faxes: ["+85229876544"])
        {
            KeyAccountManager = name,
        };
        var saved = await desk.Get<SaveCustomer>().Update(await desk.User("amy"), await desk.CustomerKey("C-1"), request, Ct);
        Assert.True(saved.Succeeded, saved.Problem?.ToString());
    }

    private static async Task<bool> Readable(DeskHost desk, string user, string number) =>
        (await desk.Get<ShowCase>().Handle(await desk.User(user), new(number), Ct)).Succeeded;

    private static async Task<List<string>> Found(DeskHost desk, string user, SearchCasesRequest request) =>
        [.. (await desk.Get<SearchCases>().Handle(await desk.User(user), request, Ct)).Value.Items.Select(row => row.Number)];

    private static async Task<WorklistPage> Work(DeskHost desk, string user) =>
        (await desk.Get<ShowWorklist>().Handle(await desk.User(user), new("customers"), Ct)).Value;

    private static Task<int> Told(DeskHost desk, string name) =>
        desk.Read(db => db.Notifications.CountAsync(row => row.UserName == name && row.Code == Notifier.WatchedCase, Ct));
}
