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
}
