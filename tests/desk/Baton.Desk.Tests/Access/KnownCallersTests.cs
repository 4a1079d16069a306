using Baton.Desk.Access;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Access;

public sealed class KnownCallersTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task What_a_user_may_do_is_read_once()
    {
        await using var desk = await Connected();
        var before = await Amy(desk);

        await RenameUnseen(desk);

        Assert.Equal(before, await Amy(desk));
    }

    [Fact]
    public async Task News_that_were_lost_are_made_good_after_five_seconds()
    {
        await using var desk = await Connected();
        var clock = new PassingTime();
        var known = new KnownCallers(desk.Get<DeskReader>(), desk.Get<DeskChanges>(), clock);
        await known.User("amy", Ct);
        await RenameUnseen(desk);

        clock.Passed = TimeSpan.FromSeconds(4.9);
        Assert.NotEqual("Renamed", (await known.User("amy", Ct))!.DisplayName);
        clock.Passed = TimeSpan.FromSeconds(5);
        Assert.Equal("Renamed", (await known.User("amy", Ct))!.DisplayName);
    }

    [Fact]
    public async Task A_changed_role_holds_with_the_next_request()
    {
        await using var desk = await Connected();
        await Amy(desk);

        var saved = await desk.Get<SaveRole>().Handle(await desk.User("adam"), new("agent", LocalizedText.Same("Agent"), []), Ct);

        Assert.Null(saved.Problem);
        Assert.Empty((await Amy(desk))!.Permissions);
    }

    [Fact]
    public async Task A_department_that_is_left_is_left_with_the_next_request()
    {
        await using var desk = await Connected();
        await Amy(desk);

        await desk.Change(async (db, _) => db.DepartmentMembers.RemoveRange(await db.DepartmentMembers.ToListAsync(Ct)));

        Assert.Empty((await Amy(desk))!.Departments);
    }

    [Fact]
    public async Task A_new_language_is_spoken_with_the_next_request()
    {
        await using var desk = await Connected();
        var amy = (await Amy(desk))!;

        await desk.Get<SetLanguage>().Handle(amy, new("zh-Hant"), Ct);

        Assert.Equal("zh-Hant", (await Amy(desk))!.Language);
    }

    [Fact]
    public async Task A_disabled_user_is_refused_with_the_next_request()
    {
        await using var desk = await Connected();
        var amy = (await Amy(desk))!;

        await desk.Get<DisableUser>().Handle(await desk.User("adam"), "amy", Ct);

        Assert.Null(await desk.Get<Authentication>().Refresh(amy, Ct));
    }

    [Fact]
    public async Task A_revoked_token_is_refused_with_the_next_request()
    {
        await using var desk = await Connected();
        var amy = await desk.User("amy");
        var token = (await desk.Get<CreateToken>().Handle(amy, new("crm"), Ct)).Value;
        Assert.NotNull(await desk.Get<Authentication>().CheckToken(token.Token, Ct));

        await desk.Get<RevokeToken>().Handle(amy, new(token.Key), Ct);

        Assert.Null(await desk.Get<Authentication>().CheckToken(token.Token, Ct));
    }

    [Fact]
    public async Task What_was_taken_back_leaves_what_is_known_as_it_is()
    {
        await using var desk = await Connected();
        var before = await Amy(desk);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            desk.Change(
                async (db, _) =>
                {
                    (await db.Users.SingleAsync(row => row.UserName == "amy", Ct)).DisplayName = "Renamed";
                    await db.SaveChangesAsync(Ct);
                    throw new InvalidOperationException("The importer stumbles.");
                }
            )
        );

        Assert.Same(before, await Amy(desk));
    }

    private static async Task<DeskHost> Connected()
    {
        var desk = await DeskHost.Start();
        desk.Get<DeskChanges>().Connect(desk.Runtime);
        return desk;
    }

    private static Task<DeskUser?> Amy(DeskHost desk) => desk.Get<KnownCallers>().User("amy", Ct);

    /// <summary>As if another server had done it and its news had been lost.</summary>
    private static Task RenameUnseen(DeskHost desk) =>
        desk.Change(
            (db, _) =>
                db
                    .Users.Where(row => row.UserName == "amy")
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.DisplayName, "Renamed"), Ct)
        );

    private sealed class PassingTime : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
