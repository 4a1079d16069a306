using Baton.Desk.Cases;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Contacts;

/// <summary>What becomes of a contact that arrives by itself.</summary>
public sealed class ReceiveContactTests
{
    private const string Form = """{"serviceType":"mobile","requestType":"change","serviceNumber":"98765432"}""";

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_contact_waits_with_the_customer_whose_number_it_came_from_however_often_it_is_handed_over()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        var arrived = Arrivals.Sms(desk, "1", "My bill is wrong");

        var first = await desk.Receive(arrived);
        var again = await desk.Receive(arrived);

        Assert.Equal((ReceivedAs.Waiting, ReceivedAs.Known, first.Key), (first.As, again.As, again.Key));
        var row = Assert.Single((await desk.Inbox("iris")).Items);
        Assert.Equal(("陳大文", "My bill is wrong", desk.Now.AddMinutes(120)), (row.CustomerName, row.Subject, row.DueAt));
    }

    [Fact]
    public async Task Of_several_customers_with_the_number_none_is_chosen_and_all_are_offered()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        await desk.Change(
            (db, unit) =>
            {
                var other = Desk.Customers.CustomerRows.New(unit.NextKey(), "C-2", "gold", Languages.English, unit.Now);
                other.Name = "His wife";
                other.Phones.Add(
                    new()
                    {
                        CustomerKey = other.Key,
                        Kind = "phone",
                        Number = Arrivals.KnownNumber,
                    }
                );
                db.Customers.Add(other);
                return Task.CompletedTask;
            }
        );

        var received = await desk.Receive(Arrivals.Sms(desk, "1", "Hello"));

        var view = await desk.Incoming(received.Key, "iris");
        Assert.Null(view.Customer);
        Assert.Equal(["陳大文", "His wife"], view.Others.Select(one => one.Name));
        Assert.Equal("Several customers have this number or address", view.Row.Reason);
    }

    [Fact]
    public async Task What_answers_a_case_goes_to_it_with_its_words_and_files_and_who_works_on_it_is_told()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var received = await desk.Receive(
            Arrivals.Sms(desk, "1", "It is number 98765432") with
            {
                CaseKey = opened.Key,
                Files = [await desk.File("bill.txt", "the bill")],
            }
        );

        Assert.Equal((ReceivedAs.Joined, opened.Number), (received.As, received.CaseNumber));
        var page = await desk.Show(opened.Number);
        Assert.Equal("It is number 98765432", page.Notes.Single(note => note.Kind == NoteKind.FromCustomer).Text);
        Assert.Equal("bill.txt", Assert.Single(page.Attachments).FileName);
        Assert.Contains(page.Timeline, item => item.Code == TimelineCodes.ContactAdded);
        Assert.Equal(["uma"], await Told(desk, Notifier.CustomerWrote));
    }

    [Fact]
    public async Task What_answers_a_closed_case_waits_until_the_channel_says_that_it_is_reopened()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        var opened = await desk.Open(change: request => request with { Solution = "Done at once." });

        var waiting = await desk.Receive(Arrivals.Sms(desk, "1", "Still broken") with { CaseKey = opened.Key });
        var view = await desk.Incoming(waiting.Key, "iris");
        var reopened = await desk.Receive(Arrivals.Sms(desk, "2", "Broken again") with { CaseKey = opened.Key, ReopensCase = true });

        Assert.Equal((ReceivedAs.Waiting, opened.Number), (waiting.As, view.AnswersCase));
        Assert.Equal($"Answers the closed case {opened.Number}", view.Row.Reason);
        Assert.Equal(ReceivedAs.Joined, reopened.As);
        Assert.False((await desk.Show(opened.Number)).Case.IsClosed);
    }

    [Fact]
    public async Task Machine_mail_is_recorded_on_its_case_and_neither_reopens_it_nor_tells_anybody()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(change: request => request with { Solution = "Done at once." });

        var received = await desk.Receive(
            Arrivals.Sms(desk, "1", "I am away") with
            {
                CaseKey = opened.Key,
                IsAutomatic = true,
                ReopensCase = true,
                OpensCase = true,
            }
        );

        Assert.Equal(ReceivedAs.Joined, received.As);
        var page = await desk.Show(opened.Number);
        Assert.True(page.Case.IsClosed);
        Assert.Equal(NoteKind.Internal, Assert.Single(page.Notes).Kind);
        Assert.Empty(await Told(desk, Notifier.CustomerWrote));
    }

    [Fact]
    public async Task A_case_is_opened_at_once_where_all_is_known_with_a_new_customer_for_an_unknown_number()
    {
        await using var desk = await DeskHost.Start();
        var arrived = Arrivals.Sms(desk, "1", "Move my line", "+85261234567") with
        {
            OpensCase = true,
            CaseType = "tos",
            Category = "billing",
            Unit = "cs-2",
            FromName = "Ann Ma",
            Form = Form,
            Files = [await desk.File("plan.txt", "a plan")],
        };

        var received = await desk.Receive(arrived);
        var again = await desk.Receive(arrived);

        Assert.Equal((ReceivedAs.Opened, ReceivedAs.Known, received.CaseNumber), (received.As, again.As, again.CaseNumber));
        var page = await desk.Show(received.CaseNumber!);
        Assert.Equal(("sms", "Ann Ma", "+85261234567"), (page.Case.Channel, page.Customer!.Name, page.Customer.Phones[0]));
        Assert.Equal("plan.txt", Assert.Single(page.Attachments).FileName);
        Assert.Equal(received.Key, await desk.Read(db => db.Contacts.Select(row => row.Key).SingleAsync(Ct)));
    }

    [Fact]
    public async Task A_case_that_lacks_something_waits_with_what_is_missing()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");

        var received = await desk.Receive(Arrivals.Sms(desk, "1", "Move my line") with { OpensCase = true, CaseType = "tos" });

        Assert.Equal(ReceivedAs.Waiting, received.As);
        Assert.StartsWith(
            "Could not become a case by itself: ",
            (await desk.Incoming(received.Key, "iris")).Row.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(0, await desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_late_contact_is_told_to_its_people_then_to_their_manager_too_until_somebody_decides()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddInboxAgent("iris");
        var received = await desk.Receive(Arrivals.Sms(desk, "1", "Hello") with { Unit = "cs-2" });

        await desk.Engine.Advance(TimeSpan.FromMinutes(119));
        Assert.Empty(await Told(desk, Notifier.ContactLate));
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["bob"], await Told(desk, Notifier.ContactLate));
        await desk.Engine.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(["bob", "bob", "ulf"], await Told(desk, Notifier.ContactLate));

        await desk.Get<LogIncoming>().Handle(await desk.User("iris"), received.Key, Ct);
        await desk.Engine.Advance(TimeSpan.FromHours(8));
        Assert.Equal(3, (await Told(desk, Notifier.ContactLate)).Count);
    }

    private static Task<List<string>> Told(DeskHost desk, string code) =>
        desk.Read(db =>
            db.Notifications.Where(row => row.Code == code).OrderBy(row => row.UserName).Select(row => row.UserName).ToListAsync(Ct)
        );
}
