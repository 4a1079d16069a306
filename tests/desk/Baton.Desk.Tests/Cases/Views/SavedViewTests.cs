using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Baton.Desk.Cases.Views;
using Baton.Desk.Http;
using Baton.Desk.Tests.Http;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Tests.Cases.Views;

public sealed class SavedViewTests
{
    private static readonly SaveViewRequest Open = new(
        "Open faxes",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = "open", ["fax"] = "failed" },
        "-faxAt",
        "number,subject,faxAt"
    );

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_view_comes_back_as_it_was_saved_and_only_to_its_owner()
    {
        await using var desk = await DeskHost.Start();
        await Save(desk, "amy", Open);

        var line = Assert.Single(await List(desk, "amy"));

        Assert.Equal(("Open faxes", "-faxAt", "number,subject,faxAt"), (line.Name, line.Sort, line.Columns));
        Assert.Equal(Open.Filter, line.Filter);
        Assert.True(line.IsMine);
        Assert.False(line.IsDefault);
        Assert.Empty(await List(desk, "bob"));
    }

    [Fact]
    public async Task A_shared_view_is_seen_by_the_role_or_the_department_and_changed_by_its_owner_alone()
    {
        await using var desk = await DeskHost.Start();
        var forRole = (await Save(desk, "amy", Open with { Role = "agent" })).Value;
        var forDepartment = (await Save(desk, "amy", Open with { Name = "Unit 1", Department = "cs-1" })).Value;

        Assert.Equal(["Open faxes"], (await List(desk, "bob")).Select(line => line.Name));
        Assert.Equal(["Unit 1"], (await List(desk, "uma")).Select(line => line.Name));
        Assert.Empty(await List(desk, "carl"));
        Assert.Equal("Amy Chan 陳", (await List(desk, "bob"))[0].OwnerName);
        Assert.Equal(RejectionKind.Forbidden, (await Save(desk, "bob", Open with { Name = "Mine", Key = forRole.Key })).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await Save(desk, "carl", Open with { Key = forRole.Key })).Problem!.Kind);
        var deleted = await desk.Get<DeleteView>().Handle(await desk.User("uma"), new(forDepartment.Key), Ct);
        Assert.Equal(RejectionKind.Forbidden, deleted.Problem!.Kind);
    }

    [Theory]
    [InlineData("csm", null)]
    [InlineData(null, "cs-2")]
    [InlineData("agent", "cs-1")]
    public async Task One_shares_with_one_role_or_department_of_ones_own(string? role, string? department)
    {
        await using var desk = await DeskHost.Start();

        var refused = await Save(desk, "amy", Open with { Role = role, Department = department });

        Assert.Equal("forbidden", Assert.Single(refused.Problem!.Fields).Code);
    }

    [Fact]
    public async Task Two_who_change_a_view_at_once_do_not_overwrite_each_other()
    {
        await using var desk = await DeskHost.Start();
        var saved = (await Save(desk, "amy", Open)).Value;

        var changed = await Save(desk, "amy", Open with { Name = "Changed", Key = saved.Key, Version = saved.Version });
        var late = await Save(desk, "amy", Open with { Name = "Late", Key = saved.Key, Version = saved.Version });

        Assert.Equal(saved.Version + 1, changed.Value.Version);
        Assert.Equal(Answer.VersionMismatch, late.Problem!.Code);
        Assert.Equal("Changed", Assert.Single(await List(desk, "amy")).Name);
    }

    [Fact]
    public async Task A_default_view_is_each_readers_own_and_goes_with_the_view()
    {
        await using var desk = await DeskHost.Start();
        var shared = (await Save(desk, "amy", Open with { Role = "agent" })).Value;
        var bob = await desk.User("bob");

        await desk.Get<ChooseDefaultView>().Handle(bob, new(shared.Key), Ct);
        var (ofAmy, ofBob) = (await List(desk, "amy"), await List(desk, "bob"));
        var unseen = await desk.Get<ChooseDefaultView>().Handle(await desk.User("carl"), new(shared.Key), Ct);
        await desk.Get<DeleteView>().Handle(await desk.User("amy"), new(shared.Key), Ct);

        Assert.False(Assert.Single(ofAmy).IsDefault);
        Assert.True(Assert.Single(ofBob).IsDefault);
        Assert.Equal(RejectionKind.NotFound, unseen.Problem!.Kind);
        Assert.Empty(await List(desk, "bob"));
        Assert.Empty(await desk.Read(db => Task.FromResult(db.Set<DefaultView>().ToList())));
    }

    [Fact]
    public async Task A_user_has_so_many_views_and_none_twice()
    {
        await using var desk = await DeskHost.Start();
        for (var number = 0; number < ViewRules.MaxViews; number++)
            await Save(desk, "amy", Open with { Name = $"View {number}" });

        Assert.Equal("too-many-views", (await Save(desk, "amy", Open with { Name = "One more" })).Problem!.Code);
        Assert.Equal("view-exists", (await Save(desk, "amy", Open with { Name = " View 7 " })).Problem!.Code);
        Assert.True((await Save(desk, "bob", Open with { Name = "View 7" })).Succeeded);
    }

    [Theory]
    [InlineData("", null, null, null, "name")]
    [InlineData("Fine", "password", null, null, "filter")]
    [InlineData("Fine", null, "secret", null, "sort")]
    [InlineData("Fine", null, null, "secret", "columns")]
    public async Task What_cannot_be_a_view_is_refused(string name, string? condition, string? sort, string? columns, string field)
    {
        await using var desk = await DeskHost.Start();
        var filter = condition is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { [condition] = "x" };

        var refused = await Save(desk, "amy", new(name, filter, sort, columns));

        Assert.Equal(field, Assert.Single(refused.Problem!.Fields).Field);
    }

    [Fact]
    public async Task Views_are_kept_changed_chosen_and_deleted_over_http()
    {
        await using var server = await DeskServer.Start();
        var amy = server.Client("amy");
        var body = new
        {
            name = "Open",
            filter = new { state = "open" },
            sort = "-updatedAt",
        };

        using var made = await amy.PostAsJsonAsync("/api/views", body, Ct);
        var key = (await made.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("key").GetString();
        using var changed = await amy.PutAsJsonAsync($"/api/views/{key}", body with { name = "Mine" }, Ct);
        using var chosen = await amy.PutAsJsonAsync("/api/views/default", new { key }, Ct);
        var list = (await amy.GetFromJsonAsync<JsonElement>("/api/views", Ct)).GetProperty("items");
        using var deleted = await amy.DeleteAsync($"/api/views/{key}", Ct);
        using var forbidden = await server.Client("adam").GetAsync("/api/views", Ct);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);
        Assert.Equal(("Mine", true), (list[0].GetProperty("name").GetString(), list[0].GetProperty("isDefault").GetBoolean()));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    private static async Task<Outcome<SavedViewLine>> Save(DeskHost desk, string user, SaveViewRequest request) =>
        await desk.Get<SaveView>().Handle(await desk.User(user), request, Ct);

    private static async Task<IReadOnlyList<SavedViewLine>> List(DeskHost desk, string user) =>
        (await desk.Get<ListViews>().Handle(await desk.User(user), Ct)).Value.Items;
}
