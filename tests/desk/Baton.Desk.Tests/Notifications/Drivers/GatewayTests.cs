using System.Net;
using System.Text;
using System.Text.Json;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Reports;
using Baton.Desk.Notifications.Drivers.Voice;
using Baton.Desk.Tests.Customers;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using Microsoft.AspNetCore.Http;

namespace Baton.Desk.Tests.Notifications.Drivers;

/// <summary>Gateways by configuration, and the reports that they bring.</summary>
public sealed class GatewayTests
{
    private const string Secret = "Bearer key-of-the-gateway";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_is_called_as_the_configuration_says()
    {
        await using var gateway = await BillingSystem.Start();
        (string? Body, string? Key, string? Type) got = default;
        gateway.Answer = async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            got = (await reader.ReadToEndAsync(Ct), context.Request.Headers.Authorization, context.Request.ContentType);
            await context.Response.WriteAsync("""{"status": "queued", "data": [{"id": "gw-1"}]}""", Ct);
        };
        await using var desk = await Desk(gateway);

        var delivery = await desk.Driver("sms").Deliver(Message("+852 9123 4567", "案件 \"TOS-1\"\n已完成"), Ct);

        Assert.Equal(new MessageDelivery(MessageVerdict.Accepted, "gw-1", null), delivery);
        Assert.Equal("/send/85291234567?lang=zh-Hans", Assert.Single(gateway.Asked));
        Assert.Equal((Secret, "application/json"), (got.Key, got.Type));
        using var body = JsonDocument.Parse(got.Body!);
        Assert.Equal("案件 \"TOS-1\"\n已完成", body.RootElement.GetProperty("text").GetString());
        Assert.Equal("1", body.RootElement.GetProperty("parts").GetString());
    }

    [Theory]
    [InlineData(200, """{"status": "full"}""", MessageVerdict.Retry)]
    [InlineData(400, "bad number", MessageVerdict.Refused)]
    [InlineData(401, "who are you, key-of-the-gateway", MessageVerdict.Retry)]
    [InlineData(302, "", MessageVerdict.Retry)]
    [InlineData(429, "slow down", MessageVerdict.Retry)]
    [InlineData(503, "down", MessageVerdict.Retry)]
    public async Task Only_what_is_wrong_with_the_message_itself_is_refused_for_ever(int status, string body, object verdict)
    {
        await using var gateway = await BillingSystem.Start();
        gateway.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync(body + " " + Secret, Ct);
        };
        await using var desk = await Desk(gateway);

        var delivery = await desk.Driver("sms").Deliver(Message("+85291234567", "Done"), Ct);

        Assert.Equal((MessageVerdict)verdict, delivery.Verdict);
        Assert.DoesNotContain(Secret, delivery.Reason, StringComparison.Ordinal);
        Assert.Single(gateway.Asked);
    }

    [Fact]
    public async Task An_endless_answer_and_none_at_all_are_tried_again()
    {
        await using var gateway = await BillingSystem.Start();
        await using var desk = await Desk(gateway);
        gateway.Answer = context => context.Response.WriteAsync(new string('x', 100_000), Ct);
        var endless = await desk.Driver("sms").Deliver(Message("+85291234567", "Done"), Ct);
        gateway.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        var silent = await desk.Driver("sms").Deliver(Message("+85291234567", "Done"), Ct);

        Assert.Equal((MessageVerdict.Retry, MessageVerdict.Retry), (endless.Verdict, silent.Verdict));
        Assert.Contains("64 KB", endless.Reason, StringComparison.Ordinal);
        Assert.Contains("did not answer within", silent.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("amy@example.test")]
    public async Task A_number_that_cannot_be_is_refused_and_not_called(string number)
    {
        await using var gateway = await BillingSystem.Start();
        await using var desk = await Desk(gateway);

        var delivery = await desk.Driver("sms").Deliver(Message(number, "Done"), Ct);

        Assert.Equal(MessageVerdict.Refused, delivery.Verdict);
        Assert.Contains(number, delivery.Reason, StringComparison.Ordinal);
        Assert.Empty(gateway.Asked);
    }

    [Theory]
    [InlineData("https://{{ to }}.example.test/", false)]
    [InlineData("https://example.test:{{ digits }}/", false)]
    [InlineData("ftp://example.test/", false)]
    [InlineData("https://example.test/{{ to | url_encode }}", true)]
    public void Values_of_a_message_never_choose_the_host(string address, bool isUsable)
    {
        Assert.Equal(isUsable, GatewayAddress.IsUsable(GatewayTemplate.Parse(address)));
    }

    [Fact]
    public async Task A_report_needs_the_token_and_may_come_as_query_form_or_json()
    {
        await using var gateway = await BillingSystem.Start();
        await using var desk = await Desk(gateway);
        using var client = new HttpClient { BaseAddress = desk.Address };

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await client.GetAsync("/api/messages/reports/sms?id=1.1&state=delivered", Ct)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await client.GetAsync("/api/messages/reports/sms?id=1.1&state=delivered&token=wrong", Ct)).StatusCode
        );
        Assert.Empty(desk.Reports);
        var query = await client.GetAsync($"/api/messages/reports/sms?id=1.1&state=delivered&token={ReportDesk.Token}", Ct);
        client.DefaultRequestHeaders.Authorization = new("Bearer", ReportDesk.Token);
        using var form = new FormUrlEncodedContent([new("id", "1.2"), new("state", "UNDELIV"), new("reason", "absent")]);
        var posted = await client.PostAsync("/api/messages/reports/sms", form, Ct);
        using var json = new StringContent("""{"message": {"ref": "gw-7"}, "state": "buffered"}""", Encoding.UTF8, "application/json");
        var told = await client.PostAsync("/api/messages/reports/sms", json, Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (query.StatusCode, posted.StatusCode, told.StatusCode));
        Assert.Equal(
            [
                new("sms", "1.1", null, MessageReportState.Delivered, null),
                new("sms", "1.2", null, MessageReportState.Failed, "absent"),
                new("sms", null, "gw-7", MessageReportState.Underway, null),
            ],
            desk.Reports
        );
    }

    [Fact]
    public async Task A_report_of_an_unknown_message_or_driver_or_without_a_state_says_so()
    {
        await using var gateway = await BillingSystem.Start();
        await using var desk = await Desk(gateway);
        desk.Unknown.Add("9.9");
        using var client = new HttpClient { BaseAddress = desk.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", ReportDesk.Token);
        using var huge = new StringContent(new string('x', 20_000), Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/messages/reports/sms?id=9.9&state=delivered", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/messages/reports/kannel?id=1.1&state=1", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/messages/reports/sms?id=1.1", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("/api/messages/reports/sms", huge, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_call_is_a_file_and_so_is_what_became_of_it()
    {
        var folder = Directory.CreateTempSubdirectory("baton-voice-").FullName;
        await using (
            var desk = await ReportDesk.Start(
                0,
                ("Voice:Driver", "file"),
                ("Voice:Directory", folder),
                ("Voice:ResultPollMilliseconds", "60000")
            )
        )
        {
            var driver = desk.Driver("voice");
            var message = new OutgoingMessage(
                "5.1",
                "voice",
                [new("+85291234567", null)],
                [],
                [],
                "",
                "您的案件已完成",
                null,
                "zh-Hans",
                "TOS-1"
            );
            Assert.Equal(MessageVerdict.Accepted, (await driver.Deliver(message, Ct)).Verdict);
            var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "outgoing")));
            using var call = JsonDocument.Parse(await File.ReadAllTextAsync(file, Ct));
            Assert.Equal("+85291234567", call.RootElement.GetProperty("number").GetString());
            Assert.Equal("您的案件已完成", call.RootElement.GetProperty("text").GetString());
            var results = Path.Combine(folder, "results");
            await File.WriteAllTextAsync(
                Path.Combine(results, Path.GetFileName(file)),
                """{"id": "5.1", "state": "busy", "reason": "engaged"}""",
                Ct
            );
            await File.WriteAllTextAsync(Path.Combine(results, "zzz.json"), "nonsense", Ct);

            await desk.Get<VoiceFolder>().ReceiveOnce(desk, Ct);
            File.Delete(file);
            await driver.Deliver(message, Ct);

            // The desk's own look at the folder may come at the same time; whoever takes reports takes the same one twice as one.
            var report = new MessageReport("voice", "5.1", null, MessageReportState.Failed, "engaged");
            Assert.Equal(report, Assert.Single(desk.Reports.Distinct()));
            Assert.Empty(Directory.GetFiles(Path.Combine(folder, "outgoing")));
            Assert.True(File.Exists(Path.Combine(results, "rejected", "zzz.json.reason")));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_channel_without_settings_names_the_setting_that_it_misses()
    {
        await using var desk = await ReportDesk.Start(0, ("Voice:Driver", "file"));

        var setup = desk.Get<ChannelSetup>();

        Assert.Null(setup.MissingSetting("voice"));
        Assert.Equal(("Mail:Host", "Sms:Driver"), (setup.MissingSetting("mail"), setup.MissingSetting("sms")));
        Assert.Null(setup.DriverOf("mail"));
    }

    private static Task<ReportDesk> Desk(BillingSystem gateway) =>
        ReportDesk.Start(
            0,
            ("Sms:Driver", "http"),
            ("Sms:Http:Url", gateway.Address + "/send/{{ digits }}?lang={{ language | url_encode }}"),
            ("Sms:Http:Headers:Authorization", Secret),
            ("Sms:Http:Body", """{"text": {{ text | json }}, "parts": {{ segments | json }}}"""),
            ("Sms:Http:AcceptedField", "status"),
            ("Sms:Http:AcceptedValue", "queued,sent"),
            ("Sms:Http:IdField", "data.0.id"),
            ("Sms:Http:TimeoutMilliseconds", "500"),
            ("Sms:Reports:Token", ReportDesk.Token),
            ("Sms:Reports:ProviderIdField", "message.ref")
        );

    private static OutgoingMessage Message(string number, string text) =>
        new("1.1", "sms", [new(number, null)], [], [], "", text, null, "zh-Hans", "TOS-1");
}
