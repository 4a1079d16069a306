using Baton.Desk.Cases;
using Baton.Desk.Cases.Types;
using Baton.Desk.Storage.Auditing;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases;

/// <summary>Case types that administrators make, so that a drawn and deployed process carries cases.</summary>
public sealed class CaseTypeTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    private static readonly SaveCaseTypeRequest Whole = new(LocalizedText.Same("Fax approval"), "request", "FAX", "tos", "open")
    {
        Code = "fax-approval",
        IsNew = true,
        FormId = "tos-case",
    };

    private static async Task<DeskHost> Start()
    {
        var desk = await DeskHost.Start();
        await desk.AddPerson("ada", Permissions.AdministerOrganisation);
        return desk;
    }

    private static async Task<Outcome<KeptCaseType>> Save(DeskHost desk, SaveCaseTypeRequest request) =>
        await desk.Get<SaveCaseType>().Handle(await desk.User("ada"), request, Ct);

    private static async Task<string[]> Offered(DeskHost desk) =>
        [.. (await desk.Get<ListCaseTypes>().Handle(await desk.User("amy"), Ct)).Value.Select(one => one.Code)];

    [Fact]
    public async Task A_case_of_a_type_that_was_made_runs_by_its_process()
    {
        await using var desk = await Start();

        var saved = await Save(desk, Whole);
        var opened = await desk.Open(change: request => request with { Type = "fax-approval" });

        Assert.True(saved.Succeeded, saved.Problem?.ToString());
        Assert.Contains("fax-approval", await Offered(desk));
        Assert.StartsWith("FAX-", opened.Number, StringComparison.Ordinal);
        var page = await desk.Show(opened.Number);
        Assert.Equal("Check and approve", Assert.Single(page.Tasks).Title);
        Assert.Equal(
            "ada",
            (
                await desk.Read(db =>
                    db.Set<AuditEntry>().SingleAsync(row => row.Kind == AuditKinds.CaseType && row.Target == "fax-approval", Ct)
                )
            ).Actor
        );
    }

    [Fact]
    public async Task A_retired_type_is_not_offered_and_comes_back()
    {
        await using var desk = await Start();
        var made = (await Save(desk, Whole)).Value;

        var retired = (await Save(desk, Whole with { IsNew = false, Version = made.Version, IsRetired = true })).Value;
        Assert.DoesNotContain("fax-approval", await Offered(desk));
        var back = await Save(desk, Whole with { IsNew = false, Version = retired.Version });

        Assert.True(back.Succeeded, back.Problem?.ToString());
        Assert.Contains("fax-approval", await Offered(desk));
    }

    [Fact]
    public async Task The_types_of_ones_own_solution_come_first()
    {
        await using var desk = await Start();
        await desk.Change(
            (db, _) =>
            {
                db.CaseTypes.Add(
                    new()
                    {
                        Code = "elsewhere",
                        Name = LocalizedText.Same("Another house's"),
                        Kind = "request",
                        NumberPrefix = "EL",
                        ProcessId = "tos",
                        InitialStatus = "open",
                        Pack = "another-pack",
                        SortOrder = -1,
                    }
                );
                return Task.CompletedTask;
            }
        );

        var offered = await Offered(desk);

        Assert.Equal("elsewhere", offered[^1]);
        Assert.Contains("tos", offered[..^1]);
    }

    [Fact]
    public async Task The_pages_that_offer_a_type_are_kept_and_one_that_does_not_exist_is_named()
    {
        await using var desk = await Start();

        var saved = await Save(desk, Whole with { Entries = ["supervision", "branch"] });
        var wrong = await Save(desk, Whole with { Code = "other", Entries = ["branch", "lobby"] });

        Assert.Equal(["branch", "supervision"], saved.Value.Entries);
        var offered = (await desk.Get<ListCaseTypes>().Handle(await desk.User("amy"), Ct)).Value;
        Assert.Equal(["fax-approval"], offered.Where(type => type.Entries.Contains("branch")).Select(type => type.Code));
        var fault = Assert.Single(wrong.Problem!.Fields);
        Assert.Equal("entries", fault.Field);
        Assert.Contains("lobby", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_wrong_field_is_named()
    {
        await using var desk = await Start();

        var wrong = await Save(desk, new(new("", " ", ""), "", "fax", "", "") { Code = "-no" });

        Assert.Equal(
            ["code", "initialStatus", "kind", "name", "numberPrefix", "processId"],
            wrong.Problem!.Fields.Select(one => one.Field).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_not_deployed_cannot_be_named()
    {
        await using var desk = await Start();

        var wrong = await Save(desk, Whole with { ProcessId = "nowhere", FormId = "no-form", DecisionId = "no-decision" });

        Assert.Equal(["decisionId", "formId", "processId"], wrong.Problem!.Fields.Select(one => one.Field).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("fax-approval", await Offered(desk));
    }

    [Fact]
    public async Task A_code_is_given_once_and_a_change_over_another_one_is_refused()
    {
        await using var desk = await Start();
        var made = (await Save(desk, Whole)).Value;
        Assert.True((await Save(desk, Whole with { IsNew = false, Version = made.Version, NumberPrefix = "FX" })).Succeeded);

        var again = await Save(desk, Whole);
        var late = await Save(desk, Whole with { IsNew = false, Version = made.Version, NumberPrefix = "LATE" });

        Assert.Equal(RejectionKind.AlreadyExists, again.Problem!.Kind);
        Assert.NotNull(late.Problem);
        Assert.Equal("FX", (await desk.Read(db => db.CaseTypes.SingleAsync(row => row.Code == "fax-approval", Ct))).NumberPrefix);
    }

    [Fact]
    public async Task A_type_of_a_pack_is_changed_by_the_pack_alone()
    {
        await using var desk = await Start();
        await desk.Change((db, _) => db.CaseTypes.Where(row => row.Code == "tos").ForEachAsync(row => row.Pack = "telecom", Ct));

        var refused = await Save(desk, Whole with { Code = "tos", IsNew = false });
        var listed = await desk.Get<ListKeptCaseTypes>().Handle(await desk.User("ada"), Ct);

        Assert.Contains("telecom", refused.Problem!.Detail, StringComparison.Ordinal);
        Assert.Equal("telecom", listed.Value.Types.Single(one => one.Code == "tos").Pack);
        Assert.Contains(listed.Value.Processes, one => one.Code == "tos");
        Assert.Contains(listed.Value.Forms, one => one.Code == "tos-case");
    }

    [Fact]
    public async Task Only_who_keeps_the_organisation_sees_and_changes_them()
    {
        await using var desk = await Start();
        var amy = await desk.User("amy");

        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<SaveCaseType>().Handle(amy, Whole, Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ListKeptCaseTypes>().Handle(amy, Ct)).Problem!.Kind);
    }
}
