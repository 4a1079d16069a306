using Baton.Desk.Access;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Contacts;
using Baton.Desk.Customers;
using Baton.Desk.Tests.Packs;
using Baton.Desk.Tests.Processes;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Portal;

/// <summary>Cases that customers register on their own page.</summary>
public sealed class RegisterCaseTests
{
    private static CancellationToken Ct => PortalDesk.Ct;

    [Fact]
    public async Task A_registered_case_lies_with_the_coordinator_and_says_that_the_customer_came_by_the_web()
    {
        await using var portal = await PortalDesk.Open();

        var given = await portal.Register();

        var page = await portal.Desk.Show(given.Number);
        Assert.Equal(("web", "The customer", "Lam Siu-ming"), (page.Case.Channel, page.Case.OpenedByName, page.Case.CustomerName));
        Assert.Equal("+8613800138123", page.Case.CustomerPhone);
        Assert.Equal(["Coordinate"], page.Tasks.Select(task => task.ElementId));
        Assert.Equal("no-service", (string?)page.FormData["faultKind"]);
        Assert.Contains("Registered on the customers’ page by Lam Siu-ming · +8613800138123.", page.Timeline.Select(item => item.Text));
        Assert.Equal(("web", "The customer"), page.Contacts.Select(one => (one.Channel, one.LoggedByName)).Single());
        Assert.Equal((true, "The customer"), (page.Portal!.CodeAt is not null, page.Portal.CodeByName));
        var listed = await portal.Get<ListContacts>().Handle(await portal.Desk.User("cora"), new(), Ct);
        Assert.Equal("The customer", listed.Value.Items[0].LoggedByName);
    }

    [Fact]
    public async Task Who_is_known_by_his_number_gets_the_same_answer_as_a_stranger_and_his_record_stays_as_it_is()
    {
        await using var portal = await PortalDesk.Open();
        var known = await portal.Desk.Read(db =>
            db.Customers.Include(row => row.Phones).Include(row => row.Emails).FirstAsync(row => row.Number == "W-1001", Ct)
        );

        var given = await portal.Register(
            PortalDesk.Fault with
            {
                Name = "Somebody",
                Phone = known.Phones[0].Number,
                Email = "new@example.com",
            }
        );

        Assert.Matches("^FLT-[0-9]{8}-0001$", given.Number);
        Assert.Matches("^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$", given.Code);
        var page = await portal.Desk.Show(given.Number);
        Assert.Equal(known.Key, page.Case.CustomerKey);
        var after = await portal.Desk.Read(db => db.Customers.Include(row => row.Emails).SingleAsync(row => row.Key == known.Key, Ct));
        Assert.Equal((known.Name, known.Version), (after.Name, after.Version));
        Assert.Equal(known.Emails.Select(one => one.Address), after.Emails.Select(one => one.Address));
    }

