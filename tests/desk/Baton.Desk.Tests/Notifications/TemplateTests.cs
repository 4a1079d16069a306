using System.Text;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Notifications;

/// <summary>Templates: saved in versions, looked at before, brought by packs.</summary>
public sealed class TemplateTests
{
    private static readonly TemplateContent Good = new(
        LocalizedText.Same("News"),
        new("简 {{ case.number }}", "繁 {{ case.number }}", "{{ case.number }}"),
        LocalizedText.Same("{{ receiver.name }}: {{ case.subject }}"),
        Html: LocalizedText.Same("<p>{{ case.subject }}</p>")
    );

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Each_saving_is_a_version_with_its_author_and_the_audit_log_knows()
    {
        await using var desk = await Start();

        Assert.Equal(1, (await Save(desk, "news", Good, null)).Value.Version);
        Assert.Equal(2, (await Save(desk, "news", Good with { IsUrgent = true }, 1)).Value.Version);
        var late = await Save(desk, "news", Good, 1);

        Assert.Equal("version-mismatch", late.Problem!.Code);
        var page = (await desk.Get<ShowTemplate>().Handle(await desk.User("mona"), "news", Ct)).Value;
        Assert.True(page.Content.IsUrgent);
        Assert.Equal([(2, "mona"), (1, "mona")], page.Versions.Select(one => (one.Version, one.AuthorName!)));
        Assert.Equal(
            2,
            await desk.Read(db => db.AuditEntries.CountAsync(row => row.Kind == "message-template" && row.Target == "news", Ct))
        );
    }

    [Fact]
    public async Task What_cannot_be_filled_is_refused_with_its_place()
    {
        await using var desk = await Start();

        var missing = await Save(desk, "news", Good with { Text = new("a", "", "c") }, null);
        var broken = await Save(desk, "news", Good with { Text = LocalizedText.Same("a\n{{ case.") }, null);
        var unknown = await Save(desk, "news", Good with { Subject = LocalizedText.Same("{{ cas.number }} {{ case.nmber }}") }, null);
        var code = await Save(desk, "no good", Good, null);

        Assert.Equal("text", Assert.Single(missing.Problem!.Fields).Field);
        Assert.Contains("line 2", broken.Problem!.Fields[0].Message, StringComparison.Ordinal);
        Assert.Contains(unknown.Problem!.Fields, one => one.Message.Contains("cas.number", StringComparison.Ordinal));
        Assert.Contains(unknown.Problem!.Fields, one => one.Message.Contains("case.nmber", StringComparison.Ordinal));
        Assert.Equal("code", Assert.Single(code.Problem!.Fields).Field);
        Assert.True(
            (await Save(desk, "news", Good with { Text = LocalizedText.Same("{{ amount.due }}"), Values = ["amount"] }, null)).Succeeded
        );
    }

    [Fact]
    public async Task A_changed_template_of_the_desk_counts_until_it_is_retired()
    {
        await using var desk = await Start();
        await Save(desk, TemplateShelf.TaskArrived, Good, null);

        Assert.Equal("News", (await Line(desk, TemplateShelf.TaskArrived)).Name);
        Assert.True((await Line(desk, TemplateShelf.TaskArrived)).IsChanged);
        Assert.True((await desk.Get<RetireTemplate>().Handle(await desk.User("mona"), TemplateShelf.TaskArrived, Ct)).Succeeded);
        Assert.Equal("A task has arrived", (await Line(desk, TemplateShelf.TaskArrived)).Name);
    }

