using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Drafts;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Http;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases;

public sealed class OpenCaseTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_case_and_its_process_are_started_together()
    {
        await using var desk = await DeskHost.Start();

        var opened = await desk.Open();
        var page = await desk.Show(opened.Number);

        Assert.Equal("TOS-20261123-0001", opened.Number);
        Assert.Equal("awaiting-approval", page.Case.Status);
        Assert.Equal(["Approve"], page.Process!.ActiveElements);
        Assert.Contains("Flow_start", page.Process.TakenFlows);
        Assert.Equal("Uma Wong", Assert.Single(page.Tasks).AssigneeName);
        Assert.Equal(desk.Now + TimeSpan.FromDays(2), page.Tasks[0].DueAt);
        var variables = await desk.Engine.VariablesOf(opened.ProcessInstanceKey!.Value);
        Assert.Equal("\"TOS-20261123-0001\"", variables["caseNumber"]);
        Assert.Equal("\"mobile\"", variables["serviceType"]);
        Assert.Equal("\"+85229876544\"", variables["customerFax"]);
    }

    [Fact]
    public async Task The_unit_manager_whom_the_agent_picked_gets_the_case()
    {
        await using var desk = await DeskHost.Start();

        var opened = await desk.Open(change: request => request with { UnitManager = "ulf" });

        Assert.Equal("ulf", Assert.Single((await desk.Show(opened.Number)).Tasks).Assignee);
    }

    [Fact]
    public async Task A_process_that_cannot_start_leaves_no_case_and_no_gap_in_the_numbers()
    {
        await using var desk = await DeskHost.Start();
        var request = new OpenCaseRequest("broken", "Never seen") { CustomerKey = await desk.CustomerKey("C-1") };

        var outcome = await desk.Get<OpenCase>().Handle(await desk.User("amy"), request, Ct);
        var opened = await desk.Open();

        Assert.False(outcome.Succeeded);
        Assert.Equal(1, await desk.Read(db => db.Cases.CountAsync(Ct)));
        Assert.EndsWith("-0001", opened.Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_run_without_gaps_and_begin_anew_at_midnight_of_the_desk()
    {
        await using var desk = await DeskHost.Start();

        var openings = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => desk.Open($"Case {index}")));
        await desk.Engine.Advance(TimeSpan.FromHours(15));
        var next = await desk.Open();

        var numbers = openings.Select(opened => opened.Number).Order(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(1, 8).Select(number => $"TOS-20261123-{number:D4}"), numbers);
        Assert.Equal("TOS-20261124-0001", next.Number);
    }

    [Fact]
    public async Task Each_wrong_field_is_named_in_the_readers_language()
    {
        await using var desk = await DeskHost.Start();
        var request = new OpenCaseRequest("tos", " ")
        {
            Category = "nothing",
            Form = new()
            {
                ["serviceType"] = "pigeon",
                ["serviceNumber"] = "1",
                ["faxNumber"] = "12",
            },
        };

        var outcome = await desk.Get<OpenCase>().Handle(await desk.User("amy", Languages.SimplifiedChinese), request, Ct);

        Assert.Equal(RejectionKind.InvalidArgument, outcome.Problem!.Kind);
        var fields = outcome.Problem.Fields.ToLookup(field => field.Field, field => field.Message);
        Assert.Equal(["请用一句话说明工单主题。"], fields["subject"]);
        Assert.Equal(["请为“业务”选择列出的选项。"], fields["form.serviceType"]);
        Assert.Equal(["请填写“需求”。"], fields["form.requestType"]);
        Assert.Single(fields["form.serviceNumber"]);
        Assert.Single(fields["form.faxNumber"]);
        Assert.Single(fields["category"]);
        Assert.Single(fields["customer"]);
        Assert.Equal(0, await desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_new_customer_comes_with_his_first_case()
    {
        await using var desk = await DeskHost.Start();

        var opened = await desk.Open(change: request =>
            request with
            {
                CustomerKey = null,
                Customer = new("李小明", Phones: ["2345 6789"]),
            }
        );
        var page = await desk.Show(opened.Number);

        Assert.Equal("李小明", page.Customer!.Name);
        Assert.Equal("+85223456789", page.Case.CustomerPhone);
        Assert.Equal(1, page.Customer.OpenCases);
    }

    [Fact]
    public async Task Who_may_not_open_cases_is_refused()
    {
        await using var desk = await DeskHost.Start();
        var request = new OpenCaseRequest("tos", "Subject") { CustomerKey = await desk.CustomerKey("C-1") };

        var outcome = await desk.Get<OpenCase>().Handle(await desk.User("rita"), request, Ct);

        Assert.Equal(RejectionKind.Forbidden, outcome.Problem!.Kind);
    }

    [Fact]
    public async Task A_repeated_request_answers_with_the_same_case()
    {
        await using var desk = await DeskHost.Start();

        var first = await desk.Open(change: request => request with { IdempotencyKey = "k-1" });
        var again = await desk.Open(change: request => request with { IdempotencyKey = "k-1" });
        var other = await desk.Get<OpenCase>()
            .Handle(await desk.User("amy"), new OpenCaseRequest("tos", "Something else") { IdempotencyKey = "k-1" }, Ct);

        Assert.Equal(first, again);
        Assert.Equal("idempotency-key-reused", other.Problem!.Code);
        Assert.Equal(1, await desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_form_cannot_overwrite_what_the_desk_tells_the_process()
    {
        var type = new CaseType
        {
            Code = "t",
            Name = LocalizedText.Same("t"),
            Kind = "request",
            NumberPrefix = "T",
            ProcessId = "p",
            InitialStatus = "open",
        };
        var form = Desk.Forms.FormReader.Read("""{"components":[{"type":"textfield","key":"openedBy","label":"x"}]}""").Value;
        var user = new DeskUser("amy", "Amy", [], [], new HashSet<string>(), "en");
        var customer = new Desk.Customers.Customer
        {
            Key = 1,
            Number = "1",
            Name = "n",
            Tier = "normal",
            Language = "en",
            SearchText = "",
        };
        var fields = new OpenCase.Fields(form, new() { ["openedBy"] = "mallory" }, FieldSight.Everything, new HashSet<string>());
        var facts = new OpenCase.Facts(type, fields, true, customer, true, null, true, null, null);
        var request = new OpenCaseRequest("t", "s")
        {
            CustomerKey = 1,
            Form = new() { ["openedBy"] = "mallory" },
        };

        var decided = OpenCase.Decide(user, request, facts, "HK", DeskHost.Morning).Value(customer);

        Assert.Empty(decided.Form);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_draft_survives_a_restart_and_goes_away_with_the_case_that_it_became()
    {
        var directory = DeskHost.NewDirectory();
        await using (var before = await DeskHost.StartOn(directory, seed: true))
        {
            var content = System.Text.Json.JsonSerializer.SerializeToElement(new JsonObject { ["subject"] = "半句话" });
            await before.Get<SaveDraft>().Handle(await before.User("amy"), new("new-case", content), Ct);
        }

        await using var desk = await DeskHost.StartOn(directory, seed: false);
        var draft = await desk.Get<GetDraft>().Handle(await desk.User("amy"), new("new-case"), Ct);
        var stranger = await desk.Get<GetDraft>().Handle(await desk.User("bob"), new("new-case"), Ct);
        await desk.Open(change: request => request with { DraftKey = "new-case" });

        Assert.Equal("半句话", draft.Value.Content.GetProperty("subject").GetString());
        Assert.Equal(RejectionKind.NotFound, stranger.Problem!.Kind);
        Assert.Empty((await desk.Get<ListDrafts>().Handle(await desk.User("amy"), Ct)).Value);
    }

    [Fact]
    public async Task An_edit_on_an_old_version_is_refused_and_a_good_one_reaches_the_process()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var amy = await desk.User("amy");
        var version = (await desk.Show(opened.Number)).Version;

        var edited = await desk.Get<EditCase>().Handle(amy, opened.Number, new("New subject") { Version = version }, Ct);
        var late = await desk.Get<EditCase>().Handle(amy, opened.Number, new("Too late") { Version = version }, Ct);
        var stranger = await desk.Get<EditCase>().Handle(await desk.User("rita"), opened.Number, new("No") { Version = version }, Ct);

        Assert.True(edited.Succeeded);
        Assert.Equal(Answer.VersionMismatch, late.Problem!.Code);
        Assert.Equal(RejectionKind.Forbidden, stranger.Problem!.Kind);
        Assert.Equal("\"New subject\"", (await desk.Engine.VariablesOf(opened.ProcessInstanceKey!.Value))["subject"]);
    }
}
