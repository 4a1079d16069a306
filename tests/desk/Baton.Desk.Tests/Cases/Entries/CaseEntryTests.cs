using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Drafts;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Contacts;
using Baton.Desk.Customers;
using Baton.Desk.Tests.Packs;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Entries;

/// <summary>Cases that key-account managers, branches and supervision register, each by his own page.</summary>
public sealed class CaseEntryTests
{
    private static CancellationToken Ct => OperatorDesk.Ct;

    [Fact]
    public async Task A_key_account_manager_opens_cases_by_his_page_and_no_other_way()
    {
        await using var desk = await OperatorDesk.Open();

        var opened = await desk.TryRegister("M-1002", "mo.gao", By("account-manager"));

        Assert.True(opened.Succeeded, opened.Problem?.ToString());
        Assert.Equal("account-manager", (await desk.Show(opened.Value.Number, "mo.gao")).Case.Channel);
        foreach (var channel in new[] { null, "phone", "branch", "supervision" })
            Assert.Equal(RejectionKind.Forbidden, (await desk.TryRegister("M-1002", "mo.gao", By(channel))).Problem?.Kind);
    }

    [Theory]
    [InlineData("account-manager")]
    [InlineData("branch")]
    [InlineData("supervision")]
    public async Task An_agent_has_none_of_the_pages(string channel)
    {
        await using var desk = await OperatorDesk.Open();

        Assert.Equal(RejectionKind.Forbidden, (await desk.TryRegister("M-1002", "mo.liu", By(channel))).Problem?.Kind);
    }

    [Fact]
    public async Task What_supervision_has_to_say_is_required_there_alone_and_kept_there_alone()
    {
        await using var desk = await OperatorDesk.Open();

        var without = await desk.TryRegister("M-1007", "mo.song", By("supervision"));
        var with = await desk.TryRegister(
            "M-1007",
            "mo.song",
            By("supervision", ("supervisionBody", "mayor"), ("supervisionReference", "12345-7"))
        );
        var phone = await desk.TryRegister("M-1007", "mo.liu", By(null, ("supervisionReference", "12345-8")));

        Assert.Equal(["form.supervisionBody"], without.Problem!.Fields.Select(field => field.Field));
        var page = await desk.Show(with.Value.Number);
        Assert.Equal("12345-7", (string?)page.FormData["supervisionReference"]);
        Assert.Equal("mo-critical", page.Assessment?.Severity);
        var other = await desk.Show(phone.Value.Number);
        Assert.False(other.FormData.ContainsKey("supervisionReference"));
        Assert.Equal("mo-usual", other.Assessment?.Severity);
    }

    [Fact]
    public async Task What_was_not_asked_where_a_case_came_in_is_not_required_when_it_is_corrected()
    {
        await using var desk = await OperatorDesk.Open();
        var number = await desk.Register("M-1007");
        var before = await desk.Show(number, "mo.liu");

        var edited = await desk.Get<EditCase>()
            .Handle(
                await desk.User("mo.liu"),
                number,
                new()
                {
                    Form = new() { ["place"] = "Lift 2" },
                    Version = before.Version,
                },
                Ct
            );

        Assert.True(edited.Succeeded, edited.Problem?.ToString());
        Assert.DoesNotContain(before.Form!.Fields, field => field.Key is "supervisionBody" or "counter" && field.Rules.Required);
    }

    [Fact]
    public async Task A_page_takes_only_the_types_that_are_offered_there()
    {
        await using var desk = await OperatorDesk.Open();

        var refused = await desk.TryRegister(
            "M-1002",
            "mo.gao",
            request => By("account-manager")(request) with { Type = "mo-enquiry", Form = [] }
        );

        Assert.Contains(refused.Problem!.Fields, field => field is { Field: "type", Code: "entry" });
        var offered = (await desk.Get<ListCaseTypes>().Handle(await desk.User("mo.gao"), Ct)).Value;
        Assert.Equal(
            ["mo-complaint", "mo-suggestion"],
            offered.Where(type => type.Entries.Contains("supervision")).Select(type => type.Code)
        );
    }

    [Fact]
    public async Task A_child_of_a_case_from_a_counter_is_opened_by_whoever_opens_cases()
    {
        await using var desk = await OperatorDesk.Open();
        var parent = await desk.TryRegister("M-1007", "qd.wei", By("branch", ("counter", "hall")));
        Assert.True(parent.Succeeded, parent.Problem?.ToString());

        var child = await desk.Get<OpenChild>()
            .Handle(await desk.User("mo.zhao"), new(parent.Value.Number, "mo-complaint", "The other lift") { Copy = ["form"] }, Ct);

        Assert.True(child.Succeeded, child.Problem?.ToString());
        Assert.Equal("branch", (await desk.Show(child.Value.Number)).Case.Channel);
    }

    [Fact]
    public async Task Whoever_has_a_page_alone_finds_customers_keeps_a_draft_and_follows_what_he_registered()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddPerson("bea", Permissions.RegisterInBranch);
        await desk.Change(
            (db, _) =>
                db.CaseTypes.Where(row => row.Code == "tos").ExecuteUpdateAsync(set => set.SetProperty(row => row.Entries, "branch"), Ct)
        );
        var bea = await desk.User("bea");
        var draft = JsonSerializer.SerializeToElement(new { subject = "Half a" });

        var kept = await desk.Get<SaveDraft>().Handle(bea, new("register-branch", draft), Ct);
        var found = await desk.Get<FindCustomers>().Handle(bea, new(Number: "C-1"), Ct);
        var opened = await desk.Open(by: "bea", change: request => request with { Channel = "branch", DraftKey = "register-branch" });
        var added = await desk.Get<LogCaseContact>().Handle(bea, opened.Number, new("Came again", Channel: "branch"), Ct);

        Assert.True(kept.Succeeded, kept.Problem?.ToString());
        Assert.Single(found.Value);
        Assert.Equal(opened.Number, (await desk.Show(opened.Number, "bea")).Case.Number);
        Assert.True(added.Succeeded, added.Problem?.ToString());
        var others = await desk.Open();
        var strange = await desk.Get<ShowCase>().Handle(bea, new(others.Number), Ct);
        Assert.Equal(RejectionKind.NotFound, strange.Problem?.Kind);
        var change = await desk.Get<SaveCustomer>().Update(bea, found.Value[0].Key, new("Another name"), Ct);
        Assert.Equal(RejectionKind.Forbidden, change.Problem?.Kind);
    }

    private static Func<OpenCaseRequest, OpenCaseRequest> By(string? channel, params (string Key, string Value)[] fields) =>
        request =>
        {
            var form = (JsonObject)request.Form!.DeepClone();
            foreach (var (key, value) in fields)
                form[key] = value;
            return request with { Channel = channel, Form = form };
        };
}
