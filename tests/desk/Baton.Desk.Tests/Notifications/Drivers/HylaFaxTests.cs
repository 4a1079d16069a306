using System.Collections.Concurrent;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Channels.Fax.HylaFax;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Desk.Tests.Notifications.Drivers;

/// <summary>Faxes by a real HylaFAX, which has no modem.</summary>
public sealed class HylaFaxTests : IClassFixture<HylaFaxServer>
{
    private static readonly byte[] Pdf = Document();

    private readonly HylaFaxServer _server;

    public HylaFaxTests(HylaFaxServer server)
    {
        Assert.SkipWhen(HylaFaxServer.WhyNot is not null, HylaFaxServer.WhyNot ?? "");
        _server = server;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fax_stands_in_the_queue_once_and_its_failure_comes_back_once()
    {
        var client = _server.Client();
        var driver = new HylaFaxDriver(client, _server.Options(), TimeProvider.System, NullLogger<HylaFaxDriver>.Instance);
        var inbox = new Inbox();

        Assert.Equal(FaxSubmission.Submitted, await driver.Submit(Job("fax-77"), Pdf, Ct));
        Assert.Equal(FaxSubmission.AlreadySubmitted, await driver.Submit(Job("fax-77"), Pdf, Ct));
        var waiting = Assert.Single(await client.Jobs(Ct));
        await driver.ReceiveOnce(inbox, Ct);

        Assert.Equal(("baton-fax-77", false), (waiting.Tag, waiting.IsFinished));
        Assert.Empty(inbox.Results);

        // Without a modem nothing ends by itself; somebody gives it up.
        _server.Remove("1");
        await ForeignProgram.Until(async () => (await client.Jobs(Ct)).All(job => job.IsFinished), () => "The job did not end.", Ct);
        await driver.ReceiveOnce(inbox, Ct);
        await driver.ReceiveOnce(inbox, Ct);

        var result = Assert.Single(inbox.Results);
        Assert.Equal(("fax-77", false), (result.Id, result.Sent));
        Assert.Contains("abort", result.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(FaxSubmission.AlreadySubmitted, await driver.Submit(Job("fax-77"), Pdf, Ct));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_that_is_tried_again()
    {
        var options = _server.Options();
        options.Port = ForeignProgram.FreePorts(1)[0];
        var folder = Directory.CreateTempSubdirectory("baton-hylafax-").FullName;
        var driver = new HylaFaxDriver(
            new HylaFaxClient(options, folder),
            options,
            TimeProvider.System,
            NullLogger<HylaFaxDriver>.Instance
        );

        var error = await Assert.ThrowsAsync<IOException>(() => driver.Submit(Job("fax-78"), Pdf, Ct));

        Assert.Contains("faxstat failed", error.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static FaxJob Job(string id) => new(id, "+85223456789", "TOS-1", 1, 50, DeskHost.Morning);

    private static byte[] Document()
    {
        using var stream = new MemoryStream();
        using (var document = SkiaSharp.SKDocument.CreatePdf(stream))
        {
            document.BeginPage(595, 842);
            document.EndPage();
            document.Close();
        }
        return stream.ToArray();
    }

    private sealed class Inbox : IFaxInbox
    {
        public ConcurrentQueue<FaxResult> Results { get; } = [];

        public Task<string?> Take(FaxResult result, CancellationToken cancellation)
        {
            Results.Enqueue(result);
            return Task.FromResult<string?>(null);
        }

        public Task Refuse(RefusedResult refused, CancellationToken cancellation) => Task.CompletedTask;
    }
}
