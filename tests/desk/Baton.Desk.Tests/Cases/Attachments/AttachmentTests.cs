using System.Security.Cryptography;
using System.Text;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Attachments.Previews;
using Baton.Desk.Http;
using Baton.Desk.Storage.Files;
using Baton.Desk.Tests.Storage;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Tests.Cases.Attachments;

public sealed class AttachmentTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 a small document");

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_file_comes_back_as_it_was_attached()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var view = await Upload(desk, opened.Number, "../合同 1.pdf", Pdf);
        var file = await desk.Get<DownloadAttachment>().Handle(await desk.User("uma"), new(view.Value.Key), Ct);
        await using var content = file.Value.Content;
        using var read = new MemoryStream();
        await content.CopyToAsync(read, Ct);

        Assert.Equal(("合同 1.pdf", "application/pdf", Pdf.Length), (view.Value.FileName, view.Value.ContentType, view.Value.Size));
        Assert.Equal(Pdf, read.ToArray());
        Assert.Contains((await desk.Show(opened.Number)).Timeline, item => item.Code == TimelineCodes.AttachmentAdded);
    }

    [Fact]
    public async Task Too_large_a_file_is_refused_and_leaves_nothing_behind()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var large = new byte[100_001];
        Pdf.CopyTo(large, 0);

        var unread = await Upload(desk, opened.Number, "large.pdf", large, length: large.Length);
        var read = await Upload(desk, opened.Number, "large.pdf", large);

        Assert.Equal(Answer.TooLarge, unread.Problem!.Code);
        Assert.Equal(Answer.TooLarge, read.Problem!.Code);
        Assert.Equal(0, await desk.Read(db => db.Attachments.CountAsync(Ct)));
        Assert.Empty(await Kept(desk));
    }

    [Theory]
    [InlineData("virus.exe", "fileName")]
    [InlineData("a\u0001b.pdf", "fileName")]
    [InlineData("..", "fileName")]
    public async Task A_file_of_a_wrong_name_is_refused(string name, string field)
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var outcome = await Upload(desk, opened.Number, name, Pdf);

        Assert.Equal(field, Assert.Single(outcome.Problem!.Fields).Field);
        Assert.Empty(await Kept(desk));
        Assert.Equal(0, await desk.Read(db => db.Attachments.CountAsync(Ct)));
    }

    [Fact]
    public async Task The_type_is_that_of_the_content_whatever_the_name_says()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var renamed = (await Upload(desk, opened.Number, "picture.png", Pdf)).Value;
        var genuine = (await Upload(desk, opened.Number, "paper.pdf", Pdf)).Value;

        Assert.Equal(("application/pdf", false), (renamed.ContentType, renamed.IsAsNamed));
        Assert.Equal(("application/pdf", true), (genuine.ContentType, genuine.IsAsNamed));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdf)), genuine.Sha256);
    }

    [Fact]
    public async Task Of_a_long_text_the_preview_shows_the_beginning_in_whole_characters()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        desk.Get<IOptions<DeskOptions>>().Value.AttachmentMaxBytes = 1_000_000;
        // Three bytes each, so that the last one that fits is cut.
        var view = (await Upload(desk, opened.Number, "long.txt", Encoding.UTF8.GetBytes(new string('傳', 100_000)))).Value;

        var preview = (await desk.Get<PreviewAttachment>().Handle(await desk.User("amy"), new(view.Key), Ct)).Value;
        using var read = new StreamReader(preview.Content);

        Assert.True(preview.IsCut);
        Assert.Equal(new string('傳', PreviewAttachment.TextLength / 3), await read.ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task The_same_content_is_kept_once()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        await Upload(desk, opened.Number, "one.pdf", Pdf);
        await Upload(desk, opened.Number, "two.pdf", Pdf);

        Assert.Single(await Kept(desk));
        Assert.Equal(2, (await desk.Show(opened.Number)).Attachments.Count);
    }

    [Fact]
    public async Task Who_may_not_read_the_case_neither_reads_attaches_nor_deletes()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var view = await Upload(desk, opened.Number, "one.pdf", Pdf);
        var bob = await desk.User("bob");

        Assert.Equal(RejectionKind.NotFound, (await desk.Get<DownloadAttachment>().Handle(bob, new(view.Value.Key), Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await Upload(desk, opened.Number, "x.pdf", Pdf, "bob")).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await desk.Get<DeleteAttachment>().Handle(bob, new(view.Value.Key), Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await Upload(desk, opened.Number, "x.pdf", Pdf, "rita")).Problem!.Kind);
        Assert.Equal(
            RejectionKind.Forbidden,
            (await desk.Get<DeleteAttachment>().Handle(await desk.User("carl"), new(view.Value.Key), Ct)).Problem!.Kind
        );
    }

    [Fact]
    public async Task A_deleted_file_is_gone_but_its_name_stays_on_the_time_line()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var view = await Upload(desk, opened.Number, "one.pdf", Pdf);

        await desk.Get<DeleteAttachment>().Handle(await desk.User("amy"), new(view.Value.Key), Ct);
        var page = await desk.Show(opened.Number);

        Assert.Empty(page.Attachments);
        Assert.Equal("Amy Chan 陳 took off the attachment “one.pdf”.", page.Timeline[^1].Text);
    }

    [Fact]
    public async Task Files_on_a_draft_go_to_the_case_that_it_becomes()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var upload = new UploadAttachmentRequest(null, "new-case", "one.pdf") { Content = new MemoryStream(Pdf) };
        var view = await desk.Get<UploadAttachment>().Handle(amy, upload, Ct);
        var stranger = await desk.Get<DownloadAttachment>().Handle(await desk.User("rita"), new(view.Value.Key), Ct);

        var opened = await desk.Open(change: request => request with { DraftKey = "new-case" });

        Assert.Equal(RejectionKind.NotFound, stranger.Problem!.Kind);
        Assert.Equal("one.pdf", Assert.Single((await desk.Show(opened.Number)).Attachments).FileName);
    }

    private static async Task<Runtime.Outcome<AttachmentView>> Upload(
        DeskHost desk,
        string number,
        string name,
        byte[] content,
        string user = "amy",
        long? length = null
    )
    {
        var request = new UploadAttachmentRequest(number, null, name) { Content = new MemoryStream(content), Length = length };
        return await desk.Get<UploadAttachment>().Handle(await desk.User(user), request, Ct);
    }

    /// <summary>What is kept of all uploads, in the data directory or in the database.</summary>
    private static async Task<IReadOnlyList<string>> Kept(DeskHost desk)
    {
        if (TestStorage.IsPostgres)
            return await desk.Read(db => db.Set<KeptFile>().Select(file => file.Name).ToListAsync(Ct));
        var folder = Path.Combine(desk.Directory, "attachments");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }
}
