using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Export;
using Baton.Desk.Cases.Keywords;
using Baton.Desk.Cases.Presence;
using Baton.Desk.Customers;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Organisation;

/// <summary>Two provinces with two cities each, one city with a department: who reads what of whom.</summary>
public sealed class TwoLevelTests
{
    private static readonly string[] Units = ["gd", "gd-gz", "gd-gz-hotline", "gd-sz", "sd", "sd-jn", "sd-qd"];

    private static CancellationToken Ct => DeskHost.Ct;

    /// <summary>By belonging to a unit, and by a role that somebody has for a unit to which he does not belong.</summary>
    public static TheoryData<string, string> Readers =>
        new()
        {
            { "gd-office", "gd gd-gz gd-gz-hotline gd-sz" },
            { "gz-office", "gd-gz gd-gz-hotline" },
            { "jn-office", "sd-jn" },
            { "gz-clerk", "gd-gz" },
            { "sd-csm", "sd sd-jn sd-qd" },
            { "gz-csm", "gd-gz gd-gz-hotline" },
            { "two-cities", "gd-sz sd-qd" },
            { "nobody", "" },
            { "carl", "gd gd-gz gd-gz-hotline gd-sz sd sd-jn sd-qd" },
        };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_reader_finds_the_cases_of_his_units_behind_every_door_and_no_others(string name, string readable)
    {
        await using var desk = await DeskHost.Start();
        var cases = await Provinces(desk);
        var files = await Files(desk, cases);
        var user = await desk.User(name);
        var wanted = readable.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToList();

        var doors = new Dictionary<string, IEnumerable<string>>
        {
            ["list"] = await Listed(desk, user, new()),
            ["search"] = await Listed(desk, user, new() { Text = "complaint" }),
            ["export"] = await Exported(desk, user),
            ["single case"] = await Where(async unit => (await desk.Get<ShowCase>().Handle(user, new(cases[unit]), Ct)).Succeeded),
            ["attachments"] = await Where(async unit => await Downloads(desk, user, files[unit])),
            ["keywords"] = (await desk.Get<FindKeywords>().Handle(user, "of-", Ct)).Value.Select(word => word[3..]),
            ["presence"] = await Where(async unit => (await desk.Get<ShowPresence>().Handle(user, cases[unit], Ct)).Succeeded),
            ["work list"] = (await desk.Get<ShowWorklist>().Handle(user, new(WorklistViews.Everything), Ct)).Value.Items.Select(item =>
                Unit(item.CaseSubject)
            ),
            ["as readers"] = await Where(async unit =>
                await desk.Read(async db =>
                {
                    var row = await db.Cases.SingleAsync(one => one.Number == cases[unit], Ct);
                    return await (await CaseReaders.Of(db, row, Ct)).AnyAsync(one => one.UserName == name, Ct);
                })
            ),
        };

        Assert.All(
            doors,
            door =>
                Assert.Equal((door.Key, string.Join(' ', wanted)), (door.Key, string.Join(' ', door.Value.Order(StringComparer.Ordinal))))
        );
        Assert.Equal(wanted.Count, (await desk.Get<SearchCases>().Handle(user, new() { Limit = 1 }, Ct)).Value.Total);

        async Task<List<string>> Where(Func<string, Task<bool>> isOpen)
        {
            var open = new List<string>();
            foreach (var unit in Units)
            {
                if (await isOpen(unit))
                    open.Add(unit);
            }
            return open;
        }
    }

    [Theory]
    [InlineData("gd-office", 4)]
    [InlineData("gz-clerk", 1)]
    [InlineData("sd-csm", 3)]
    public async Task The_history_of_a_customer_shows_the_cases_that_one_may_read_and_counts_the_others(string name, int shown)
    {
        await using var desk = await DeskHost.Start();
        await Provinces(desk);
        var customer = await desk.CustomerKey("C-1");

        var history = (await desk.Get<ListHistory>().Handle(await desk.User(name), new(customer), Ct)).Value;

        Assert.Equal(shown, history.Items.Count(entry => entry.Kind == CustomerHistoryEntry.Case));
        Assert.Equal(Units.Length - shown, history.OtherCases);
    }

