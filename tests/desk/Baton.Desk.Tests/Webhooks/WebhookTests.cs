using System.Net;
using Baton.Desk.Cases;
using Baton.Desk.Webhooks;
using Baton.Desk.Webhooks.Deliveries;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Webhooks;

/// <summary>Other systems are told what happens in the desk: signed, in order, at least once, and never more than the owner of the hook may read.</summary>
public sealed class WebhookTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task The_life_of_a_case_is_told_in_its_order_and_signed()
    {
        await using var receiver = await Receiver.Start();
        await using var desk = await HookedDesk.Start();
        var made = await desk.Hook(receiver.Address);

        var opened = await desk.Open();
        await desk.Tell();
        var task = await desk.Read(db => db.WorkItems.SingleAsync(Ct));
        var outcome = await desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(task.Key, "reject", "No."), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        await desk.Tell();

        Assert.Equal(
            ["case.opened", "task.offered"],
            receiver.Told.Where(one => one.Type != "contact.arrived").Take(2).Select(one => one.Type)
        );
        Assert.Contains(
            receiver.Told,
            one => one.Type == "contact.arrived" && one.Data.GetProperty("contact").GetProperty("channel").GetString() == "phone"
        );
        Assert.Contains(
            receiver.Told,
            one => one.Type == "task.completed" && one.Data.GetProperty("task").GetProperty("action").GetString() == "reject"
        );
        Assert.Contains(receiver.Told, one => one.Type == "case.status");
        Assert.All(
            receiver.Told,
            one =>
            {
                Assert.True(one.IsSignedWith(made.Secret));
                Assert.False(one.IsSignedWith("whsec_" + Convert.ToBase64String(new byte[32])));
                Assert.Equal((opened.Number, desk.Now), (one.Case, one.At));
                Assert.Equal(one.Id, one.Json.GetProperty("id").GetString());
                Assert.Equal("application/json; charset=utf-8", one.Headers.ContentType.ToString());
            }
        );
        var told = receiver.Told[0].Data.GetProperty("case");
        Assert.Equal(
            ("tos", "cs-1", false),
            (told.GetProperty("type").GetString(), told.GetProperty("department").GetString(), told.GetProperty("isClosed").GetBoolean())
        );
        // Who may neither open cases nor work on them, but reads them all, reads customers.
        Assert.Equal("C-1", told.GetProperty("customer").GetString());
        Assert.DoesNotContain("陳大文", receiver.Told[0].Body, StringComparison.Ordinal);
        Assert.All(
            await desk.Deliveries(),
            row => Assert.Equal((WebhookDeliveryState.Delivered, 1, 204), (row.State, row.Attempts, row.StatusCode))
        );
        Assert.Equal("ok", (await desk.ShowHook(made.Webhook.Key)).Health);
    }

    [Fact]
    public async Task After_a_day_without_a_receiver_everything_is_told_and_each_case_in_its_order()
    {
        await using var receiver = await Receiver.Start();
        await using var desk = await HookedDesk.Start();
        var hook = (await desk.Hook(receiver.Address, [WebhookEvents.CaseOpened, WebhookEvents.CaseChanged])).Webhook;
        receiver.Answer = _ => 503;
        var cases = new List<CaseOpened>();
        for (var count = 1; count <= 5; count++)
            cases.Add(await desk.Open($"Case {count}"));
        for (var hour = 0; hour < 24; hour++)
        {
            if (hour % 8 == 0)
            {
                foreach (var one in cases)
                    await Edit(desk, one, $"{one.Number} at {hour}");
            }
            await desk.Engine.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal("failing", (await desk.ShowHook(hook.Key)).Health);
        // Left alone as a whole: far fewer attempts than if each case tried for itself.
        Assert.InRange(receiver.Told.Count, 10, 150);
        Assert.Equal(20, (await desk.ShowHook(hook.Key)).Waiting);
        receiver.Forget();
        receiver.Answer = _ => 200;
        await desk.Engine.Advance(TimeSpan.FromHours(2));

        var order = (await desk.Deliveries()).ToLookup(row => row.CaseNumber, row => row.Id);
        foreach (var one in cases)
        {
            var told = receiver.Told.Where(told => told.Case == one.Number).ToList();
            Assert.Equal(["case.opened", "case.changed", "case.changed", "case.changed"], told.Select(told => told.Type));
            Assert.Equal(order[one.Number], told.Select(told => told.Id));
        }
        Assert.All(await desk.Deliveries(), row => Assert.Equal(WebhookDeliveryState.Delivered, row.State));
        var view = await desk.ShowHook(hook.Key);
        Assert.Equal(("ok", 0, null), (view.Health, view.Waiting, view.LastError));
    }

    [Fact]
    public async Task What_one_case_cannot_deliver_does_not_hold_up_the_others()
    {
        await using var receiver = await Receiver.Start();
        await using var desk = await HookedDesk.Start();
        await desk.Hook(receiver.Address, [WebhookEvents.CaseOpened, WebhookEvents.CaseChanged]);
        // It may be told before its opener knows its number.
        string? refused = null;
        receiver.Answer = told => told.Case == (refused ??= told.Case) ? 400 : 200;
        var first = await desk.Open("One");
        await desk.Tell();
        var second = await desk.Open("Two");
        await desk.Tell();
        await Edit(desk, first, "One changed");
        await Edit(desk, second, "Two changed");
        await desk.Engine.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["case.opened", "case.changed"], receiver.Told.Where(one => one.Case == second.Number).Select(one => one.Type));
        Assert.Equal(["case.opened"], receiver.Told.Where(one => one.Case == first.Number).Select(one => one.Type).Distinct());
    }

    [Fact]
    public async Task After_three_days_a_delivery_is_set_aside_with_an_alarm_and_can_be_replayed()
    {
        await using var receiver = await Receiver.Start();
        await using var desk = await HookedDesk.Start();
        var hook = (await desk.Hook(receiver.Address, [WebhookEvents.CaseOpened])).Webhook;
        receiver.Answer = _ => 500;
        receiver.Say = context => context.Response.Body.WriteAsync(Enumerable.Repeat((byte)'x', 10_000).ToArray(), Ct).AsTask();
        await desk.Open("One");
        await desk.Open("Two");
        for (var hour = 0; hour < 75; hour++)
            await desk.Engine.Advance(TimeSpan.FromHours(1));

        var rows = await desk.Deliveries();
        Assert.All(rows, row => Assert.Equal(WebhookDeliveryState.Aside, row.State));
        Assert.Contains(rows, row => row is { StatusCode: 500, Answer.Length: 4096 });
        var notices = await desk.Read(db => db.Notifications.Where(one => one.Code == "webhook-aside").ToListAsync(Ct));
        Assert.Equal([HookedDesk.Owner], notices.Select(one => one.UserName));
        receiver.Forget();
        receiver.Answer = _ => 200;
        var replayed = await desk.Get<ReplayDeliveries>().Aside(await desk.User(HookedDesk.Owner), hook.Key, Ct);
        await desk.Tell();

        Assert.Equal(new DeliveriesReplayed(2, 0), replayed.Value);
        Assert.Equal(rows.Select(row => row.Id), receiver.Told.Select(one => one.Id).Order());
        await desk.Get<ReplayDeliveries>().One(await desk.User(HookedDesk.Owner), hook.Key, rows[0].Key, Ct);
        await desk.Tell();
        Assert.Equal(2, receiver.Told.Count(one => one.Id == rows[0].Id));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_switches_its_hook_off_until_somebody_switches_it_on()
    {
        await using var receiver = await Receiver.Start();
        await using var desk = await HookedDesk.Start();
        var hook = (await desk.Hook(receiver.Address, [WebhookEvents.CaseOpened, WebhookEvents.CaseChanged])).Webhook;
        receiver.Answer = _ => 503;
        var opened = await desk.Open();
        await Edit(desk, opened, "Changed");
        await desk.Tell();
        receiver.Answer = _ => 410;
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));

        var view = await desk.ShowHook(hook.Key);
        Assert.Equal(("gone", false, 1, 1), (view.Health, view.IsActive, view.Waiting, view.Aside));
        Assert.Single(await desk.Read(db => db.Notifications.Where(one => one.Code == "webhook-gone").ToListAsync(Ct)));
        await desk.Open("Not told");
        receiver.Forget();
        receiver.Answer = _ => 200;
        var request = new SaveWebhookRequest(view.Name, view.Address, view.Events) { Key = hook.Key, Version = view.Version };
        Assert.True((await desk.Get<SaveWebhook>().Change(await desk.User(HookedDesk.Owner), request, Ct)).Succeeded);
        await desk.Tell();

        Assert.Equal(["case.changed"], receiver.Told.Select(one => one.Type));
    }

    [Fact]
    public async Task A_hook_is_told_of_what_its_owner_may_read_and_what_its_filters_let_through()
    {
        await using var receiver = await Receiver.Start();
        await using var desk = await HookedDesk.Start();
        await desk.AddOwner("una", Permissions.ReadDepartmentCases);
        await desk.Change(
            (db, _) =>
            {
                db.DepartmentMembers.Add(new() { DepartmentCode = "cs-2", UserName = "una" });
                return Task.CompletedTask;
            }
        );
        await desk.Hook(receiver.Address + "/una", [WebhookEvents.CaseOpened], by: "una");
        await desk.Hook(receiver.Address + "/front", [WebhookEvents.CaseOpened], change: one => one with { Departments = ["front"] });
        await desk.Hook(receiver.Address + "/type", [WebhookEvents.CaseOpened], change: one => one with { CaseTypes = ["broken"] });

        await desk.Open("Of unit 1", by: "amy");
        var second = await desk.Open("Of unit 2", by: "bob");
        await desk.Tell();

        var told = Assert.Single(receiver.Told);
        Assert.Equal(second.Number, told.Case);
    }

    [Fact]
    public async Task For_a_day_after_a_new_secret_both_sign_and_headers_go_along()
    {
        await using var receiver = await Receiver.Start();
        await using var desk = await HookedDesk.Start();
        var made = await desk.Hook(
            receiver.Address,
            [WebhookEvents.CaseOpened],
            change: one => one with { Headers = [new("X-Portal", "s3cret")] }
        );
        var ivy = await desk.User(HookedDesk.Owner);
        var second = (await desk.Get<RenewWebhookSecret>().Handle(ivy, made.Webhook.Key, Ct)).Value;
        foreach (var hours in new[] { 23, 2, 0 })
        {
            await desk.Open();
            await desk.Tell();
            await desk.Engine.Advance(TimeSpan.FromHours(hours));
        }

        Assert.Equal([2, 2, 1], receiver.Told.Select(one => one.Signatures.Length));
        Assert.Equal([true, true, false], receiver.Told.Select(one => one.IsSignedWith(made.Secret)));
        Assert.All(receiver.Told, one => Assert.True(one.IsSignedWith(second.Secret)));
        Assert.All(receiver.Told, one => Assert.Equal("s3cret", one.Headers["X-Portal"].ToString()));
        var kept = await desk.Read(db => db.Set<Webhook>().SingleAsync(Ct));
        Assert.DoesNotContain("s3cret", kept.Headers!, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", kept.Secret, StringComparison.Ordinal);
        var elsewhere = new SaveWebhookRequest("Portal", "http://127.0.0.1:9/", [WebhookEvents.CaseOpened])
        {
            Key = made.Webhook.Key,
            Headers = [new("X-Portal")],
        };
        Assert.Equal("headers", (await desk.Get<SaveWebhook>().Change(ivy, elsewhere, Ct)).Problem!.Fields.Single().Field);
    }

    [Fact]
    public async Task This_machine_is_not_called_and_redirects_are_not_followed()
    {
        await using var receiver = await Receiver.Start();
        await using var other = await Receiver.Start();
        await using var closed = await DeskHost.Start();
        await closed.AddOwner();
        var ivy = await closed.User(HookedDesk.Owner);
        var port = new Uri(receiver.Address).Port;
        foreach (var host in new[] { "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "0.0.0.0" })
        {
            var refused = await closed.Get<SaveWebhook>().Add(ivy, new("Here", $"http://{host}:{port}/", [WebhookEvents.CaseOpened]), Ct);
            Assert.Equal("address", refused.Problem?.Fields.Single().Field);
        }
        // A name says nothing of where it leads.
        var named = await closed.Hook($"http://{Dns.GetHostName()}:{port}/");
        await closed.Get<TestWebhook>().Handle(ivy, named.Webhook.Key, Ct);
        await closed.Tell();
        Assert.Empty(receiver.Told);
        Assert.Equal((WebhookDeliveryState.Aside, null), (await closed.Deliveries()).Select(row => (row.State, row.StatusCode)).Single());

        await using var desk = await HookedDesk.Start();
        var hook = (await desk.Hook(receiver.Address)).Webhook;
        receiver.Answer = _ => 302;
        receiver.Say = context =>
        {
            context.Response.Headers.Location = other.Address;
            return Task.CompletedTask;
        };
        await desk.Get<TestWebhook>().Handle(await desk.User(HookedDesk.Owner), hook.Key, Ct);
        await desk.Tell();
        Assert.Single(receiver.Told);
        Assert.Empty(other.Told);
        Assert.Equal((WebhookDeliveryState.Aside, 302), (await desk.Deliveries()).Select(row => (row.State, row.StatusCode)).Single());
    }

    [Fact]
    public async Task A_server_that_dies_while_it_tells_tells_again_under_the_same_id()
    {
        var directory = DeskHost.NewDirectory();
        await using var receiver = await Receiver.Start();
        var taken = new TaskCompletionSource();
        var answers = new TaskCompletionSource();
        receiver.Say = async context =>
        {
            taken.TrySetResult();
            await answers.Task.WaitAsync(context.RequestAborted);
        };
        var desk = await DeskHost.StartOn(directory, seed: true, HookedDesk.Here);
        await desk.AddOwner();
        await desk.Hook(receiver.Address, [WebhookEvents.CaseOpened, WebhookEvents.CaseChanged]);
        // The next desk begins in the morning again and is whole before anything is due.
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        var opened = await desk.Open();
        await Edit(desk, opened, "Changed");
        await taken.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        // The request is under way, and what becomes of it is never written down.
        await desk.DisposeAsync();
        answers.SetResult();

        await using var again = await DeskHost.StartOn(directory, seed: false, HookedDesk.Here);
        await again.Engine.Advance(TimeSpan.FromHours(2));

        Assert.Equal(["case.opened", "case.opened", "case.changed"], receiver.Told.Select(one => one.Type));
        Assert.Equal(receiver.Told[0].Id, receiver.Told[1].Id);
        Assert.All(await again.Deliveries(), row => Assert.Equal(WebhookDeliveryState.Delivered, row.State));
    }

    [Fact]
    public async Task What_is_taken_back_is_not_told_and_the_log_forgets_after_its_time()
    {
        await using var receiver = await Receiver.Start();
        await using var desk = await HookedDesk.Start();
        await desk.Hook(receiver.Address, [WebhookEvents.CaseOpened]);

        var refused = await desk.Get<OpenCase>()
            .Handle(await desk.User("amy"), new("broken", "No process") { CustomerKey = await desk.CustomerKey("C-1") }, Ct);
        Assert.False(refused.Succeeded);
        Assert.Empty(await desk.Deliveries());
        await desk.Open();
        await desk.Tell();
        Assert.Single(receiver.Told);
        await desk.Engine.Advance(TimeSpan.FromDays(29));
        Assert.Single(await desk.Deliveries());
        await desk.Engine.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await desk.Deliveries());
    }

    [Fact]
    public async Task Whoever_does_not_look_after_integrations_sees_and_changes_nothing()
    {
        await using var desk = await HookedDesk.Start();
        var carl = await desk.User("carl");

        Assert.Equal("forbidden", (await desk.Get<ListWebhooks>().Handle(carl, Ct)).Problem?.Code);
        Assert.Equal(
            "forbidden",
            (await desk.Get<SaveWebhook>().Add(carl, new("x", "https://a.example", ["case.opened"]), Ct)).Problem?.Code
        );
        var ivy = await desk.User(HookedDesk.Owner);
        var wrong = await desk.Get<SaveWebhook>()
            .Add(ivy, new(" ", "ftp://a.example", ["case.lost"]) { Headers = [new("webhook-id", "x")], CaseTypes = ["none,such"] }, Ct);
        Assert.Equal(["address", "caseTypes", "events", "headers", "name"], wrong.Problem!.Fields.Select(one => one.Field).Order());
        Assert.DoesNotContain(wrong.Problem.Fields, one => one.Message.Contains('{', StringComparison.Ordinal));
    }

    private static async Task Edit(DeskHost desk, CaseOpened opened, string subject)
    {
        var version = await desk.Read(db => db.Cases.Where(row => row.Key == opened.Key).Select(row => row.Version).SingleAsync(Ct));
        var outcome = await desk.Get<EditCase>().Handle(await desk.User("amy"), opened.Number, new(subject) { Version = version }, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
    }
}
