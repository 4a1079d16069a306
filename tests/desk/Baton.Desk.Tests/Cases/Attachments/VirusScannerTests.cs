using System.Text;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Cases.Attachments.Versions;
using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Tests.Cases.Attachments;

/// <summary>Files are shown to a scanner that speaks the protocol of clamd.</summary>
public sealed class VirusScannerTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clean_file_is_kept_and_marked_clean(bool overSocketFile)
    {
        await using var desk = await DeskHost.Start();
        await using var clamd = overSocketFile ? InstreamServer.OnSocketFile() : InstreamServer.OnPort();
        Use(desk, clamd.Address);
        var opened = await desk.Open();
        var content = new string('x', 90_000);

        var view = await Attach(desk, opened.Number, "large.txt", content);

        Assert.Equal("clean", view.Value.Scan);
        Assert.Equal(content, Assert.Single(clamd.Received));
    }

    [Fact]
    public async Task An_infected_file_is_refused_logged_and_leaves_nothing_behind()
    {
        await using var desk = await DeskHost.Start();
        await using var clamd = InstreamServer.OnPort();
        Use(desk, clamd.Address);
        var opened = await desk.Open();

        var refused = await Attach(desk, opened.Number, "trap.txt", InstreamServer.Virus);
        var logged = await desk.Read(db => db.SecurityEvents.SingleAsync(row => row.Kind == "virus-found", Ct));

        Assert.Equal(VirusFound.Code, refused.Problem!.Code);
        Assert.Contains(InstreamServer.Threat, refused.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal("amy", logged.UserName);
        Assert.Contains("trap.txt: " + InstreamServer.Threat, logged.Detail, StringComparison.Ordinal);
        Assert.Equal(0, await desk.Read(db => db.Attachments.CountAsync(Ct)));
        Assert.Empty(Directory.GetFiles(Path.Combine(desk.Directory, "attachments"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task While_the_scanner_does_not_answer_files_are_refused()
    {
        await using var desk = await DeskHost.Start();
        Use(desk, "unix:" + Path.Combine(desk.Directory, "no-such.ctl"));
        var opened = await desk.Open();

        var refused = await Attach(desk, opened.Number, "one.txt", "one");

        Assert.Equal(Answer.Unavailable, refused.Problem!.Code);
        Assert.Equal(0, await desk.Read(db => db.Attachments.CountAsync(Ct)));
    }

    [Fact]
    public async Task An_accepted_file_is_marked_and_scanned_when_the_scanner_answers_again()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var waiting = await AcceptUnscanned(desk, opened.Number, "one");

        var (verdict, _) = await Deliver(desk, waiting.Key);
        Assert.Equal((DeliveryVerdict.Delivered, "waiting"), (verdict, (await desk.Show(opened.Number)).Attachments[0].Scan));
        await using var clamd = InstreamServer.OnPort();
        Use(desk, clamd.Address);
        await Deliver(desk, waiting.Key);

        Assert.Equal("waiting", waiting.Scan);
        Assert.Equal("clean", (await desk.Show(opened.Number)).Attachments[0].Scan);
    }

    [Fact]
    public async Task What_turns_out_to_be_infected_is_taken_off_and_the_version_before_is_back()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var first = (await Attach(desk, opened.Number, "one.txt", "one")).Value;
        Use(desk, "unix:" + Path.Combine(desk.Directory, "no-such.ctl"), UnscannedFiles.Accept);
        var request = new AddAttachmentVersionRequest(first.Key, "one.txt", null) { Content = Stream(InstreamServer.Virus) };
        var second = await desk.Get<AddAttachmentVersion>().Handle(await desk.User("amy"), request, Ct);
        Assert.Equal("waiting", second.Value.Scan);
        await using var clamd = InstreamServer.OnPort();
        Use(desk, clamd.Address);

        await Deliver(desk, await desk.Read(db => db.Attachments.Where(row => row.Version == 2).Select(row => row.Key).SingleAsync(Ct)));
        var page = await desk.Show(opened.Number);

        Assert.Equal(1, Assert.Single(page.Attachments).Version);
        Assert.Equal(TimelineCodes.AttachmentInfected, page.Timeline[^1].Code);
        Assert.Contains(InstreamServer.Threat, page.Timeline[^1].Text, StringComparison.Ordinal);
        Assert.Equal(1, await desk.Read(db => db.SecurityEvents.CountAsync(row => row.Kind == "virus-found", Ct)));
    }

    [Theory]
    [InlineData("127.0.0.1:3310", true)]
    [InlineData("clamd.example:3310", true)]
    [InlineData("unix:/run/clamav/clamd.ctl", true)]
    [InlineData("unix:", false)]
    [InlineData("clamd.example", false)]
    [InlineData("clamd.example:0", false)]
    [InlineData("clamd.example:99999", false)]
    public void An_address_that_cannot_be_used_is_found_at_the_start(string address, bool isGood)
    {
        var result = new ScannerOptionsCheck().Validate(null, new() { Kind = ScannerKind.ClamAv, Address = address });

        Assert.Equal(isGood, result.Succeeded);
    }

    private static void Use(DeskHost desk, string address, UnscannedFiles unscanned = UnscannedFiles.Refuse)
    {
        var options = desk.Get<IOptions<ScannerOptions>>().Value;
        (options.Kind, options.Address, options.WhenUnreachable) = (ScannerKind.ClamAv, address, unscanned);
    }

    private static async Task<AttachmentView> AcceptUnscanned(DeskHost desk, string number, string content)
    {
        Use(desk, "unix:" + Path.Combine(desk.Directory, "no-such.ctl"), UnscannedFiles.Accept);
        return (await Attach(desk, number, "one.txt", content)).Value;
    }

    private static async Task<Outcome<AttachmentView>> Attach(DeskHost desk, string number, string name, string content)
    {
        var request = new UploadAttachmentRequest(number, null, name) { Content = Stream(content) };
        return await desk.Get<UploadAttachment>().Handle(await desk.User("amy"), request, Ct);
    }

    /// <summary>What the outbox does with the message of an accepted file.</summary>
    private static async Task<(DeliveryVerdict Verdict, string? Reason)> Deliver(DeskHost desk, long key)
    {
        var message = new OutboxMessage(LateScan.Outbox, "one", $$"""{"Key":{{key}},"Round":1}""");
        var result = await desk.Get<LateScan>().Deliver(message, Ct);
        if (result.Record is { } record)
            await desk.Change((_, unit) => record(unit).AsTask());
        return (result.Verdict, result.Reason);
    }

    private static MemoryStream Stream(string content) => new(Encoding.UTF8.GetBytes(content));
}