    [Fact]
    public async Task A_preview_fills_a_sample_or_a_case_that_the_reader_may_read()
    {
        await using var desk = await Start();
        var opened = await desk.Open();
        await desk.AddPerson("mia", Permissions.ManageMessages, Permissions.ReadAllCases);

        var sample = await Preview(desk, "mona", null);
        var real = await Preview(desk, "mia", opened.Number);
        var hidden = await Preview(desk, "mona", opened.Number);

        Assert.Equal("TOS-20260302-0001", sample.Value.Subject);
        Assert.Equal((opened.Number, "mia: Move my line", "<p>Move my line</p>"), (real.Value.Subject, real.Value.Text, real.Value.Html));
        Assert.Equal(RejectionKind.NotFound, hidden.Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await Preview(desk, "amy", null)).Problem!.Kind);
    }

    [Fact]
    public async Task A_test_message_goes_to_oneself()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await Start(mail);
        var request = new PreviewTemplateRequest(Good) { Code = "news" };
        var without = await desk.Get<PreviewTemplate>().Send(await desk.User("mona"), request, Ct);
        await desk.Reachable("mona");

        Assert.Equal("template-no-mail", without.Problem!.Code);
        Assert.True((await desk.Get<PreviewTemplate>().Send(await desk.User("mona"), request, Ct)).Succeeded);
        await desk.Leave();

        Assert.Equal("mona@desk.example", Assert.Single(Assert.Single(mail.Given).To).Address);
    }

    [Fact]
    public async Task A_pack_brings_templates_and_leaves_alone_what_an_administrator_wrote()
    {
        await using var desk = await Start();
        await Import(desk, "1.0.0", "First");
        await Import(desk, "1.1.0", "Second");
        Assert.Equal("Second", await Subject(desk));

        await Save(desk, "p-news", Good, null);
        await Import(desk, "1.2.0", "Third");

        Assert.Equal("{{ case.number }}", await Subject(desk));
        Assert.True((await Line(desk, "p-news")).IsChanged);
        var page = (await desk.Get<ShowTemplate>().Handle(await desk.User("mona"), "p-news", Ct)).Value;
        Assert.Contains(page.Versions, one => one.Content.Subject.En == "Third");
    }

    [Fact]
    public async Task A_pack_with_a_template_that_cannot_be_filled_is_refused_with_file_and_place()
    {
        await using var desk = await Start();

        var refused = await TryImport(desk, "1.0.0", "{{ case.nmber }}");

        Assert.Contains(
            refused.Problem!.Fields,
            one => one.Field.StartsWith("templates.json $.templates[0].subject.en", StringComparison.Ordinal)
        );
    }

    private static async Task<DeskHost> Start(params Gateway[] drivers)
    {
        var desk = await DeskHost.Start(drivers);
        await desk.AddPerson("mona", Permissions.ManageMessages);
        return desk;
    }

    private static async Task<Baton.Runtime.Outcome<TemplateLine>> Save(
        DeskHost desk,
        string code,
        TemplateContent content,
        int? version
    ) =>
        await desk.Get<SaveTemplate>()
            .Handle(await desk.User("mona"), new SaveTemplateRequest(content) { Code = code, Version = version }, Ct);

    private static async Task<Baton.Runtime.Outcome<TemplatePreview>> Preview(DeskHost desk, string user, string? number) =>
        await desk.Get<PreviewTemplate>().Handle(await desk.User(user), new(Good, number) { Code = "news" }, Ct);

    private static async Task<TemplateLine> Line(DeskHost desk, string code) =>
        (await desk.Get<ListTemplates>().Handle(await desk.User("mona"), Ct)).Value.Single(one => one.Code == code);

    private static async Task<string> Subject(DeskHost desk) =>
        (await desk.Read(db => TemplateShelf.Find(db, "p-news", Ct)))!.Content.Subject.En;

    private static async Task Import(DeskHost desk, string version, string subject)
    {
        var outcome = await TryImport(desk, version, subject);
        Assert.True(outcome.Succeeded, string.Join('\n', outcome.Problem?.Fields.Select(one => $"{one.Field}: {one.Message}") ?? []));
    }

    private static Task<Baton.Runtime.Outcome<ImportPackResult>> TryImport(DeskHost desk, string version, string subject)
    {
        var folder = Directory.CreateTempSubdirectory("baton-templates-").FullName;
        try
        {
            Write(
                "pack.json",
                $$$"""{"formatVersion": 1, "id": "p", "version": "{{{version}}}", "name": {"en": "P", "zh-Hans": "P", "zh-Hant": "P"}}"""
            );
            var same = $$$"""{"en": "{{{subject}}}", "zh-Hans": "{{{subject}}}", "zh-Hant": "{{{subject}}}"}""";
            Write(
                "templates.json",
                $$$"""{"templates": [{"code": "p-news", "name": {{{same}}}, "subject": {{{same}}}, "text": {{{same}}}}]}"""
            );
            return desk.Get<ImportPack>().Import(PackFiles.FromFolder(folder), withDemo: false, Ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, Encoding.UTF8);
    }
}
