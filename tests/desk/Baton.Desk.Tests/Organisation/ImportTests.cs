using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Import;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Organisation;

public sealed class ImportTests
{
    private const string People = """
        user_name,name,staff_number,mail,phone,departments,roles
        nora,"Nora, Ng 吳",1001,nora@example.org,+852 2345 6789,cs-1;cs-2,agent
        AMY,Amy Chan 陳,1002,,,cs-2,agent
        bob,Bob Lee,,,,cs-2,agent
        olaf,Olaf,,,,nowhere,pilot
        nora,Nora again,,,,,
        """;

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_preview_says_what_would_become_of_each_line_and_changes_nothing()
    {
        await using var desk = await DeskHost.Start();

        var report = await Import(desk, People, apply: false);

        Assert.Equal(
            [ImportChange.New, ImportChange.Changed, ImportChange.Unchanged, ImportChange.Refused, ImportChange.Refused],
            report.Lines.Select(line => line.Change)
        );
        Assert.Equal([2, 3, 4, 5, 6], report.Lines.Select(line => line.Line));
        Assert.Equal(2, report.Lines[3].Problems.Count);
        Assert.Equal(["carl", "cora", "fay", "rita", "ulf", "uma"], report.Missing);
        Assert.False(await desk.Read(db => db.Users.AnyAsync(row => row.UserName == "nora", Ct)));
    }

    [Fact]
    public async Task An_import_makes_and_changes_people_and_done_again_changes_nothing()
    {
        await using var desk = await DeskHost.Start();

        var first = await Import(desk, People, apply: true);
        var second = await Import(desk, People, apply: true);

        Assert.Equal(
            (1, 1, 1, 2),
            (
                first.Count(ImportChange.New),
                first.Count(ImportChange.Changed),
                first.Count(ImportChange.Unchanged),
                first.Count(ImportChange.Refused)
            )
        );
        Assert.Equal(["nora"], first.WithoutPassword);
        Assert.Equal((0, 0), (second.Count(ImportChange.New), second.Count(ImportChange.Changed)));
        var nora = await User(desk, "nora");
        Assert.Equal(("Nora, Ng 吳", "1001", "+852 2345 6789"), (nora.DisplayName, nora.StaffNumber, nora.Phone));
        Assert.Equal(["cs-1", "cs-2"], nora.Departments);
        Assert.Equal(["cs-2"], (await User(desk, "amy")).Departments);
        Assert.False((await desk.Get<Authentication>().CheckPassword("nora", "", null, Ct)).Succeeded);
    }

    [Fact]
    public async Task Columns_that_the_file_does_not_have_stay_as_they_are()
    {
        await using var desk = await DeskHost.Start();

        await Import(desk, "User Name,mail\namy,amy@example.org", apply: true);

        var amy = await User(desk, "amy");
        Assert.Equal(("Amy Chan 陳", "amy@example.org"), (amy.DisplayName, amy.Email));
        Assert.Equal(["agent"], amy.Roles);
        Assert.Equal(["cs-1"], amy.Departments);
    }

    [Fact]
    public async Task Who_is_missing_is_disabled_only_when_that_is_asked_for_and_never_who_imports()
    {
        await using var desk = await DeskHost.Start();

        await Import(desk, "user_name\namy", apply: true);
        Assert.False((await User(desk, "bob")).IsDisabled);
        var report = await Import(desk, "user_name\namy", apply: true, disableMissing: true);

        Assert.Equal(report.Missing.Count, report.Disabled);
        Assert.True((await User(desk, "bob")).IsDisabled);
        Assert.False((await User(desk, "amy")).IsDisabled);
        Assert.False((await User(desk, "adam")).IsDisabled);
    }

    [Fact]
    public async Task Departments_come_in_any_order_and_rings_and_unknown_parents_are_refused()
    {
        await using var desk = await DeskHost.Start();
        const string File = "code,name,parent\nleaf,Leaf,branch\nbranch,Branch,front\ncs-1,Unit 1,cs-2\nx,X,y\ny,Y,x\nz,Z,nowhere\n";

        var report = await Departments(desk, File, apply: true);
        var again = await Departments(desk, File, apply: true);

        Assert.Equal(
            [ImportChange.New, ImportChange.New, ImportChange.Changed, ImportChange.Refused, ImportChange.Refused, ImportChange.Refused],
            report.Lines.Select(line => line.Change)
        );
        Assert.Equal(3, again.Count(ImportChange.Unchanged));
        var all = (await desk.Get<ListDepartments>().Handle(await desk.User("adam"), Ct)).Value.ToDictionary(one => one.Code);
        Assert.Equal(("branch", "front", "cs-2"), (all["leaf"].ParentCode, all["branch"].ParentCode, all["cs-1"].ParentCode));
        Assert.Equal(["amy", "uma"], all["cs-1"].Members);
        Assert.Equal("uma", all["front"].DefaultManager);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name\nAmy")]
    [InlineData("user_name,rolls\namy,agent")]
    [InlineData("user_name,user_name\namy,amy")]
    [InlineData("user_name,name\namy,\"Amy")]
    public async Task A_file_that_makes_no_sense_is_refused_as_a_whole(string text)
    {
        await using var desk = await DeskHost.Start();

        var outcome = await desk.Get<ImportPeople>().Handle(await desk.User("adam"), new(Encoding.UTF8.GetBytes(text), true), Ct);

        Assert.Equal("file", Assert.Single(outcome.Problem!.Fields).Field);
    }

    [Fact]
    public async Task A_file_in_another_encoding_or_too_large_is_refused()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");

        var foreign = await desk.Get<ImportPeople>().Handle(adam, new([.. "user_name,name\namy,"u8, 0xB3, 0xAF], true), Ct);
        var large = await desk.Get<ImportPeople>().Handle(adam, new(new byte[ImportFile.MaxBytes + 1], true), Ct);

        Assert.Equal("file", Assert.Single(foreign.Problem!.Fields).Field);
        Assert.Equal("too-large", large.Problem!.Code);
    }

    [Fact]
    public async Task Only_administrators_import()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");

        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ImportPeople>().Handle(amy, new([], true), Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ImportDepartments>().Handle(amy, new([], true), Ct)).Problem!.Kind);
    }

    private static async Task<ImportReport> Import(DeskHost desk, string text, bool apply, bool disableMissing = false) =>
        Report(
            await desk.Get<ImportPeople>().Handle(await desk.User("adam"), new(Encoding.UTF8.GetBytes(text), apply, disableMissing), Ct)
        );

    private static async Task<ImportReport> Departments(DeskHost desk, string text, bool apply) =>
        Report(await desk.Get<ImportDepartments>().Handle(await desk.User("adam"), new(Encoding.UTF8.GetBytes(text), apply), Ct));

    private static ImportReport Report(Outcome<ImportReport> outcome)
    {
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<UserView> User(DeskHost desk, string name) =>
        (await desk.Get<ListUsers>().Handle(await desk.User("adam"), new(name), Ct)).Value.Items.Single(user => user.UserName == name);
}
