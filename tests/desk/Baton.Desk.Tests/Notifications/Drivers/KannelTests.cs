using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Drivers.Reports;
using Baton.Desk.Tests.Notifications.Drivers.Servers;

namespace Baton.Desk.Tests.Notifications.Drivers;

/// <summary>Short messages by a real Kannel.</summary>
public sealed class KannelTests : IClassFixture<KannelServer>
{
    private readonly KannelServer _kannel;

    public KannelTests(KannelServer kannel)
    {
        Assert.SkipWhen(KannelServer.WhyNot is not null, KannelServer.WhyNot ?? "");
        _kannel = kannel;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Chinese_message_reaches_the_centre_and_its_report_comes_back()
    {
        await using var desk = await Desk(KannelServer.Password);

        var delivery = await desk.Driver("sms").Deliver(Message("clock:7:round:2/a%b", "9123 4567", "您的案件 TOS-1 已完成"), Ct);

        Assert.Equal(MessageVerdict.Accepted, delivery.Verdict);
        var got = await _kannel.Got("+85291234567");
        Assert.Contains("ucs-2", got, StringComparison.Ordinal);
        Assert.Contains("%60%A8v%84hHN%F6", got, StringComparison.Ordinal);
        await ForeignProgram.Until(() => Task.FromResult(!desk.Reports.IsEmpty), () => "No report came.", Ct);
        Assert.Equal(
            new MessageReport("sms", "clock:7:round:2/a%b", null, MessageReportState.Delivered, null),
            Assert.Single(desk.Reports)
        );
    }

    [Fact]
    public async Task A_wrong_password_waits_and_is_not_told()
    {
        await using var desk = await Desk("some-wrong-password");

        var delivery = await desk.Driver("sms").Deliver(Message("1.1", "+85291234568", "Done"), Ct);

        Assert.Equal(MessageVerdict.Retry, delivery.Verdict);
        Assert.Contains("403", delivery.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("some-wrong-password", delivery.Reason, StringComparison.Ordinal);
    }

    private async Task<ReportDesk> Desk(string password)
    {
        var port = ForeignProgram.FreePorts(1)[0];
        return await ReportDesk.Start(
            port,
            ("Sms:Driver", "kannel"),
            ("Sms:From", "Baton"),
            ("Sms:Kannel:Url", _kannel.Url),
            ("Sms:Kannel:User", "baton"),
            ("Sms:Kannel:Password", password),
            ("Sms:Reports:Token", ReportDesk.Token),
            ("Sms:Reports:PublicUrl", $"http://127.0.0.1:{port}")
        );
    }

    private static OutgoingMessage Message(string id, string number, string text) =>
        new(id, "sms", [new(number, null)], [], [], "", text, null, "zh-Hans", "TOS-1");
}
