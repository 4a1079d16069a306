using System.Text;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Channels.Web;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Tests.Notifications;
using Baton.Desk.Tests.Packs;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Channels;

/// <summary>What customers write into web forms, and what is kept out.</summary>
public sealed class WebFormTests
{
    private static readonly PortalCaller Caller = new(Languages.English, "203.0.113.7");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static SubmitWebFormRequest Fault { get; } =
        new("Lam Siu-ming", "No signal", "Since this <b>morning</b>.")
        {
            Phone = "+86 138 0013 8123",
            Email = "Lam@Example.com",
            Form = new()
            {
                ["faultKind"] = "no-service",
                ["faultPlace"] = "12 Harbour Road",
                ["serviceNumber"] = "13800138000",
                ["openedBy"] = "cora",
            },
        };

    [Fact]
    public async Task What_is_sent_waits_in_the_inbox_with_its_values_and_files()
    {
        await using var desk = await Open();

        var receipt = await Send(desk, Fault with { Files = [File("door.txt")] });

        var (row, view) = await Only(desk);
        Assert.Equal((receipt.Number, false, false, "Thank you."), ($"{row.Key}", receipt.IsCase, receipt.IsRepeat, receipt.Thanks));
        Assert.Equal(("web", "web:fault", "+8613800138123", "lam@example.com"), (row.Channel, row.Source, row.From, row.OtherAddress));
        Assert.Equal(("Lam Siu-ming", "No signal", "Since this <b>morning</b>."), (row.FromName, row.Subject, row.Text));
        Assert.Equal(("wo-fault", "no-service", null), (view.CaseType, (string?)view.Form!["faultKind"], view.Form["openedBy"]));
        Assert.Equal("lam@example.com", view.OtherAddress);
        Assert.Equal("door.txt", Assert.Single(view.Files).FileName);
        var found = await desk.Get<ListInbox>().Handle(Agent, new(Text: receipt.Number), Ct);
        Assert.Equal(row.Key, Assert.Single(found.Value.Items).Key);
    }

    [Fact]
    public async Task A_form_that_opens_cases_tells_the_number_of_the_case_and_the_new_customer_has_both_ways()
    {
        await using var desk = await Open(change: form => form with { OpensCases = true, Unit = "network" });

        var receipt = await Send(desk, Fault);

        Assert.True(receipt.IsCase);
        var page = await desk.Show(receipt.Number);
        Assert.Equal(("web", "Lam Siu-ming", "+8613800138123"), (page.Case.Channel, page.Case.CustomerName, page.Case.CustomerPhone));
        Assert.Equal("12 Harbour Road", (string?)page.FormData["faultPlace"]);
        var customer = await desk.Read(db => db.Customers.Include(row => row.Emails).SingleAsync(row => row.Key == page.Customer!.Key, Ct));
        Assert.Equal(["lam@example.com"], customer.Emails.Select(one => one.Address));
    }

    [Fact]
    public async Task A_form_is_taken_once_however_often_it_is_sent()
    {
        await using var desk = await Open();
        var token = await Token(desk);

        var first = await Try(desk, Fault with { Token = token });
        var again = await Try(desk, Fault with { Token = token, Subject = "Another" });

        Assert.Equal((first.Value.Number, false, true), (again.Value.Number, first.Value.IsRepeat, again.Value.IsRepeat));
        Assert.Equal("No signal", (await Only(desk)).Row.Subject);
    }

    [Fact]
    public async Task What_a_person_cannot_have_sent_is_refused_and_nothing_is_kept()
    {
        await using var desk = await Open(("WebForms:MaxHours", "2"));
        await Save(desk, "other");
        var quick = await Offer(desk);
        var old = await Token(desk);
        await desk.Advance(TimeSpan.FromHours(2));
        var other = await Token(desk, "other");

        Assert.Equal(SubmitWebForm.TooOld, (await Try(desk, Fault with { Token = old })).Problem?.Code);
        Assert.Equal(SubmitWebForm.TooOld, (await Try(desk, Fault with { Token = other })).Problem?.Code);
        Assert.Equal(SubmitWebForm.TooOld, (await Try(desk, Fault with { Token = "made up" })).Problem?.Code);
        Assert.Equal(SubmitWebForm.TooOld, (await Try(desk, Fault)).Problem?.Code);
        Assert.Equal(SubmitWebForm.TooQuick, (await Try(desk, Fault with { Token = (await Offer(desk)).Token })).Problem?.Code);
        var trapped = Fault with { Token = await Token(desk), Website = "https://example.com" };
        Assert.Equal(SubmitWebForm.HiddenField, (await Try(desk, trapped)).Problem?.Code);
        Assert.NotEqual(quick.Token, old);
        Assert.Equal(0, await desk.Read(db => db.IncomingContacts.CountAsync(Ct)));
    }

