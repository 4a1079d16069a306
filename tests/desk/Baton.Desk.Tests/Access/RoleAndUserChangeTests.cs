using Baton.Desk.Access;
using Baton.Engine;

namespace Baton.Desk.Tests.Access;

public sealed class RoleAndUserChangeTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_role_is_deleted_only_when_nobody_has_it_or_waits_for_it()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        var handler = desk.Get<DeleteRole>();
        await desk.Get<SaveRole>().Create(adam, new("spare", LocalizedText.Same("Spare"), []), Ct);
        await desk.Change(
            async (db, unit) =>
            {
                db.Roles.Add(
                    new Role
                    {
                        Code = "packed",
                        Name = LocalizedText.Same("Packed"),
                        Pack = "telecom",
                    }
                );
                await db.SaveChangesAsync(Ct);
            }
        );

        Assert.Equal("role-held", (await handler.Handle(adam, "agent", Ct)).Problem!.Code);
        Assert.Equal("role-of-pack", (await handler.Handle(adam, "packed", Ct)).Problem!.Code);
        Assert.Equal(RejectionKind.Forbidden, (await handler.Handle(await desk.User("amy"), "spare", Ct)).Problem!.Kind);
        Assert.True((await handler.Handle(adam, "spare", Ct)).Succeeded);
        Assert.Equal(RejectionKind.NotFound, (await handler.Handle(adam, "spare", Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task A_role_for_which_an_open_task_waits_stays()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        await desk.Get<SaveRole>().Create(adam, new("awaited", LocalizedText.Same("Awaited"), []), Ct);
        await desk.Open();
        await desk.Change(
            async (db, unit) =>
            {
                var open = db.WorkItems.First(item => item.EndedAt == null);
                db.WorkItemCandidates.Add(
                    new()
                    {
                        WorkItemKey = open.Key,
                        IsGroup = true,
                        Name = "awaited",
                    }
                );
                await db.SaveChangesAsync(Ct);
            }
        );

        Assert.Equal("role-awaited", (await desk.Get<DeleteRole>().Handle(adam, "awaited", Ct)).Problem!.Code);
    }

    [Fact]
    public async Task A_role_given_or_taken_leaves_the_rest_and_ends_the_users_sessions()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        var before = await desk.User("amy");
        var handler = desk.Get<ChangeUserRoles>();

        var given = await handler.Give(adam, "reader", "amy", Ct);
        var twice = await handler.Give(adam, "reader", "amy", Ct);

        Assert.Equal(["agent", "reader"], given.Value.Roles);
        Assert.Equal(["cs-1"], given.Value.Departments);
        Assert.Equal(RejectionKind.AlreadyExists, twice.Problem!.Kind);
        Assert.Null(await desk.Get<Authentication>().Refresh(before, Ct));
        Assert.Equal(["agent"], (await handler.Take(adam, "reader", "amy", Ct)).Value.Roles);
        Assert.Equal(RejectionKind.NotFound, (await handler.Take(adam, "reader", "amy", Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await handler.Give(before, "reader", "amy", Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task A_disabled_user_keeps_roles_and_departments_and_is_unknown_to_changes()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");

        var disabled = (await desk.Get<DisableUser>().Handle(adam, "Bob", Ct)).Value;

        Assert.True(disabled.IsDisabled);
        Assert.Equal(["agent"], disabled.Roles);
        Assert.Equal(["cs-2"], disabled.Departments);
        Assert.Equal(RejectionKind.NotFound, (await desk.Get<ChangeUser>().Handle(adam, new("bob", "Robert"), Ct)).Problem!.Kind);
        Assert.Equal("own-rights", (await desk.Get<DisableUser>().Handle(adam, "adam", Ct)).Problem!.Code);
    }

    [Fact]
    public void A_new_name_follows_where_languages_read_the_same_and_leaves_translations()
    {
        Assert.Equal(LocalizedText.Same("New"), LocalizedText.Same("Old").Renamed("en", "New"));
        Assert.Equal(new LocalizedText("旧", "舊", "New"), new LocalizedText("旧", "舊", "Old").Renamed("en", "New"));
        Assert.Equal(new LocalizedText("新", "新", "Old"), new LocalizedText("甲", "甲", "Old").Renamed("zh-Hans", "新"));
    }
}