    [Theory]
    [InlineData("carl", "gd", "gd gd-gz gd-gz-hotline gd-sz")]
    [InlineData("carl", "gd-gz", "gd-gz gd-gz-hotline")]
    [InlineData("carl", "nowhere", "")]
    [InlineData("gz-office", "gd", "gd-gz gd-gz-hotline")]
    [InlineData("gz-office", "sd", "")]
    public async Task A_search_for_a_unit_finds_those_below_it_too_as_far_as_one_may_read(string name, string unit, string found)
    {
        await using var desk = await DeskHost.Start();
        await Provinces(desk);

        var listed = await Listed(desk, await desk.User(name), new() { Unit = unit });

        Assert.Equal(found, string.Join(' ', listed.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(39)]
    [InlineData(60)]
    public async Task However_many_units_there_are_below_each_case_comes_once_and_in_order(int below)
    {
        await using var desk = await DeskHost.Start();
        await desk.AddPerson("opal", Permissions.OpenCases);
        await desk.AddPerson("office", Permissions.ReadUnitCases);
        await desk.Change(
            (db, _) =>
            {
                foreach (var number in Enumerable.Range(0, below + 1))
                {
                    db.Departments.Add(
                        new()
                        {
                            Code = "u" + number,
                            ParentCode = number == 0 ? null : "u0",
                            Name = LocalizedText.Same("u"),
                        }
                    );
                }
                Join(db, "office", "u0");
                return Task.CompletedTask;
            }
        );
        var opened = new List<string>();
        foreach (var unit in new[] { "u0", "u1", "cs-1", "u" + below, "u1" })
            opened.Add(
                (
                    await desk.Open("complaint", by: "opal", change: request => request with { Department = unit, UnitManager = "fay" })
                ).Number
            );
        opened.RemoveAt(2);
        opened.Reverse();

        var page = (await desk.Get<SearchCases>().Handle(await desk.User("office"), new() { Limit = 3 }, Ct)).Value;
        var rest = (
            await desk.Get<SearchCases>().Handle(await desk.User("office"), new() { Limit = 3, Cursor = page.NextCursor }, Ct)
        ).Value;
        var all = (await desk.Get<SearchCases>().Handle(await desk.User("carl"), new() { Unit = "u0", Limit = 3 }, Ct)).Value;

        Assert.Equal(opened, page.Items.Concat(rest.Items).Select(row => row.Number));
        Assert.Equal(4, page.Total);
        Assert.Equal(opened.Take(3), all.Items.Select(row => row.Number));
        Assert.Equal(4, all.Total);
    }

    [Fact]
    public async Task A_unit_that_moves_takes_its_cases_with_it()
    {
        await using var desk = await DeskHost.Start();
        var cases = await Provinces(desk);
        var adam = await desk.User("adam");

        await desk.Get<SaveDepartment>().Handle(adam, new("gd-gz", "sd", LocalizedText.Same("GZ"), null), Ct);

        Assert.False((await desk.Get<ShowCase>().Handle(await desk.User("gd-office"), new(cases["gd-gz-hotline"]), Ct)).Succeeded);
        Assert.True((await desk.Get<ShowCase>().Handle(await desk.User("sd-csm"), new(cases["gd-gz-hotline"]), Ct)).Succeeded);
    }

    [Fact]
    public async Task A_task_of_a_role_is_offered_to_those_who_have_it_for_the_unit_of_the_case_alone()
    {
        await using var desk = await DeskHost.Start();
        await Provinces(desk);
        await Give(desk, "worker", new RoleInUnit("handler", "sd-jn"));
        await desk.Change((db, _) => Task.FromResult(Offer(db, "handler")));

        var (gz, worker) = (await desk.User("gz-csm"), await desk.User("worker"));
        await desk.Engine.Advance(TimeSpan.FromDays(2));
        var offered = (await desk.Get<ShowWorklist>().Handle(gz, new(WorklistViews.Groups), Ct)).Value;
        var all = (await desk.Get<ShowWorklist>().Handle(await desk.User("carl"), new(WorklistViews.Groups), Ct)).Value;
        var others = all.Items.First(item => Unit(item.CaseSubject) == "sd-qd");
        var claimed = await desk.Get<ClaimTask>().Handle(gz, new(offered.Items[0].Key), Ct);
        var refused = await desk.Get<ClaimTask>().Handle(gz, new(others.Key), Ct);
        var told = await desk.Read(db =>
            db.Notifications.Where(one => one.UserName == "gz-csm").Select(one => one.CaseKey).Distinct().CountAsync(Ct)
        );

        Assert.Equal(Units.Length, all.Items.Count);
        Assert.Equal(["gd-gz", "gd-gz-hotline"], offered.Items.Select(item => Unit(item.CaseSubject)).Order(StringComparer.Ordinal));
        Assert.All(offered.Items, item => Assert.True(item.May.Claim));
        Assert.True(claimed.Succeeded, claimed.Problem?.ToString());
        Assert.Equal(RejectionKind.NotFound, refused.Problem!.Kind);
        Assert.Equal(2, told);
        // A role for a unit that lets nobody read cases still shows those of its tasks.
        Assert.Equal(["sd-jn"], await Listed(desk, worker, new()));
        Assert.Equal(["sd-jn"], await Listed(desk, worker, new() { Text = "complaint" }));
    }

    [Fact]
    public async Task What_a_role_for_a_unit_allows_ends_at_the_unit()
    {
        await using var desk = await DeskHost.Start();
        var cases = await Provinces(desk);
        await Give(desk, "steerer", new RoleInUnit("steering", "gd"));
        var steerer = await desk.User("steerer");
        var request = new OpenCaseRequest("tos", "New")
        {
            CustomerKey = await desk.CustomerKey("C-1"),
            Form = new()
            {
                ["serviceType"] = "mobile",
                ["requestType"] = "change",
                ["serviceNumber"] = "98765432",
            },
        };

        var own = (await desk.Get<ShowCase>().Handle(steerer, new(cases["gd-sz"]), Ct)).Value;
        var inside = await desk.Get<OpenCase>().Handle(steerer, request with { Department = "gd-sz" }, Ct);
        var home = await desk.Get<OpenCase>().Handle(steerer, request, Ct);
        var outside = await desk.Get<OpenCase>().Handle(steerer, request with { Department = "sd" }, Ct);

        Assert.True(own.May.Suspend);
        Assert.True(inside.Succeeded, inside.Problem?.ToString());
        Assert.Equal("gd", (await desk.Show(home.Value.Number)).Department);
        Assert.Equal("department", Assert.Single(outside.Problem!.Fields).Field);
        // Rights that know no units are not given for one.
        Assert.False(steerer.May(Permissions.AdministerUsers));
        Assert.False(steerer.May(Permissions.ReadAllCases));
        Assert.False(steerer.MayIn(Permissions.SteerCases, "sd-jn"));
        Assert.False(steerer.MayIn(Permissions.SteerCases, null));
    }

    [Fact]
    public async Task A_cookie_alone_carries_no_right_into_a_unit()
    {
        await using var desk = await DeskHost.Start();
        await Provinces(desk);
        await Give(desk, "steerer", new RoleInUnit("steering", "gd"));
        var principal = (await desk.User("steerer")).ToPrincipal("cookie");
        var plain = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity(principal.Claims, "cookie"));

        var user = DeskUser.From(plain)!;

        Assert.True(user.May(Permissions.SteerCases));
        Assert.False(user.MayIn(Permissions.SteerCases, "gd"));
        Assert.Empty(user.ReadableUnits);
    }

    [Fact]
    public async Task Roles_for_units_are_checked_shown_logged_and_end_sessions()
    {
        await using var desk = await DeskHost.Start();
        await Provinces(desk);
        var adam = await desk.User("adam");
        var before = (await desk.User("bob")).SecurityStamp;
        var request = new SaveUserRequest("bob", "Bob Lee", null, null, "en", ["agent"], null);

        var wrong = await desk.Get<SaveUser>()
            .Update(adam, request with { UnitRoles = [new("pilot", "gd"), new("csm", "moon"), new("administrator", "gd")] }, Ct);
        var saved = await desk.Get<SaveUser>().Update(adam, request with { UnitRoles = [new("csm", "gd"), new("csm", "gd")] }, Ct);
        var kept = await desk.Get<SaveUser>().Update(adam, request, Ct);
        var audit = await desk.Read(db => db.AuditEntries.Where(one => one.Target == "bob").Select(one => one.After).ToListAsync(Ct));

        Assert.Equal(4, wrong.Problem!.Fields.Count(field => field.Field == "unitRoles"));
        Assert.Equal([new RoleInUnit("csm", "gd")], saved.Value.UnitRoles);
        Assert.Equal(saved.Value.UnitRoles, kept.Value.UnitRoles);
        Assert.NotEqual(before, (await desk.User("bob")).SecurityStamp);
        Assert.Contains(audit, after => after!.Contains("csm: gd", StringComparison.Ordinal));
        Assert.Equal("department-in-use", (await desk.Get<DeleteDepartment>().Handle(adam, "gd", Ct)).Problem!.Code);
    }

    [Fact]
    public async Task A_unit_is_never_wider_than_the_one_above_it()
    {
        await using var desk = await DeskHost.Start();
        await Provinces(desk);
        var adam = await desk.User("adam");

        var widerThanParent = await Save("gd-gz", "gd", UnitLevels.Province, parentLevel: UnitLevels.City);
        var narrowerThanChild = await Save("gd", null, UnitLevels.Team, parentLevel: UnitLevels.Province);
        var unknown = await Save("sd", null, "galaxy", parentLevel: null);

        Assert.All([widerThanParent, narrowerThanChild, unknown], fields => Assert.Equal(["level"], fields));

        async Task<IEnumerable<string>> Save(string code, string? parent, string level, string? parentLevel)
        {
            await desk.Get<SaveDepartment>().Handle(adam, new("gd", null, LocalizedText.Same("gd"), null) { Level = parentLevel }, Ct);
            if (parent is null)
                await desk.Get<SaveDepartment>()
                    .Handle(adam, new("gd-sz", "gd", LocalizedText.Same("sz"), null) { Level = UnitLevels.City }, Ct);
            var outcome = await desk.Get<SaveDepartment>()
                .Handle(adam, new(code, parent, LocalizedText.Same(code), null) { Level = level }, Ct);
            return outcome.Problem?.Fields.Select(field => field.Field) ?? [];
        }
    }

    [Fact]
    public void Above_and_below_are_found_in_a_ring_too()
    {
        var tree = new UnitTree([("a", "c"), ("b", "a"), ("c", "b"), ("d", "b")]);

        Assert.Equal(["a", "b", "c", "d"], tree.Below(["a"]).Order(StringComparer.Ordinal));
        Assert.Equal(["d", "b", "a", "c"], tree.Above("d"));
        Assert.Empty(tree.Above(null));
    }

    private static string Unit(string subject) => subject.Split(' ')[^1];

    private static async Task<List<string>> Listed(DeskHost desk, DeskUser user, SearchCasesRequest request) =>
        [.. (await desk.Get<SearchCases>().Handle(user, request, Ct)).Value.Items.Select(row => Unit(row.Subject))];

    private static async Task<List<string>> Exported(DeskHost desk, DeskUser user)
    {
        var export = await desk.Get<ExportCases>().Handle(user, new(), new() { Format = "csv", Columns = "subject" }, Ct);
        using var file = new MemoryStream();
        await export.Value.Write(file, Ct);
        var lines = Encoding
            .UTF8.GetString(file.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. lines.Skip(1).Select(line => Unit(line.Trim('"')))];
    }

    private static async Task<bool> Downloads(DeskHost desk, DeskUser user, long file)
    {
        var found = await desk.Get<DownloadAttachment>().Handle(user, new(file), Ct);
        if (!found.Succeeded)
            return false;
        await found.Value.Content.DisposeAsync();
        return true;
    }

    private static async Task<Dictionary<string, long>> Files(DeskHost desk, Dictionary<string, string> cases)
    {
        var files = new Dictionary<string, long>();
        foreach (var (unit, number) in cases)
        {
            var content = Encoding.ASCII.GetBytes("%PDF-1.7 of " + unit);
            var request = new UploadAttachmentRequest(number, null, unit + ".pdf") { Content = new MemoryStream(content) };
            files[unit] = (await desk.Get<UploadAttachment>().Handle(await desk.User("opal"), request, Ct)).Value.Key;
        }
        return files;
    }

    /// <summary>The organisation and one case of each unit, by their units.</summary>
    private static async Task<Dictionary<string, string>> Provinces(DeskHost desk)
    {
        await desk.AddPerson("opal", Permissions.OpenCases, Permissions.ReadAllCases, Permissions.WorkOnTasks, Permissions.SteerCases);
        foreach (var name in new[] { "gd-office", "gz-office", "jn-office" })
            await desk.AddPerson(name, Permissions.ReadUnitCases);
        await desk.AddPerson("gz-clerk", Permissions.ReadDepartmentCases);
        foreach (var name in new[] { "sd-csm", "gz-csm", "two-cities", "nobody", "worker", "steerer" })
            await desk.AddPerson(name, Permissions.ReadOwnCases);
        await desk.Change(
            (db, _) =>
            {
                foreach (var unit in Units)
                {
                    var parent = unit.LastIndexOf('-') is var dash and > 0 ? unit[..dash] : null;
                    db.Departments.Add(
                        new()
                        {
                            Code = unit,
                            ParentCode = parent,
                            Name = LocalizedText.Same(unit),
                        }
                    );
                }
                Join(db, "gd-office", "gd");
                Join(db, "gz-office", "gd-gz");
                Join(db, "jn-office", "sd-jn");
                Join(db, "gz-clerk", "gd-gz");
                Add(db, "handler", Permissions.WorkOnTasks);
                Add(db, "steering", Permissions.ReadAllCases, Permissions.SteerCases, Permissions.OpenCases, Permissions.AdministerUsers);
                return Task.CompletedTask;
            }
        );
        await Give(desk, "sd-csm", new RoleInUnit("csm", "sd"));
        await Give(desk, "gz-csm", new RoleInUnit("csm", "gd-gz"));
        await Give(desk, "two-cities", new("csm", "gd-sz"), new("unit-manager", "sd-qd"));
        var cases = new Dictionary<string, string>();
        foreach (var unit in Units)
        {
            var opened = await desk.Open(
                "complaint in " + unit,
                by: "opal",
                change: request => request with { Department = unit, UnitManager = "fay" }
            );
            await desk.Get<SetKeywords>().Handle(await desk.User("opal"), opened.Number, new(["of-" + unit]), Ct);
            cases[unit] = opened.Number;
        }
        return cases;
    }

    private static void Join(DeskDb db, string name, string unit) =>
        db.DepartmentMembers.Add(new() { DepartmentCode = unit, UserName = name });

    private static void Add(DeskDb db, string code, params string[] permissions)
    {
        var role = new Role { Code = code, Name = LocalizedText.Same(code) };
        role.Permissions.AddRange(permissions.Select(one => new RolePermission { RoleCode = code, Permission = one }));
        db.Roles.Add(role);
    }

    /// <summary>Offers all open tasks to a role.</summary>
    private static DeskDb Offer(DeskDb db, string role)
    {
        foreach (var item in db.WorkItems.ToList())
            db.WorkItemCandidates.Add(
                new()
                {
                    WorkItemKey = item.Key,
                    IsGroup = true,
                    Name = role,
                }
            );
        return db;
    }

    private static Task Give(DeskHost desk, string name, params RoleInUnit[] roles) =>
        desk.Change(
            (db, _) =>
            {
                db.UserUnitRoles.AddRange(
                    roles.Select(one => new UserUnitRole
                    {
                        UserName = name,
                        RoleCode = one.Role,
                        UnitCode = one.Unit,
                    })
                );
                return Task.CompletedTask;
            }
        );
}