    [Fact]
    public async Task Of_several_customers_with_one_number_the_name_tells_and_else_nobody_is_taken()
    {
        await using var portal = await PortalDesk.Open();
        var cora = await portal.Desk.User("cora");
        foreach (var name in new[] { "Lam Siu-ming", "Lam Wai" })
            Assert.Null((await portal.Get<SaveCustomer>().Create(cora, new(name, Phones: ["+8613800138123"]), Ct)).Problem);

        var same = await portal.Desk.Show((await portal.Register()).Number);
        var other = await portal.Desk.Show((await portal.Register(PortalDesk.Fault with { Name = "Lam Ka" })).Number);

        Assert.Equal("Lam Siu-ming", same.Customer!.Name);
        Assert.Equal("Lam Ka", other.Customer!.Name);
        Assert.Equal(3, await portal.Desk.Read(db => db.CustomerPhones.CountAsync(one => one.Number == "+8613800138123", Ct)));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_by_field()
    {
        await using var portal = await PortalDesk.Open();
        var request = new RegisterCaseRequest("wo-fault", " ", "", new string('x', 5001))
        {
            Email = "nobody",
            Category = "wo.nothing",
            Form = new() { ["faultKind"] = "magic" },
        };

        var refused = await portal.Get<RegisterCase>().Handle(PortalDesk.Caller, request, Ct);

        Assert.Equal(RejectionKind.InvalidArgument, refused.Problem!.Kind);
        Assert.Equal(
            ["category", "description", "email", "form.faultKind", "form.faultPlace", "form.serviceNumber", "name", "subject"],
            refused.Problem.Fields.Select(field => field.Field).Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, await portal.Desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task Fields_that_are_not_for_customers_are_neither_offered_nor_taken()
    {
        await using var portal = await PortalDesk.Open();

        var types = (await portal.Get<ListPortalCaseTypes>().Handle(PortalDesk.Caller, Ct)).Value;
        var given = await portal.Register(
            PortalDesk.Fault with
            {
                Type = "wo-bill",
                Form = new()
                {
                    ["serviceNumber"] = "13800138000",
                    ["billMonth"] = "2026-02",
                    ["provider"] = "Mine",
                    ["openedBy"] = "cora",
                },
            }
        );

        var bill = Assert.Single(types, type => type.Code == "wo-bill");
        Assert.DoesNotContain("provider", bill.Form!.Fields.Select(field => field.Key));
        Assert.NotEmpty(bill.Categories);
        var data = (await portal.Desk.Show(given.Number)).FormData;
        Assert.Equal(
            ("13800138000", null, false),
            ((string?)data["serviceNumber"], (string?)data["provider"], data.ContainsKey("openedBy"))
        );
    }

    [Fact]
    public async Task A_type_that_is_not_for_customers_is_refused_like_one_that_is_not_there()
    {
        await using var portal = await PortalDesk.Open();
        await portal.Desk.Write(async db =>
        {
            await db
                .CaseTypes.Where(type => type.Code == "wo-fault")
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.IsOnPortal, false), Ct);
            return true;
        });

        var hidden = await portal.Get<RegisterCase>().Handle(PortalDesk.Caller, PortalDesk.Fault, Ct);
        var unknown = await portal
            .Get<RegisterCase>()
            .Handle(PortalDesk.Caller, PortalDesk.Fault with { Type = "no-such", Form = null }, Ct);

        Assert.Equal("type", hidden.Problem!.Fields[0].Field);
        Assert.Equal(hidden.Problem.Fields[0], unknown.Problem!.Fields[0]);
    }

    [Fact]
    public async Task The_same_request_again_registers_nothing_new_and_gives_a_code_that_opens_the_case()
    {
        await using var portal = await PortalDesk.Open();
        var request = PortalDesk.Fault with { IdempotencyKey = "0123456789abcdef" };

        var first = await portal.Register(request);
        var second = await portal.Register(request);
        var misused = await portal.Get<RegisterCase>().Handle(PortalDesk.Caller, request with { Subject = "Other" }, Ct);

        Assert.Equal(first.Number, second.Number);
        Assert.False((await portal.Try(first.Number, first.Code)).Succeeded);
        Assert.True((await portal.Try(second.Number, second.Code)).Succeeded);
        Assert.Equal("idempotency-key-reused", misused.Problem!.Code);
        Assert.Equal(1, await portal.Desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task Files_come_with_the_case_and_a_refused_one_leaves_no_case_behind()
    {
        await using var portal = await PortalDesk.Open(("Portal:FilesMax", "2"));
        static CustomerFile File(string name) => new(name, new MemoryStream("hello"u8.ToArray()), 5);

        var given = await portal.Register(PortalDesk.Fault with { Files = [File("bill.txt"), File("photo.txt")] });
        var wrong = await portal.Get<RegisterCase>().Handle(PortalDesk.Caller, PortalDesk.Fault with { Files = [File("run.exe")] }, Ct);
        var many = PortalDesk.Fault with { Files = [File("1.txt"), File("2.txt"), File("3.txt")] };
        var tooMany = await portal.Get<RegisterCase>().Handle(PortalDesk.Caller, many, Ct);

        Assert.Equal(
            [("bill.txt", "The customer"), ("photo.txt", "The customer")],
            (await portal.Desk.Show(given.Number)).Attachments.Select(file => (file.FileName, file.UploadedByName!))
        );
        Assert.Equal("files", Assert.Single(wrong.Problem!.Fields).Field);
        Assert.Equal("files", Assert.Single(tooMany.Problem!.Fields).Field);
        Assert.Equal(1, await portal.Desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task Where_nobody_of_the_desk_opened_the_case_agents_answer_it_and_a_coordinator_changes_it()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();

        await portal.Desk.Do("cora", given.Number, "send-back", "Where is it?");
        var changed = await portal.Desk.Task(given.Number);
        await portal.Desk.Do("carl", given.Number, "resubmit");
        await portal.Desk.Do("cora", given.Number, "ask-agent", "Please call.");
        var answering = await portal.Desk.Task(given.Number);
        await portal.Desk.Do("ann", given.Number, "answered", "Told.");
        await portal.Desk.Do("cora", given.Number, "finish", "Done.");

        Assert.Equal((null, "Revise"), (changed.Assignee, changed.ElementId));
        Assert.Equal((null, "AnswerCustomer"), (answering.Assignee, answering.ElementId));
        Assert.True((await portal.Desk.Show(given.Number)).Case.IsClosed);
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_such_page()
    {
        await using var desk = await WorkOrderDesk.Open();
        var caller = PortalDesk.Caller;

        var problems = new[]
        {
            (await desk.Get<ListPortalCaseTypes>().Handle(caller, Ct)).Problem,
            (await desk.Get<RegisterCase>().Handle(caller, PortalDesk.Fault, Ct)).Problem,
            (await desk.Get<EnterPortal>().Handle(caller, new("FLT-1", "x"), Ct)).Problem,
            (await desk.Get<ShowPortalCase>().Handle(caller, null, Ct)).Problem,
            (await desk.Get<SendToDesk>().Handle(caller, null, new("x"), Ct)).Problem,
        };

        Assert.All(problems, problem => Assert.Equal("portal-off", problem!.Code));
        Assert.Null((await desk.Show(await desk.Register())).Portal);
    }

    [Fact]
    public async Task One_address_registers_only_so_many_cases_in_an_hour()
    {
        await using var portal = await PortalDesk.Open(("Portal:CasesPerHour", "2"));
        await portal.Register();
        await portal.Register();

        var refused = await portal.Get<RegisterCase>().Handle(PortalDesk.Caller, PortalDesk.Fault, Ct);
        var elsewhere = await portal.Get<RegisterCase>().Handle(PortalDesk.Caller with { Address = "203.0.113.8" }, PortalDesk.Fault, Ct);

        Assert.Equal("too-many-requests", refused.Problem!.Code);
        Assert.True(elsewhere.Succeeded);
    }

    [Fact]
    public void Nobody_of_the_desk_can_be_called_like_the_customer() =>
        Assert.NotNull(UserRules.CheckName(CustomerHimself.UserName, Languages.English));

    [Fact]
    public void A_pack_must_mark_what_customers_have_to_fill_in()
    {
        var pack = new SamplePack()
            .Change("case-types.json", "\"initialStatus\": \"open\"", "\"initialStatus\": \"open\", \"portal\": true")
            .Change("forms/check-case.form", "\"label\": \"Amount\"", "\"label\": \"Amount\", \"validate\": {\"required\": true}");

        var wrong = pack.Read();
        var right = pack.Change(
                "forms/check-case.form",
                "\"label\": \"Amount\"",
                "\"label\": \"Amount\", \"properties\": {\"portal\": \"true\"}"
            )
            .Read();

        Assert.Equal("amount", Assert.Single(wrong.Problems).Place);
        Assert.True(Assert.Single(right.Pack!.CaseTypes).Portal);
    }
}
