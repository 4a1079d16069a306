using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Notifications;

/// <summary>Who is meant by the rules of recipients.</summary>
public sealed class RecipientsTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Theory]
    [InlineData("handler")]
    [InlineData("manager+2")]
    [InlineData("role:csm")]
    [InlineData("= if severity = \"major\" then [\"amy\", \"x@y.example\"] else null")]
    public void A_rule_that_is_known_has_nothing_wrong(string rule)
    {
        Assert.Null(Recipients.WhatIsWrong(rule));
    }

    [Theory]
    [InlineData("handlers", "handlers")]
    [InlineData("manager+0", "manager+0")]
    [InlineData("role:", "role:")]
    [InlineData("= 1 +", "FEEL")]
    [InlineData("", "handler")]
    public void A_rule_that_is_not_known_says_what_was_expected(string rule, string named)
    {
        Assert.Contains(named, Recipients.WhatIsWrong(rule), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_parted_by_commas_but_an_expression_is_one_rule()
    {
        Assert.Equal(["handler", "role:csm"], RecipientRule.Split(" handler, role:csm ,"));
        Assert.Equal(["= [\"a\", \"b\"]"], RecipientRule.Split("= [\"a\", \"b\"]"));
    }

    [Fact]
    public async Task The_people_of_a_case_are_found_by_what_they_are_for_it()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(change: request => request with { Department = "cs-1" });
        await desk.Change(
            async (db, unit) =>
            {
                db.CaseWatchers.Add(
                    new()
                    {
                        CaseKey = opened.Key,
                        UserName = "rita",
                        Since = unit.Now,
                    }
                );
                (await db.Departments.SingleAsync(row => row.Code == "cs-1", Ct)).ContactPerson = "amy";
            }
        );

        Assert.Equal(["uma"], await Find(desk, opened, "handler"));
        Assert.Equal(["uma"], await Find(desk, opened, "unit-manager"));
        Assert.Equal(["uma"], await Find(desk, opened, "unit-head"));
        Assert.Equal(["amy"], await Find(desk, opened, "opener"));
        Assert.Equal(["rita"], await Find(desk, opened, "watchers"));
        Assert.Equal(["amy"], await Find(desk, opened, "contact-person"));
        Assert.Equal(["carl", "cora"], await Find(desk, opened, "role:csm"));
        Assert.Equal(["bob"], await Find(desk, opened, "user:bob"));
        Assert.Empty(await Find(desk, opened, "key-account-manager"));
        Assert.Empty(await Find(desk, opened, "user:nobody"));
    }

    [Fact]
    public async Task The_customer_is_found_by_each_way_on_which_he_can_be_reached()
    {
        await using var desk = await DeskHost.Start();
        await desk.Change(
            async (db, _) =>
                (await db.Customers.Include(row => row.Emails).SingleAsync(Ct)).Emails.Add(
                    new() { CustomerKey = await db.Customers.Select(row => row.Key).SingleAsync(Ct), Address = "chan@home.example" }
                )
        );
        var opened = await desk.Open();

        var found = await Resolve(desk, opened, null, "customer");

        Assert.Equal(["chan@home.example", "tel:+85229876543", "fax:+85229876544"], found.Select(one => one.Address));
        Assert.All(found, one => Assert.Equal(("陳大文", Languages.TraditionalChinese), (one.Name, one.Language)));
    }

    [Fact]
    public async Task Who_did_a_step_is_its_handler_afterwards_and_a_worker_of_the_case()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var task = await desk.Read(db => db.WorkItems.SingleAsync(Ct));

        var done = await desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(task.Key, "approve", "Fine."), Ct);
        Assert.True(done.Succeeded, done.Problem?.ToString());

        Assert.Equal(["uma"], (await Resolve(desk, opened, task.Key, "handler")).Select(one => one.UserName));
        Assert.Equal(["uma"], await Find(desk, opened, "workers"));
    }

    [Fact]
    public async Task Managers_are_those_of_the_handlers_departments_upwards_and_nobody_is_his_own()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Change(
            async (db, _) =>
            {
                (await db.Departments.SingleAsync(row => row.Code == "front", Ct)).ParentCode = "top";
                db.Departments.Add(
                    new()
                    {
                        Code = "top",
                        Name = LocalizedText.Same("Top"),
                        DefaultManager = "carl",
                    }
                );
                var item = await db.WorkItems.SingleAsync(Ct);
                item.Assignee = "bob";
            }
        );

        Assert.Equal(["ulf"], await Find(desk, opened, "manager"));
        Assert.Equal(["uma"], await Find(desk, opened, "manager+1"));
        Assert.Equal(["carl"], await Find(desk, opened, "manager+2"));
        Assert.Equal(["carl"], await Find(desk, opened, "manager+5"));

        await desk.Change(async (db, _) => (await db.WorkItems.SingleAsync(Ct)).Assignee = "uma");
        Assert.Equal(["carl"], await Find(desk, opened, "manager"));
    }

    [Fact]
    public async Task A_department_is_its_contact_person_else_its_manager_else_its_members()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        Assert.Equal(["ulf"], await Find(desk, opened, "department:cs-2"));
        Assert.Equal(["amy", "uma"], await Find(desk, opened, "department:cs-1"));
        await desk.Change(async (db, _) => (await db.Departments.SingleAsync(row => row.Code == "cs-2", Ct)).ContactPerson = "bob");
        Assert.Equal(["bob"], await Find(desk, opened, "department:cs-2"));
        await desk.Change(async (db, _) => (await db.Users.SingleAsync(row => row.UserName == "bob", Ct)).IsDisabled = true);
        Assert.Equal(["ulf"], await Find(desk, opened, "department:cs-2"));
    }

    [Fact]
    public async Task An_expression_gives_user_names_addresses_and_rules_over_the_facts()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var facts = new JsonObject { ["units"] = new JsonArray("department:cs-2", "AMY", "press@out.example", "+85261234567") };

        var found = await Resolve(desk, opened, null, facts, "= units");

        Assert.Equal(["ulf", "amy", null, null], found.Select(one => one.UserName));
        Assert.Equal([null, null, "press@out.example", "+85261234567"], found.Select(one => one.Address));
        Assert.Empty(await Resolve(desk, opened, null, facts, "= missing"));
        Assert.Equal(["amy"], (await Resolve(desk, opened, null, facts, "= \"amy\"", "opener")).Select(one => one.UserName));
    }

    [Fact]
    public async Task Who_has_left_is_told_nothing()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Change(async (db, _) => (await db.Users.SingleAsync(row => row.UserName == "amy", Ct)).IsDisabled = true);

        Assert.Empty(await Find(desk, opened, "opener"));
    }

    private static async Task<IEnumerable<string?>> Find(DeskHost desk, CaseOpened opened, params string[] rules) =>
        (await Resolve(desk, opened, null, rules)).Select(one => one.UserName).Order(StringComparer.Ordinal);

    private static Task<IReadOnlyList<Addressee>> Resolve(DeskHost desk, CaseOpened opened, long? task, params string[] rules) =>
        Resolve(desk, opened, task, [], rules);

    private static Task<IReadOnlyList<Addressee>> Resolve(
        DeskHost desk,
        CaseOpened opened,
        long? task,
        JsonObject facts,
        params string[] rules
    ) =>
        desk.Read(async db =>
            await desk.Get<Recipients>()
                .Resolve(db, new RecipientQuestion(await db.Cases.SingleAsync(row => row.Key == opened.Key, Ct), task, rules, facts), Ct)
        );
}
