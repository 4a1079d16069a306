using Baton.Desk.Access;
using Baton.Desk.Organisation;
using Baton.Engine;

namespace Baton.Desk.Tests.Organisation;

public sealed class DepartmentTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public void A_department_without_a_default_manager_takes_the_one_of_the_department_above()
    {
        var departments = new UnitManagers.Link[]
        {
            new("top", null, "tina"),
            new("middle", "top", null),
            new("leaf", "middle", null),
            new("own", "top", "otto"),
        };
        var byCode = departments.ToDictionary(one => one.Code);

        Assert.Equal("tina", UnitManagers.Default(byCode, "leaf"));
        Assert.Equal("otto", UnitManagers.Default(byCode, "own"));
        Assert.Null(UnitManagers.Default(byCode, "unknown"));
    }

    [Fact]
    public async Task Parents_are_listed_before_children()
    {
        await using var desk = await DeskHost.Start();

        var departments = (await desk.Get<ListDepartments>().Handle(await desk.User("amy"), Ct)).Value;

        Assert.Equal(["front", "cs-1", "cs-2"], departments.Select(one => one.Code));
        Assert.Equal("Uma Wong", departments[0].DefaultManagerName);
    }

    [Fact]
    public async Task A_department_cannot_lie_below_itself_nor_have_an_unknown_manager()
    {
        await using var desk = await DeskHost.Start();
        var request = new SaveDepartmentRequest("front", "cs-1", LocalizedText.Same("Front"), "ghost");

        var outcome = await desk.Get<SaveDepartment>().Handle(await desk.User("adam"), request, Ct);
        var refused = await desk.Get<SaveDepartment>().Handle(await desk.User("amy"), request, Ct);

        Assert.Equal(["parentCode", "defaultManager"], outcome.Problem!.Fields.Select(field => field.Field));
        Assert.Equal(RejectionKind.Forbidden, refused.Problem!.Kind);
    }

    [Fact]
    public async Task Members_and_manager_of_a_department_can_be_changed()
    {
        await using var desk = await DeskHost.Start();
        var request = new SaveDepartmentRequest("cs-1", "front", LocalizedText.Same("Unit 1"), "ulf", ["bob", "uma"]);

        await desk.Get<SaveDepartment>().Handle(await desk.User("adam"), request, Ct);
        var people = (await desk.Get<FindPeople>().Handle(await desk.User("amy"), new(Department: "cs-1", Role: "agent"), Ct)).Value;

        Assert.Equal("bob", Assert.Single(people).UserName);
        Assert.Equal(
            "ulf",
            (await desk.Get<ListDepartments>().Handle(await desk.User("amy"), Ct)).Value.Single(one => one.Code == "cs-1").DefaultManager
        );
    }

    [Fact]
    public async Task A_department_is_deleted_only_when_nothing_is_left_of_it()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        var handler = desk.Get<DeleteDepartment>();
        await desk.Get<SaveDepartment>().Create(adam, new("cs-3", "front", LocalizedText.Same("Unit 3"), null), Ct);
        await desk.Open(change: request => request with { Department = "cs-1" });
        var members = desk.Get<ChangeMembers>();
        await members.Remove(adam, "cs-1", "amy", Ct);
        await members.Remove(adam, "cs-1", "uma", Ct);

        Assert.Equal("department-in-use", (await handler.Handle(adam, "front", Ct)).Problem!.Code);
        Assert.Equal("department-in-use", (await handler.Handle(adam, "cs-1", Ct)).Problem!.Code);
        Assert.Equal("department-in-use", (await handler.Handle(adam, "cs-2", Ct)).Problem!.Code);
        Assert.Equal(RejectionKind.Forbidden, (await handler.Handle(await desk.User("amy"), "cs-3", Ct)).Problem!.Kind);
        Assert.True((await handler.Handle(adam, "cs-3", Ct)).Succeeded);
        Assert.Equal(RejectionKind.NotFound, (await handler.Handle(adam, "cs-3", Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task Who_comes_into_a_department_and_leaves_it_is_logged()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        var handler = desk.Get<ChangeMembers>();

        var added = await handler.Add(adam, "cs-2", "amy", Ct);
        var twice = await handler.Add(adam, "cs-2", "amy", Ct);
        var between = (await desk.User("amy")).Departments;
        var removed = await handler.Remove(adam, "cs-2", "amy", Ct);
        var log = (await desk.Get<ShowSecurityLog>().Handle(adam, new("amy", SecurityEventKinds.UserUpdated), Ct)).Value.Items;

        Assert.True(added.Succeeded && removed.Succeeded);
        Assert.Equal(RejectionKind.AlreadyExists, twice.Problem!.Kind);
        Assert.Equal(["cs-1", "cs-2"], between);
        Assert.Equal(["cs-1"], (await desk.User("amy")).Departments);
        Assert.Equal(["out of the department cs-2", "into the department cs-2"], log.Select(entry => entry.Detail));
        Assert.All(log, entry => Assert.Equal("adam", entry.ActorName));
    }

    [Fact]
    public async Task A_renamed_department_keeps_its_place_and_its_members()
    {
        await using var desk = await DeskHost.Start();

        var renamed = (await desk.Get<RenameDepartment>().Handle(await desk.User("adam"), "cs-1", "First unit", Ct)).Value;

        Assert.Equal(LocalizedText.Same("First unit"), renamed.Name);
        Assert.Equal("front", renamed.ParentCode);
        Assert.Equal(["amy", "uma"], renamed.Members);
    }
}
