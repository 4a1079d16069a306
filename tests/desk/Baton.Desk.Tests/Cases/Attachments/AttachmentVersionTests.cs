using System.Text;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Attachments.Versions;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Attachments;

public sealed class AttachmentVersionTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_version_takes_the_place_of_the_one_before_which_stays_readable()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var first = (await Attach(desk, opened.Number, "offer.txt", "one")).Value;
        await Attach(desk, opened.Number, "other.txt", "another file");

        var second = (await Add(desk, first.Key, "offer-2.txt", "two", "Price corrected", "carl")).Value;
        var shown = (await desk.Show(opened.Number)).Attachments;
        var versions = (await desk.Get<ListAttachmentVersions>().Handle(await desk.User("carl"), new(first.Key), Ct)).Value;

        Assert.Equal((first.Key, 2, "Price corrected", "carl"), (second.Key, second.Version, second.Comment, second.UploadedBy));
        Assert.Equal(["offer-2.txt", "other.txt"], shown.Select(file => file.FileName));
        Assert.Equal([2, 1], versions.Select(one => one.Version));
        Assert.Equal("two", await Read(desk, first.Key));
        Assert.Equal("one", await Read(desk, first.Key, version: 1));
        Assert.Equal("two", await Read(desk, first.Key, version: 2));
        Assert.NotEqual(versions[0].Sha256, versions[1].Sha256);
    }

    [Fact]
    public async Task The_time_line_tells_of_each_version()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var first = (await Attach(desk, opened.Number, "offer.txt", "one")).Value;

        await Add(desk, first.Key, "offer.txt", "two", null);
        await Add(desk, first.Key, "offer.txt", "three", "Price corrected");
        var texts = (await desk.Show(opened.Number)).Timeline.Select(item => item.Text).TakeLast(3);

        Assert.Equal(
            [
                "Amy Chan 陳 attached “offer.txt”.",
                "Amy Chan 陳 added version 2 of “offer.txt”.",
                "Amy Chan 陳 added version 3 of “offer.txt”: Price corrected",
            ],
            texts
        );
    }

    [Fact]
    public async Task Deleting_takes_an_attachment_off_with_all_its_versions()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var first = (await Attach(desk, opened.Number, "offer.txt", "one")).Value;
        await Add(desk, first.Key, "offer.txt", "two", null);

        var deleted = await desk.Get<DeleteAttachment>().Handle(await desk.User("amy"), new(first.Key), Ct);

        Assert.True(deleted.Succeeded);
        Assert.Empty((await desk.Show(opened.Number)).Attachments);
        Assert.Equal(2, await desk.Read(db => db.Attachments.CountAsync(row => row.DeletedBy == "amy", Ct)));
        Assert.Equal(RejectionKind.NotFound, (await Open(desk, first.Key, version: 1)).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await Add(desk, first.Key, "offer.txt", "three", null)).Problem!.Kind);
    }

    [Fact]
    public async Task A_file_that_another_has_changed_is_not_ones_own_to_delete()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var first = (await Attach(desk, opened.Number, "offer.txt", "one")).Value;
        await Add(desk, first.Key, "offer.txt", "two", null, "carl");

        var deleted = await desk.Get<DeleteAttachment>().Handle(await desk.User("amy"), new(first.Key), Ct);

        Assert.Equal(RejectionKind.Forbidden, deleted.Problem!.Kind);
    }

    [Fact]
    public async Task The_same_content_makes_no_version()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var first = (await Attach(desk, opened.Number, "offer.txt", "one")).Value;

        var again = await Add(desk, first.Key, "offer-2.txt", "one", null);

        Assert.Equal("attachment-unchanged", again.Problem!.Code);
    }

    [Fact]
    public async Task Who_may_not_read_the_case_or_not_work_on_cases_adds_no_version()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var first = (await Attach(desk, opened.Number, "offer.txt", "one")).Value;
        var bob = await desk.User("bob");

        Assert.Equal(RejectionKind.NotFound, (await Add(desk, first.Key, "offer.txt", "two", null, "bob")).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await Add(desk, first.Key, "offer.txt", "two", null, "rita")).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await desk.Get<ListAttachmentVersions>().Handle(bob, new(first.Key), Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task Too_long_a_comment_is_refused()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var first = (await Attach(desk, opened.Number, "offer.txt", "one")).Value;

        var refused = await Add(desk, first.Key, "offer.txt", "two", new string('x', 501));

        Assert.Equal("comment", Assert.Single(refused.Problem!.Fields).Field);
    }

    [Fact]
    public async Task Versions_on_a_draft_go_to_the_case_that_it_becomes()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var upload = new UploadAttachmentRequest(null, "new-case", "offer.txt") { Content = new MemoryStream("one"u8.ToArray()) };
        var first = (await desk.Get<UploadAttachment>().Handle(amy, upload, Ct)).Value;
        await Add(desk, first.Key, "offer-2.txt", "two", null);

        var opened = await desk.Open(change: request => request with { DraftKey = "new-case" });
        var page = await desk.Show(opened.Number);

        Assert.Equal(2, Assert.Single(page.Attachments).Version);
        Assert.Equal("one", await Read(desk, first.Key, version: 1, user: "carl"));
        Assert.Single(page.Timeline, item => item.Code == TimelineCodes.AttachmentAdded);
    }

    private static async Task<Outcome<AttachmentView>> Attach(DeskHost desk, string number, string name, string content)
    {
        var request = new UploadAttachmentRequest(number, null, name) { Content = new MemoryStream(Encoding.UTF8.GetBytes(content)) };
        return await desk.Get<UploadAttachment>().Handle(await desk.User("amy"), request, Ct);
    }

    private static async Task<Outcome<AttachmentView>> Add(
        DeskHost desk,
        long key,
        string name,
        string content,
        string? comment,
        string user = "amy"
    )
    {
        var request = new AddAttachmentVersionRequest(key, name, comment) { Content = new MemoryStream(Encoding.UTF8.GetBytes(content)) };
        return await desk.Get<AddAttachmentVersion>().Handle(await desk.User(user), request, Ct);
    }

    private static async Task<Outcome<AttachmentContent>> Open(DeskHost desk, long key, int? version = null, string user = "amy") =>
        await desk.Get<DownloadAttachment>().Handle(await desk.User(user), new(key, version), Ct);

    private static async Task<string> Read(DeskHost desk, long key, int? version = null, string user = "amy")
    {
        var outcome = await Open(desk, key, version, user);
        using var reader = new StreamReader(outcome.Value.Content);
        return await reader.ReadToEndAsync(Ct);
    }
}
