using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Import;
using Baton.Desk.Organisation.Skills;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Organisation;

public sealed class SkillTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task People_are_found_by_skill_and_least_level_the_better_first()
    {
        await using var desk = await DeskHost.Start();
        await Teach(desk);
        var adam = await desk.User("adam");

        var users = (await desk.Get<ListUsers>().Handle(adam, new() { Skill = "en", Level = 3 }, Ct)).Value.Items;
        var people = (await desk.Get<FindPeople>().Handle(await desk.User("amy"), new() { Skill = "en" }, Ct)).Value;
        var agents = (
            await desk.Get<FindPeople>().Handle(await desk.User("amy"), new(Role: "agent") { Skill = "en", Level = 2 }, Ct)
        ).Value;
        var none = (await desk.Get<FindPeople>().Handle(await desk.User("amy"), new() { Skill = "no-such" }, Ct)).Value;

        Assert.Equal(["bob", "uma"], users.Select(one => one.UserName));
        Assert.Equal(["bob", "uma", "amy"], people.Select(one => one.UserName));
        Assert.Equal(["bob"], agents.Select(one => one.UserName));
        Assert.Equal([new SkillLevel("en", 5), new SkillLevel("billing", 2)], people[0].Skills);
        Assert.Empty(none);
    }

    [Fact]
    public async Task A_user_has_each_skill_once_from_one_to_five_and_of_the_register()
    {
        await using var desk = await DeskHost.Start();
        await Teach(desk);
        var adam = await desk.User("adam");
        var request = new SaveUserRequest("bob", "Bob Lee", null, null, "en", ["agent"], null) { Position = new string('x', 101) };

        var wrong = await desk.Get<SaveUser>().Update(adam, request, Ct);
        request = request with { Position = " Senior agent " };
        var wrongSkills = await desk.Get<SaveUser>()
            .Update(adam, request with { Skills = [new("en", 6), new("billing", 1), new("billing", 2), new("magic", 1)] }, Ct);
        var saved = (await desk.Get<SaveUser>().Update(adam, request with { Skills = [new("en", 2)] }, Ct)).Value;
        var kept = (await desk.Get<SaveUser>().Update(adam, request, Ct)).Value;
        var audit = await desk.Read(db => db.AuditEntries.Where(one => one.Target == "bob").OrderBy(one => one.Number).LastAsync(Ct));

        Assert.Equal(["position"], wrong.Problem!.Fields.Select(field => field.Field));
        Assert.Equal(["level", "twice", "unknown"], wrongSkills.Problem!.Fields.Select(field => field.Code).Order());
        Assert.Equal([new SkillLevel("en", 2)], saved.Skills);
        Assert.Equal(saved.Skills, kept.Skills);
        Assert.Equal("Senior agent", kept.Position);
        Assert.Contains("en: 5", audit.Before!, StringComparison.Ordinal);
        Assert.Contains("en: 2", audit.After!, StringComparison.Ordinal);
        Assert.Equal(["Senior agent"], (await desk.Get<ListPositions>().Handle(adam, Ct)).Value);
    }

    [Fact]
    public async Task The_register_is_kept_by_who_administers_the_organisation()
    {
        await using var desk = await DeskHost.Start();
        await Teach(desk);
        var (adam, amy) = (await desk.User("adam"), await desk.User("amy"));
        var save = desk.Get<SaveSkill>();

        var twice = await save.Create(adam, new("en", LocalizedText.Same("English")), Ct);
        var badCode = await save.Handle(adam, new("en:1", LocalizedText.Same("English")), Ct);
        var noName = await save.Handle(adam, new("fr", LocalizedText.Same(" ")), Ct);
        var stale = await save.Handle(adam, new("en", LocalizedText.Same("English")) { Version = 7 }, Ct);
        var forbidden = await save.Handle(amy, new("fr", LocalizedText.Same("French")), Ct);
        var renamed = (await save.Handle(adam, new("en", new("英语", "英語", "English")) { Version = 1 }, Ct)).Value;
        var held = await desk.Get<DeleteSkill>().Handle(adam, "en", Ct);
        var gone = await desk.Get<DeleteSkill>().Handle(adam, "unused", Ct);
        var unknown = await desk.Get<DeleteSkill>().Handle(adam, "unused", Ct);

        Assert.Equal("skill-exists", twice.Problem!.Code);
        Assert.Equal("code", Assert.Single(badCode.Problem!.Fields).Field);
        Assert.Equal("name", Assert.Single(noName.Problem!.Fields).Field);
        Assert.NotNull(stale.Problem);
        Assert.Equal(RejectionKind.Forbidden, forbidden.Problem!.Kind);
        Assert.Equal(("英语", 3, 2), (renamed.Name.ZhHans, renamed.People, renamed.Version));
        Assert.Equal("skill-held", held.Problem!.Code);
        Assert.True(gone.Succeeded);
        Assert.Equal(RejectionKind.NotFound, unknown.Problem!.Kind);
        Assert.Equal(["billing", "en"], (await desk.Get<ListSkills>().Handle(amy, Ct)).Value.Select(one => one.Code));
    }

    [Fact]
    public async Task An_import_sets_position_skills_and_roles_for_units_and_names_what_it_cannot_read()
    {
        await using var desk = await DeskHost.Start();
        await Teach(desk);
        const string File = """
            user_name,position,skills,unit_roles
            bob,Team leader,en:4;billing:5,csm@cs-1
            amy,,,
            uma,,en:x,
            cora,,dancing:2,csm
            """;

        var report = await Import(desk, File, apply: true);
        var again = await Import(desk, File, apply: true);
        var bob = (await desk.Get<ListUsers>().Handle(await desk.User("adam"), new("bob"), Ct)).Value.Items.Single();
        var amy = (await desk.Get<ListUsers>().Handle(await desk.User("adam"), new("amy"), Ct)).Value.Items.Single();

        Assert.Equal(
            [ImportChange.Changed, ImportChange.Changed, ImportChange.Refused, ImportChange.Refused],
            report.Lines.Select(line => line.Change)
        );
        Assert.Equal(2, report.Lines[3].Problems.Count);
        Assert.Equal(2, again.Count(ImportChange.Unchanged));
        Assert.Equal("Team leader", bob.Position);
        Assert.Equal([new SkillLevel("billing", 5), new SkillLevel("en", 4)], bob.Skills);
        Assert.Equal([new RoleInUnit("csm", "cs-1")], bob.UnitRoles);
        Assert.Empty(amy.Skills);
    }

    [Theory]
    [InlineData("en:4", "en", 4)]
    [InlineData(" en : 4 ", "en", 4)]
    [InlineData("billing", "billing", 1)]
    public void A_skill_with_its_level_is_read_from_text(string text, string skill, int level) =>
        Assert.Equal(new SkillLevel(skill, level), SkillLevel.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData(":4")]
    [InlineData("en:")]
    [InlineData("en:four")]
    [InlineData("en:-1")]
    public void What_is_no_skill_with_a_level_is_not_read(string text) => Assert.Null(SkillLevel.Read(text));

    private static async Task<ImportReport> Import(DeskHost desk, string file, bool apply) =>
        (await desk.Get<ImportPeople>().Handle(await desk.User("adam"), new(Encoding.UTF8.GetBytes(file), apply), Ct)).Value;

    private static Task Teach(DeskHost desk) =>
        desk.Change(
            (db, _) =>
            {
                foreach (var code in new[] { "billing", "en", "unused" })
                {
                    db.Skills.Add(
                        new()
                        {
                            Code = code,
                            Name = LocalizedText.Same(code),
                            Version = 1,
                        }
                    );
                }
                foreach (var (name, skill, level) in new[] { ("amy", "en", 1), ("bob", "en", 5), ("bob", "billing", 2), ("uma", "en", 3) })
                {
                    db.UserSkills.Add(
                        new()
                        {
                            UserName = name,
                            SkillCode = skill,
                            Level = level,
                        }
                    );
                }
                return Task.CompletedTask;
            }
        );
}
