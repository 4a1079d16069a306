using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Contacts.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Contacts;

/// <summary>What people decide about contacts that wait.</summary>
public sealed class InboxTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_contact_of_a_department_is_seen_there_and_by_those_who_read_all_cases()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        await desk.AddPerson("ines", Permissions.WorkOnContacts);
        await desk.AddPerson("otto", Permissions.WorkOnContacts);
        await desk.Change(
            (db, _) =>
            {
                db.DepartmentMembers.Add(new() { DepartmentCode = "cs-1", UserName = "ines" });
                return Task.CompletedTask;
            }
        );
        await desk.Receive(Arrivals.Sms(desk, "1", "For unit 1") with { Unit = "cs-1" });
        await desk.Receive(Arrivals.Sms(desk, "2", "For all"));

        Assert.Equal(["For unit 1", "For all"], (await desk.Inbox("iris")).Items.Select(row => row.Subject));
        Assert.Equal(["For unit 1"], (await desk.Inbox("ines", ListInbox.Units)).Items.Select(row => row.Subject));
        Assert.Equal(["For all"], (await desk.Inbox("otto")).Items.Select(row => row.Subject));
        Assert.Equal("forbidden", (await desk.Get<ListInbox>().Handle(await desk.User("amy"), new(), Ct)).Problem?.Code);
    }

    [Fact]
    public async Task The_second_of_two_people_is_refused_by_name()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        await desk.AddInboxAgent("ines");
        var received = await desk.Receive(Arrivals.Sms(desk, "1", "Hello"));
        var claim = desk.Get<ClaimIncoming>();

        Assert.True((await claim.Claim(await desk.User("iris"), received.Key, Ct)).Succeeded);
        var second = await claim.Claim(await desk.User("ines"), received.Key, Ct);
        await desk.Get<LogIncoming>().Handle(await desk.User("iris"), received.Key, Ct);
        var late = await desk.Get<LogIncoming>().Handle(await desk.User("ines"), received.Key, Ct);

        Assert.Equal(
            ("claimed", "iris is working on this contact. Ask for it to be released first."),
            (second.Problem?.Code, second.Problem?.Detail)
        );
        Assert.Equal(("decided", "iris has decided about this contact already."), (late.Problem?.Code, late.Problem?.Detail));
    }

    [Fact]
    public async Task A_person_adds_a_contact_to_a_case_and_may_reopen_it_where_he_has_the_right()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        await desk.AddPerson("boss", Permissions.WorkOnContacts, Permissions.ReadAllCases, Permissions.SteerCases);
        var opened = await desk.Open(change: request => request with { Solution = "Done at once." });
        var received = await desk.Receive(Arrivals.Sms(desk, "1", "Still broken"));
        var join = desk.Get<JoinIncoming>();

        var refused = await join.Handle(await desk.User("iris"), received.Key, new(opened.Number, Reopen: true), Ct);
        var done = await join.Handle(await desk.User("boss"), received.Key, new(opened.Number, Reopen: true), Ct);

        Assert.Equal("no-reopen", refused.Problem?.Code);
        Assert.Equal(opened.Number, done.Value.CaseNumber);
        var page = await desk.Show(opened.Number);
        Assert.False(page.Case.IsClosed);
        Assert.Equal("Still broken", Assert.Single(page.Notes).Text);
    }

    [Fact]
    public async Task A_case_that_a_person_makes_of_a_contact_takes_its_files_and_ends_its_waiting()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        var received = await desk.Receive(Arrivals.Sms(desk, "1", "Move my line") with { Files = [await desk.File("plan.txt", "a plan")] });
        var file = Assert.Single((await desk.Incoming(received.Key, "iris")).Files);
        var download = desk.Get<DownloadAttachment>();
        Assert.True((await download.Handle(await desk.User("iris"), new(file.Key), Ct)).Succeeded);
        Assert.Equal("not-found", (await download.Handle(await desk.User("amy"), new(file.Key), Ct)).Problem?.Code);

        var opened = await desk.Open(by: "iris", change: request => request with { IncomingKey = received.Key, Channel = "sms" });

        Assert.Equal("plan.txt", Assert.Single((await desk.Show(opened.Number)).Attachments).FileName);
        Assert.Empty((await desk.Inbox("iris")).Items);
        Assert.Equal(opened.Number, Assert.Single((await desk.Inbox("iris", ListInbox.Decided)).Items).CaseNumber);
        Assert.Equal(received.Key, await desk.Read(db => db.Contacts.Select(row => row.Key).SingleAsync(Ct)));
        var again = await desk.Get<OpenCase>()
            .Handle(
                await desk.User("iris"),
                new OpenCaseRequest("tos", "Again")
                {
                    CustomerKey = await desk.CustomerKey("C-1"),
                    IncomingKey = received.Key,
                    Form = new()
                    {
                        ["serviceType"] = "mobile",
                        ["requestType"] = "change",
                        ["serviceNumber"] = "98765432",
                    },
                },
                Ct
            );
        Assert.Equal("decided", again.Problem?.Code);
    }

    [Fact]
    public async Task A_blocked_sender_is_put_away_by_himself_until_one_of_his_contacts_is_taken_back()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        var iris = await desk.User("iris");
        var first = await desk.Receive(Arrivals.Sms(desk, "1", "Win money"));
        await desk.Get<MarkSpam>().Handle(iris, first.Key, new(Block: true), Ct);

        await desk.Receive(Arrivals.Sms(desk, "2", "Win more"));
        Assert.Empty((await desk.Inbox("iris")).Items);
        Assert.Equal(2, (await desk.Inbox("iris", ListInbox.Spam)).Items.Count);
        Assert.Equal("iris", Assert.Single((await desk.Get<ListBlockedSenders>().Handle(iris, Ct)).Value).BlockedBy);

        await desk.Get<MarkSpam>().Undo(iris, first.Key, Ct);
        await desk.Receive(Arrivals.Sms(desk, "3", "Sorry"));
        Assert.Equal(
            ["Win money", "Sorry"],
            (await desk.Inbox("iris")).Items.Select(row => row.Subject).OrderDescending(StringComparer.Ordinal)
        );
        Assert.Equal(2, await desk.Read(db => db.AuditEntries.CountAsync(row => row.Kind == "blocked-sender", Ct)));
    }

    [Fact]
    public async Task Many_are_decided_at_once_and_what_one_refuses_does_not_hold_up_the_others()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        await desk.AddInboxAgent("ines");
        var first = await desk.Receive(Arrivals.Sms(desk, "1", "One"));
        var second = await desk.Receive(Arrivals.Sms(desk, "2", "Two"));
        await desk.Get<ClaimIncoming>().Claim(await desk.User("ines"), second.Key, Ct);

        var done = await desk.Get<DecideMany>().Handle(await desk.User("iris"), new([first.Key, second.Key], "log"), Ct);

        Assert.Equal(1, done.Value.Done);
        Assert.Equal(second.Key, Assert.Single(done.Value.Failed).Key);
        Assert.Equal(1, (await desk.Inbox("iris")).Counts.All);
    }
}
