using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Access;

public sealed class AuthenticationTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task The_right_password_signs_in_with_roles_departments_and_permissions()
    {
        await using var desk = await DeskHost.Start();

        var user = (await desk.Get<Authentication>().CheckPassword(" AMY ", DeskHost.Password, "10.0.0.1", Ct)).Value;

        Assert.Equal("amy", user.UserName);
        Assert.Equal(["agent"], user.Roles);
        Assert.Equal(["cs-1"], user.Departments);
        Assert.True(user.May(Permissions.OpenCases));
        var back = DeskUser.From(user.ToPrincipal("test").Clone())!;
        Assert.Equal(user.UserName, back.UserName);
        Assert.True(user.Permissions.SetEquals(back.Permissions));
        Assert.Equal(user.SecurityStamp, back.SecurityStamp);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        await using var desk = await DeskHost.Start();
        var authentication = desk.Get<Authentication>();

        for (var attempt = 0; attempt < 5; attempt++)
            Assert.False((await authentication.CheckPassword("amy", "wrong", null, Ct)).Succeeded);
        var locked = await authentication.CheckPassword("amy", DeskHost.Password, null, Ct);
        await desk.Engine.Advance(TimeSpan.FromMinutes(14));
        var stillLocked = await authentication.CheckPassword("amy", DeskHost.Password, null, Ct);
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        var open = await authentication.CheckPassword("amy", DeskHost.Password, null, Ct);

        Assert.False(locked.Succeeded);
        Assert.False(stillLocked.Succeeded);
        Assert.True(open.Succeeded);
        var kinds = await desk.Read(db => db.SecurityEvents.OrderBy(row => row.Key).Select(row => row.Kind).ToListAsync(Ct));
        Assert.Single(kinds, SecurityEventKinds.LockedOut);
        Assert.Equal(SecurityEventKinds.SignedIn, kinds[^1]);
    }

    [Fact]
    public async Task Wrong_attempts_in_parallel_are_all_counted()
    {
        await using var desk = await DeskHost.Start();
        var authentication = desk.Get<Authentication>();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => authentication.CheckPassword("amy", "wrong", null, Ct)));

        Assert.False((await authentication.CheckPassword("amy", DeskHost.Password, null, Ct)).Succeeded);
    }

    [Fact]
    public async Task A_success_forgets_the_failures_before_it()
    {
        await using var desk = await DeskHost.Start();
        var authentication = desk.Get<Authentication>();

        for (var round = 0; round < 3; round++)
        {
            for (var attempt = 0; attempt < 4; attempt++)
                await authentication.CheckPassword("amy", "wrong", null, Ct);
            Assert.True((await authentication.CheckPassword("amy", DeskHost.Password, null, Ct)).Succeeded);
        }
    }

    [Fact]
    public async Task Unknown_names_wrong_passwords_and_disabled_users_get_one_and_the_same_answer()
    {
        await using var desk = await DeskHost.Start();
        await desk.Change(async (db, _) => (await db.Users.SingleAsync(row => row.UserName == "bob", Ct)).IsDisabled = true);
        var authentication = desk.Get<Authentication>();

        var problems = new[]
        {
            (await authentication.CheckPassword("nobody", DeskHost.Password, null, Ct)).Problem!,
            (await authentication.CheckPassword("amy", "wrong", null, Ct)).Problem!,
            (await authentication.CheckPassword("bob", DeskHost.Password, null, Ct)).Problem!,
        };

        Assert.All(problems, problem => Assert.Equal((problems[0].Code, problems[0].Detail), (problem.Code, problem.Detail)));
        Assert.Equal(Answer.SignInFailed, problems[0].Code);
    }

    [Fact]
    public async Task A_session_ends_when_the_users_rights_change()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var role = new SaveRoleRequest("agent", LocalizedText.Same("Agent"), [Permissions.ReadOwnCases]);

        var before = await desk.Get<Authentication>().Refresh(amy, Ct);
        var saved = await desk.Get<SaveRole>().Handle(await desk.User("adam"), role, Ct);
        var after = await desk.Get<Authentication>().Refresh(amy, Ct);

        Assert.NotNull(before);
        Assert.True(saved.Succeeded, saved.Problem?.ToString());
        Assert.Null(after);
        Assert.False((await desk.User("amy")).May(Permissions.OpenCases));
    }

    [Fact]
    public async Task A_token_acts_as_its_owner_until_it_expires_or_is_revoked()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var authentication = desk.Get<Authentication>();
        var made = (await desk.Get<CreateToken>().Handle(amy, new("script", desk.Now + TimeSpan.FromHours(1)), Ct)).Value;
        var other = (await desk.Get<CreateToken>().Handle(amy, new("other"), Ct)).Value;

        Assert.Equal("amy", (await authentication.CheckToken(made.Token, Ct))?.UserName);
        Assert.Null(await authentication.CheckToken(made.Token + "x", Ct));
        Assert.Equal(
            RejectionKind.NotFound,
            (await desk.Get<RevokeToken>().Handle(await desk.User("bob"), new(other.Key), Ct)).Problem!.Kind
        );
        Assert.True((await desk.Get<RevokeToken>().Handle(amy, new(other.Key), Ct)).Succeeded);
        Assert.Null(await authentication.CheckToken(other.Token, Ct));
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        Assert.Null(await authentication.CheckToken(made.Token, Ct));
        Assert.DoesNotContain(
            await desk.Read(db => db.AccessTokens.Select(row => row.Hash).ToListAsync(Ct)),
            hash => made.Token.Contains(hash, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Nobody_makes_tokens_for_others_without_the_permission()
    {
        await using var desk = await DeskHost.Start();

        var refused = await desk.Get<CreateToken>().Handle(await desk.User("amy"), new("x", null, "carl"), Ct);
        var made = await desk.Get<CreateToken>().Handle(await desk.User("adam"), new("x", null, "carl"), Ct);

        Assert.Equal(RejectionKind.Forbidden, refused.Problem!.Kind);
        Assert.Equal("carl", (await desk.Get<Authentication>().CheckToken(made.Value.Token, Ct))!.UserName);
    }

    [Fact]
    public async Task The_first_administrator_may_do_everything_and_a_second_start_keeps_his_session()
    {
        await using var desk = await DeskHost.Start();
        var ensure = desk.Get<EnsureAdministrator>();

        var short_ = await ensure.Run("root", "short", Ct);
        var made = (await ensure.Run("Root", "a long enough secret", Ct)).Value;
        var again = (await ensure.Run("root", "a long enough secret", Ct)).Value;
        var changed = (await ensure.Run("root", "another long secret", Ct)).Value;

        Assert.Equal("Admin:Password", Assert.Single(short_.Problem!.Fields).Field);
        Assert.True(made.Permissions.SetEquals(Permissions.All));
        Assert.Equal(made.SecurityStamp, again.SecurityStamp);
        Assert.NotEqual(made.SecurityStamp, changed.SecurityStamp);
        Assert.True((await desk.Get<Authentication>().CheckPassword("root", "another long secret", null, Ct)).Succeeded);
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_the_old_one()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var handler = desk.Get<ChangePassword>();

        var easy = await handler.Handle(amy, new(DeskHost.Password, "amy-amy-amy"), Ct);
        var wrong = await handler.Handle(amy, new("not it", "a much better one"), Ct);
        var changed = await handler.Handle(amy, new(DeskHost.Password, "a much better one"), Ct);

        Assert.Equal("newPassword", Assert.Single(easy.Problem!.Fields).Field);
        Assert.Equal("currentPassword", Assert.Single(wrong.Problem!.Fields).Field);
        Assert.NotEqual(amy.SecurityStamp, changed.Value.SecurityStamp);
        Assert.True((await desk.Get<Authentication>().CheckPassword("amy", "a much better one", null, Ct)).Succeeded);
    }

    [Fact]
    public async Task Users_are_administered_by_administrators_of_users_only()
    {
        await using var desk = await DeskHost.Start();
        var request = new SaveUserRequest("dora", "Dora", null, null, "en", ["agent"], ["cs-2"]) { Password = "quite a long word" };
        var adam = await desk.User("adam");

        var refused = await desk.Get<SaveUser>().Create(await desk.User("amy"), request, Ct);
        var made = await desk.Get<SaveUser>().Create(adam, request, Ct);
        var twice = await desk.Get<SaveUser>().Create(adam, request, Ct);
        var wrong = await desk.Get<SaveUser>().Create(adam, request with { UserName = "e e", Roles = ["ghost"] }, Ct);
        var stale = await desk.Get<SaveUser>().Update(adam, request with { Version = 99 }, Ct);
        var disabled = await desk.Get<SaveUser>()
            .Update(adam, request with { IsDisabled = true, Password = null, Version = made.Value.Version }, Ct);

        Assert.Equal(RejectionKind.Forbidden, refused.Problem!.Kind);
        Assert.Equal(["cs-2"], made.Value.Departments);
        Assert.Equal(RejectionKind.AlreadyExists, twice.Problem!.Kind);
        Assert.Equal("userName", Assert.Single(wrong.Problem!.Fields).Field);
        Assert.Equal(Answer.VersionMismatch, stale.Problem!.Code);
        Assert.True(disabled.Value.IsDisabled);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ListUsers>().Handle(await desk.User("amy"), new(), Ct)).Problem!.Kind);
        Assert.Contains((await desk.Get<ListUsers>().Handle(adam, new("陳"), Ct)).Value.Items, one => one.UserName == "amy");
    }

    [Theory]
    [InlineData("short", false)]
    [InlineData("aaaaaaaaaaaa", false)]
    [InlineData("Password12345", false)]
    [InlineData("my-name-is-amy", false)]
    [InlineData("correct horse", true)]
    [InlineData("长而好记的一句话就够了", true)]
    public void A_password_is_judged_by_length_and_by_how_easily_it_is_guessed(string password, bool isGood)
    {
        Assert.Equal(isGood, PasswordRules.Check("password", password, "amy", 10, "en") is null);
    }
}
