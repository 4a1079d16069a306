using System.Text.Json;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Channels.Fax.Messages;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Drivers.Reports;

namespace Baton.Desk.Tests.Notifications.Drivers;

public sealed class FaxMessageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_leaves_on_paper_by_the_driver_of_faxes_once()
    {
        await using var desk = await DeskHost.Start(("Fax:Messages", "true"));
        var driver = desk.Get<ChannelSetup>().DriverOf("fax")!;

        var delivery = await driver.Deliver(Message("+852 2987 6544"), Ct);
        await driver.Deliver(Message("+852 2987 6544"), Ct);
        var wrong = await driver.Deliver(Message("amy"), Ct);

        Assert.Equal(MessageVerdict.Accepted, delivery.Verdict);
        Assert.Equal(MessageVerdict.Refused, wrong.Verdict);
        var outgoing = Path.Combine(desk.Directory, "fax", "outgoing");
        var file = Assert.Single(Directory.GetFiles(outgoing, "*.job"));
        using var job = JsonDocument.Parse(await File.ReadAllTextAsync(file, Ct));
        Assert.Equal(("+85229876544", delivery.ProviderId), (Text("number"), Text("id")));
        Assert.StartsWith("%PDF", await File.ReadAllTextAsync(Path.ChangeExtension(file, ".pdf"), Ct), StringComparison.Ordinal);

        string? Text(string name) => job.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Its_result_is_a_report_and_not_one_of_a_case()
    {
        await using var desk = await DeskHost.Start();
        var reports = new Known("msg-7-1");
        var inbox = new FaxMessageInbox(desk.Get<FaxInbox>(), reports);

        Assert.Null(
            await inbox.Take(
                new()
                {
                    Id = "msg-7-1",
                    Sent = false,
                    Reason = "busy",
                },
                Ct
            )
        );
        Assert.Contains("sent none", await inbox.Take(new() { Id = "msg-8-1", Sent = true }, Ct), StringComparison.Ordinal);
        Assert.Contains("made none", await inbox.Take(new() { Id = "fax-7", Sent = true }, Ct), StringComparison.Ordinal);

        Assert.Equal(new MessageReport("fax", null, "msg-7-1", MessageReportState.Failed, "busy"), reports.Last);
    }

    private static OutgoingMessage Message(string number) =>
        new("7.1", "fax", [new(number, "陳大文")], [], [], "您的案件", "您的案件已完成。\n謝謝。", null, "zh-Hant", "TOS-1");

    private sealed class Known(string id) : IMessageReports
    {
        public MessageReport? Last { get; private set; }

        public Task<bool> Take(MessageReport report, CancellationToken ct)
        {
            if (report.ProviderId != id)
                return Task.FromResult(false);
            Last = report;
            return Task.FromResult(true);
        }
    }
}
