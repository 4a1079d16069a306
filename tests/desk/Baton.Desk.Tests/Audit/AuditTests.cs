using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Audit;
using Baton.Desk.Organisation;
using Baton.Desk.Storage.Auditing;
using Baton.Desk.Tests.Channels.Fax;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Tests.Audit;

public sealed class AuditTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_changed_user_is_logged_with_the_changed_fields_before_and_after_and_no_secret()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam") with { RemoteAddress = "192.0.2.7" };
        var amy = (await desk.Get<ListUsers>().Handle(adam, new("amy"), Ct)).Value.Items[0];

        var saved = await desk.Get<SaveUser>()
            .Update(
                adam,
                new("amy", "Amy Chan 陳", "amy@example.org", null, "en", ["agent", "csm"], ["cs-2"])
                {
                    Password = "a new and long secret",
                    Version = amy.Version,
                },
                Ct
            );

        Assert.Null(saved.Problem);
        var line = await Last(desk, new() { Kind = AuditKinds.User });
        Assert.Equal(("adam", "Adam Kwok", "192.0.2.7"), (line.Actor, line.ActorName, line.RemoteAddress));
        Assert.Equal(("amy", "changed", desk.Now), (line.Target, line.Action, line.At));
        Assert.Equal("""{"departments":["cs-1"],"email":null}""", Sorted(line.Before));
        Assert.Equal("""{"departments":["cs-2"],"email":"amy@example.org","passwordHash":"changed","roles":["csm"]}""", Sorted(line.After));
    }

    [Fact]
    public async Task What_is_saved_as_it_was_and_what_is_refused_is_not_logged()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        var before = await Count(desk);

        var same = await desk.Get<SaveUser>().Update(adam, new("amy", "Amy Chan 陳", null, null, "en", ["agent"], null), Ct);
        var refused = await desk.Get<SaveUser>().Update(adam, new("amy", "Amy Chan 陳", null, null, "en", ["no-such-role"], null), Ct);

        Assert.Null(same.Problem);
        Assert.NotNull(refused.Problem);
        Assert.Equal(before, await Count(desk));
    }

    [Fact]
    public async Task Signing_in_is_no_change_of_an_administrator()
    {
        await using var desk = await DeskHost.Start();
        var before = await Count(desk);

        await desk.Get<Authentication>().CheckPassword("amy", DeskHost.Password, null, Ct);
        for (var attempt = 0; attempt < 5; attempt++)
            await desk.Get<Authentication>().CheckPassword("bob", "wrong", null, Ct);

        Assert.Equal(before, await Count(desk));
    }

    [Fact]
    public async Task Roles_and_departments_are_logged_from_their_making_to_their_end()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");

        await desk.Get<SaveRole>().Handle(adam, new("clerk", LocalizedText.Same("Clerk"), ["tasks.work"]), Ct);
        var made = await Last(desk, new() { Kind = AuditKinds.Role });
        await desk.Get<DeleteRole>().Handle(adam, "clerk", Ct);
        var gone = await Last(desk, new() { Kind = AuditKinds.Role });
        await desk.Get<SaveDepartment>().Handle(adam, new("cs-2", "front", LocalizedText.Same("Unit 2"), "uma"), Ct);
        var moved = await Last(desk, new() { Kind = AuditKinds.Department });

        Assert.Equal(("clerk", "created", "deleted"), (made.Target, made.Action, gone.Action));
        Assert.Equal("""["tasks.work"]""", made.After["permissions"]!.ToJsonString());
        Assert.Equal("""["tasks.work"]""", gone.Before["permissions"]!.ToJsonString());
        Assert.Equal("Clerk", (string?)gone.Before["name.en"]);
        Assert.Equal(
            ("""{"defaultManager":"ulf"}""", """{"defaultManager":"uma"}"""),
            (moved.Before.ToJsonString(), moved.After.ToJsonString())
        );
    }

    [Fact]
    public async Task A_pack_is_logged_with_what_it_deployed_and_the_program_as_nobody()
    {
        await using var desk = await FaxDesk.Open();

        var lines = (await desk.Get<ListAudit>().Handle(Auditor, new(), limit: 500, ct: Ct)).Value.Items;

        var pack = Assert.Single(lines, line => line is { Kind: AuditKinds.Pack, Action: AuditActions.Created });
        Assert.Equal(("sample", null, "1.0.0"), (pack.Target, pack.Actor, (string?)pack.After["version"]));
        Assert.DoesNotContain("content", pack.After.Select(field => field.Key));
        Assert.Equal(1, (int?)Assert.Single(lines, line => line.Kind == AuditKinds.Deployment).After["processes"]!["order"]);
    }

    [Fact]
    public async Task The_chain_holds_and_names_the_first_entry_that_was_changed_or_removed()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        await desk.Get<DisableUser>().Handle(adam, "bob", Ct);
        var whole = (await desk.Get<VerifyAudit>().Handle(adam, Ct)).Value;

        await desk.Change((db, _) => db.Database.ExecuteSqlRawAsync("UPDATE desk_audit_entry SET actor = 'eve' WHERE number = 5", Ct));
        var changed = (await desk.Get<VerifyAudit>().Handle(adam, Ct)).Value;
        await desk.Change((db, _) => db.Database.ExecuteSqlRawAsync("DELETE FROM desk_audit_entry WHERE number = 3", Ct));
        var removed = (await desk.Get<VerifyAudit>().Handle(adam, Ct)).Value;

        Assert.Equal((await Count(desk) + 1L, null), (whole.Checked, whole.BrokenNumber));
        Assert.Equal(((long?)5, 4L), (changed.BrokenNumber, changed.Checked));
        Assert.Contains("5", changed.Finding, StringComparison.Ordinal);
        Assert.Equal(((long?)3, 2L), (removed.BrokenNumber, removed.Checked));
    }

    [Fact]
    public async Task The_program_itself_cannot_change_an_entry()
    {
        await using var desk = await DeskHost.Start();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            desk.Change(async (db, _) => db.AuditEntries.Remove(await db.AuditEntries.FirstAsync(Ct)))
        );
    }

    [Fact]
    public async Task The_log_is_searched_by_kind_person_period_and_text_and_read_page_by_page()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        await desk.Get<ChangeMembers>().Add(adam, "cs-2", "amy", Ct);
        await desk.Get<ChangeUserRoles>().Give(adam, "csm", "bob", Ct);

        var byPerson = await Lines(desk, new() { Actor = "ADAM" });
        var byText = await Lines(desk, new() { Actor = "adam", Text = "CS-2" });
        var earlier = await Lines(desk, new() { Actor = "adam", To = desk.Now });
        var first = (await desk.Get<ListAudit>().Handle(adam, new() { Actor = "adam" }, limit: 1, ct: Ct)).Value;
        var second = (await desk.Get<ListAudit>().Handle(adam, new() { Actor = "adam" }, first.NextCursor, 1, Ct)).Value;

        Assert.Equal(["bob", "amy"], byPerson.Select(line => line.Target));
        Assert.Equal("amy", Assert.Single(byText).Target);
        Assert.Empty(earlier);
        Assert.Equal(("bob", "amy", null), (first.Items[0].Target, second.Items[0].Target, second.NextCursor));
    }

    [Fact]
    public async Task An_export_takes_no_formula_along()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        await desk.Get<SaveRole>().Handle(adam, new("=1+1", LocalizedText.Same("Sum"), []), Ct);

        var export = desk.Get<ExportAudit>().Handle(adam, new() { Kind = AuditKinds.Role, Actor = "adam" }).Value;
        using var file = new MemoryStream();
        await export.Write(file, Ct);

        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains(",Role,\"'=1+1\",created,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_differ_from_the_start_before_are_noted_once()
    {
        await using var desk = await DeskHost.Start();
        var before = await Count(desk);

        await new NoteSettings(desk.Runtime, Options.Create(new DeskOptions())).Run(Ct);
        await new NoteSettings(desk.Runtime, Options.Create(new DeskOptions())).Run(Ct);
        var stricter = new DeskOptions
        {
            LockoutAttempts = 3,
            History = new() { Default = "P3650D" },
        };
        await new NoteSettings(desk.Runtime, Options.Create(stricter)).Run(Ct);
        await new NoteSettings(desk.Runtime, Options.Create(stricter)).Run(Ct);

        var line = await Last(desk, new() { Kind = AuditKinds.Settings });
        Assert.Equal(before + 2, await Count(desk));
        Assert.Equal("""{"LockoutAttempts":5,"History:Default":null}""", line.Before.ToJsonString());
        Assert.Equal("""{"LockoutAttempts":3,"History:Default":"P3650D"}""", line.After.ToJsonString());
    }

    [Fact]
    public async Task Who_may_not_read_the_log_learns_nothing()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");

        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ListAudit>().Handle(amy, new(), ct: Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<VerifyAudit>().Handle(amy, Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, desk.Get<ExportAudit>().Handle(amy, new()).Problem!.Kind);
    }

    [Fact]
    public async Task Two_servers_write_one_chain()
    {
        await using var first = await FaxDesk.OpenOnPostgres();
        var second = await first.OpenBeside();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 12).Select(count => Make(count % 2 == 0 ? first : second, $"admin-{count}")));

            var check = await second.Get<VerifyAudit>().Run(Languages.English, Ct);

            Assert.Null(check.Finding);
            Assert.Equal(
                12,
                (await second.Get<ListAudit>().Handle(Auditor, new() { Text = "admin-" }, limit: 500, ct: Ct)).Value.Items.Count
            );
        }
        finally
        {
            await second.Stop();
        }

        static async Task Make(FaxDesk desk, string name) =>
            Assert.Null((await desk.Get<EnsureAdministrator>().Run(name, "a long enough password", Ct)).Problem);
    }

    private static DeskUser Auditor { get; } =
        new("otto", "Otto", [], [], new HashSet<string> { Permissions.ReadAudit }, Languages.English);

    private static async Task<IReadOnlyList<AuditLine>> Lines(DeskHost desk, AuditSearch search) =>
        (await desk.Get<ListAudit>().Handle(Auditor, search, limit: 500, ct: Ct)).Value.Items;

    private static async Task<AuditLine> Last(DeskHost desk, AuditSearch search) => (await Lines(desk, search))[0];

    private static Task<int> Count(DeskHost desk) => desk.Read(db => db.AuditEntries.CountAsync(Ct));

    private static string Sorted(System.Text.Json.Nodes.JsonObject fields) =>
        "{"
        + string.Join(',', fields.Select(field => $"\"{field.Key}\":{field.Value?.ToJsonString() ?? "null"}").Order(StringComparer.Ordinal))
        + "}";
}