    [Fact]
    public async Task With_many_links_it_waits_marked_instead_of_opening_a_case()
    {
        await using var desk = await Open(change: form => form with { OpensCases = true, Unit = "network" });

        var receipt = await Send(desk, Fault with { Description = "http://a.example www.b.example HTTPS://c.example [url=d]" });

        Assert.False(receipt.IsCase);
        Assert.Equal("4 links stand in it; it may be advertising", (await Only(desk)).View.Row.Reason);
    }

    [Fact]
    public async Task Blocked_senders_are_kept_out_by_either_way()
    {
        await using var desk = await Open(change: form => form with { OpensCases = true, Unit = "network" });
        await desk.Write(async db =>
        {
            db.Add(
                new BlockedSender
                {
                    Address = "lam@example.com",
                    BlockedBy = "cora",
                    At = desk.Now,
                }
            );
            return await db.SaveChangesAsync(Ct);
        });

        var receipt = await Send(desk, Fault);

        Assert.False(receipt.IsCase);
        Assert.Equal((InboxStates.Spam, "lam@example.com"), ((await Only(desk)).Row.State, (await Only(desk)).Row.From));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_by_field_and_files_have_their_limits()
    {
        await using var desk = await Open(("WebForms:FilesMax", "1"));
        var empty = new SubmitWebFormRequest(null, " ", new string('x', 5001)) { Email = "nobody", Token = await Token(desk) };
        var many = Fault with { Token = await Token(desk), Files = [File("a.txt"), File("b.txt")] };
        var program = Fault with { Token = await Token(desk), Files = [File("a.exe")] };

        Assert.Equal(
            ["description", "email", "form.faultKind", "form.faultPlace", "form.serviceNumber", "name", "subject"],
            Fields(await Try(desk, empty))
        );
        Assert.Equal(["files"], Fields(await Try(desk, many)));
        Assert.Equal(["files"], Fields(await Try(desk, program)));

        static IEnumerable<string> Fields(Outcome<WebFormReceipt> outcome) =>
            outcome.Problem!.Fields.Select(field => field.Field).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_address_and_a_form_may_send_only_so_often()
    {
        await using var desk = await Open(("WebForms:SendsPerHour", "2"), ("WebForms:SendsPerForm", "3"));

        await Send(desk, Fault);
        await Send(desk, Fault);
        var third = await Try(desk, Fault with { Token = await Token(desk) });
        var neighbour = await Try(desk, Fault with { Token = await Token(desk) }, new(Languages.English, "203.0.113.8"));
        var last = await Try(desk, Fault with { Token = await Token(desk) }, new(Languages.English, "203.0.113.9"));

        Assert.Equal(("too-many-requests", null, "too-many-requests"), (third.Problem?.Code, neighbour.Problem?.Code, last.Problem?.Code));
    }

    [Fact]
    public async Task The_sender_is_told_by_mail_so_often_a_day_and_in_the_desks_words_alone()
    {
        await using var desk = await DeskHost.Start([new Gateway("mail")], ("WebForms:ConfirmationsPerDay", "1"));
        var saved = await desk.Get<SaveWebForm>().Handle(Admin, Form("tos") with { Code = "fault" }, Ct);
        Assert.True(saved.Succeeded, saved.Problem?.ToString());

        var first = await Submit();
        await Submit();

        var message = Assert.Single(await desk.Read(db => db.Set<Message>().ToListAsync(Ct)));
        Assert.Contains("lam@example.com", message.To, StringComparison.Ordinal);
        Assert.Contains(first.Number, message.Subject, StringComparison.Ordinal);
        Assert.Contains("Thank you.", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("morning", message.Text + message.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Siu-ming", message.Text + message.Subject + message.To, StringComparison.Ordinal);

        async Task<WebFormReceipt> Submit()
        {
            var offered = await desk.Get<ShowWebForm>().Handle(Caller, "fault", Ct);
            await desk.Engine.Advance(TimeSpan.FromSeconds(5));
            var sent = await desk.Get<SubmitWebForm>().Handle(Caller, "fault", Fault with { Token = offered.Value.Token, Form = null }, Ct);
            Assert.True(sent.Succeeded, sent.Problem?.ToString());
            return sent.Value;
        }
    }

    [Fact]
    public async Task A_known_customer_is_found_by_what_was_written()
    {
        await using var desk = await Open();
        var known = await desk.Read(db => db.Customers.Include(row => row.Phones).FirstAsync(row => row.Number == "W-1001", Ct));

        await Send(desk, Fault with { Phone = known.Phones[0].Number, Email = null });

        Assert.Equal(known.Key, (await Only(desk)).Row.CustomerKey);
    }

    [Fact]
    public async Task Only_administrators_make_forms_and_what_is_wrong_is_named()
    {
        await using var desk = await Open();
        var save = desk.Get<SaveWebForm>();
        var wrong = Form("nothing") with
        {
            Code = "A form",
            Name = LocalizedText.Same(" "),
            Sites = ["https://www.example.com/page", "ftp://example.com", "https://a.example;b"],
        };

        var refused = await save.Handle(Admin, wrong, Ct);
        var unknown = await save.Handle(Admin, Form("nothing") with { Code = "x", OpensCases = true }, Ct);
        var again = await save.Handle(Admin, Form("wo-fault") with { Code = "fault", IsNew = true }, Ct);
        var late = await save.Handle(Admin, Form("wo-fault") with { Code = "fault", Version = 7 }, Ct);
        var sites = await save.Handle(
            Admin,
            Form("wo-fault") with
            {
                Code = "fault",
                Sites = ["HTTPS://www.Example.com/", "http://localhost:8080"],
                IsActive = false,
            },
            Ct
        );

        Assert.Equal(["code", "name", "sites"], refused.Problem!.Fields.Select(field => field.Field));
        Assert.Equal(["caseType", "unit"], unknown.Problem!.Fields.Select(field => field.Field));
        Assert.Equal(("code-exists", "version-mismatch"), (again.Problem?.Code, late.Problem?.Code));
        Assert.Equal(["https://www.example.com", "http://localhost:8080"], sites.Value.Sites);
        Assert.Equal("not-found", (await desk.Get<ShowWebForm>().Handle(Caller, "fault", Ct)).Problem?.Code);
        Assert.Equal("not-found", (await Try(desk, Fault)).Problem?.Code);
        Assert.Equal("forbidden", (await save.Handle(Agent, Form("wo-fault") with { Code = "fault" }, Ct)).Problem?.Code);
        Assert.Equal("forbidden", (await desk.Get<ListWebForms>().Handle(Agent, Ct)).Problem?.Code);
        Assert.Equal(["fault"], (await desk.Get<ListWebForms>().Handle(Admin, Ct)).Value.Select(form => form.Code));
    }

    private static DeskUser Admin => Person(Permissions.AdministerOrganisation);

    private static DeskUser Agent => Person(Permissions.WorkOnContacts, Permissions.OpenCases, Permissions.ReadAllCases);

    private static DeskUser Person(params string[] permissions) =>
        new("cora", "cora", [], [], new HashSet<string>(permissions, StringComparer.Ordinal), Languages.English);

    private static CustomerFile File(string name) => new(name, new MemoryStream(Encoding.UTF8.GetBytes("a door")), null);

    private static SaveWebFormRequest Form(string type) =>
        new(LocalizedText.Same("Faults"), type) { Thanks = LocalizedText.Same("Thank you.") };

    private static Task<WorkOrderDesk> Open(params (string Key, string Value)[] settings) => Open(null, settings);

    private static async Task<WorkOrderDesk> Open(
        Func<SaveWebFormRequest, SaveWebFormRequest>? change,
        params (string Key, string Value)[] settings
    )
    {
        var desk = await WorkOrderDesk.Open(settings);
        await Save(desk, "fault", change);
        return desk;
    }

    private static async Task Save(WorkOrderDesk desk, string code, Func<SaveWebFormRequest, SaveWebFormRequest>? change = null)
    {
        var form = Form("wo-fault") with { Code = code, IsNew = true };
        var saved = await desk.Get<SaveWebForm>().Handle(Admin, change is null ? form : change(form), Ct);
        Assert.True(saved.Succeeded, saved.Problem?.ToString());
    }

    private static async Task<OfferedWebForm> Offer(WorkOrderDesk desk, string code = "fault")
    {
        var offered = await desk.Get<ShowWebForm>().Handle(Caller, code, Ct);
        Assert.True(offered.Succeeded, offered.Problem?.ToString());
        return offered.Value;
    }

    /// <summary>Of a form over which somebody has sat for a while.</summary>
    private static async Task<string> Token(WorkOrderDesk desk, string code = "fault")
    {
        var token = (await Offer(desk, code)).Token;
        await desk.Advance(TimeSpan.FromSeconds(5));
        return token;
    }

    private static Task<Outcome<WebFormReceipt>> Try(WorkOrderDesk desk, SubmitWebFormRequest request, PortalCaller? caller = null) =>
        desk.Get<SubmitWebForm>().Handle(caller ?? Caller, "fault", request, Ct);

    private static async Task<WebFormReceipt> Send(WorkOrderDesk desk, SubmitWebFormRequest request)
    {
        var sent = await Try(desk, request with { Token = await Token(desk) });
        Assert.True(sent.Succeeded, sent.Problem?.ToString());
        return sent.Value;
    }

    private static async Task<(IncomingContact Row, IncomingView View)> Only(WorkOrderDesk desk)
    {
        var row = await desk.Read(db => db.IncomingContacts.AsNoTracking().SingleAsync(Ct));
        var view = await desk.Get<ShowIncoming>().Handle(Agent, row.Key, Ct);
        Assert.True(view.Succeeded, view.Problem?.ToString());
        return (row, view.Value);
    }
}
