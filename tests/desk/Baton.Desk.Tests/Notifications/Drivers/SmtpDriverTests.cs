using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Tests.Notifications.Drivers;

/// <summary>Mails by a real Postfix, read again from a real Dovecot.</summary>
public sealed class SmtpDriverTests : IClassFixture<MailServer>, IDisposable
{
    private readonly MailServer _server;
    private readonly ServiceProvider _services;
    private readonly List<IDisposable> _drivers = [];

    public SmtpDriverTests(MailServer server)
    {
        Assert.SkipWhen(MailServer.WhyNot is not null, MailServer.WhyNot ?? "");
        _server = server;
        _services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _drivers.ForEach(one => one.Dispose());
        _services?.Dispose();
    }

    [Fact]
    public async Task A_mail_arrives_with_Chinese_words_both_bodies_and_the_marks_of_a_machine()
    {
        var message = Mail("order:1:zh-Hant", "amy", "bob", "carl") with
        {
            Subject = "工單 TOS-1：請於今日 17:00 前回覆",
            Text = "陳小姐：\n工單已逾時。",
            Html = "<p>陳小姐：<b>工單已逾時。</b></p>",
            CaseNumber = "TOS-1",
        };

        var delivery = await Driver().Deliver(message, Ct);

        Assert.Equal((MessageVerdict.Delivered, null), (delivery.Verdict, delivery.Reason));
        var mail = (await _server.Mails("amy"))[^1];
        Assert.Equal("工單 TOS-1：請於今日 17:00 前回覆", mail.Subject);
        Assert.Equal("客戶服務台", mail.From.Mailboxes.Single().Name);
        Assert.Equal("陳小姐 amy", mail.To.Mailboxes.Single().Name);
        Assert.Equal("陳小姐：\n工單已逾時。", mail.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Contains("<b>工單已逾時。</b>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(delivery.ProviderId, mail.MessageId);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Contains("OOF", mail.Headers["X-Auto-Response-Suppress"], StringComparison.Ordinal);
        Assert.Contains("<notifications.example.test>", mail.Headers["List-Id"], StringComparison.Ordinal);
        Assert.Equal("TOS-1", mail.Headers["X-Baton-Case"]);
        Assert.Equal("bob@example.test", mail.Cc.Mailboxes.Single().Address);
        var blind = (await _server.Mails("carl"))[^1];
        Assert.Empty(blind.Bcc);
        Assert.DoesNotContain(
            "carl",
            string.Join('\n', blind.Headers.Where(one => one.Field is "To" or "Cc" or "Bcc")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_receiver_whom_the_server_does_not_know_is_named_and_the_others_get_it()
    {
        var driver = Driver();

        var some = await driver.Deliver(Mail("order:2", "amy", cc: "nobody"), Ct);
        var none = await driver.Deliver(Mail("order:3", "nobody"), Ct);

        Assert.Equal(MessageVerdict.Delivered, some.Verdict);
        Assert.Contains("nobody@example.test: 550", some.Reason, StringComparison.Ordinal);
        Assert.Equal(MessageVerdict.Refused, none.Verdict);
        Assert.Contains("nobody@example.test: 550", none.Reason, StringComparison.Ordinal);
        Assert.Contains(await _server.Mails("amy"), mail => mail.MessageId == some.ProviderId);
    }

    [Fact]
    public async Task A_greylisted_mail_is_taken_the_second_time_under_the_same_id()
    {
        var driver = Driver();

        var first = await driver.Deliver(Mail("order:4", "grey"), Ct);
        var second = await driver.Deliver(Mail("order:4", "grey"), Ct);

        Assert.Equal(MessageVerdict.Retry, first.Verdict);
        Assert.Contains("451", first.Reason, StringComparison.Ordinal);
        Assert.Equal((MessageVerdict.Delivered, first.ProviderId), (second.Verdict, second.ProviderId));
        Assert.Equal(second.ProviderId, Assert.Single(await _server.Mails("grey")).MessageId);
    }

    [Fact]
    public async Task Only_the_receiver_who_was_put_off_gets_the_mail_again()
    {
        var driver = Driver();
        var message = Mail("order:5", "bob", cc: "greyer");

        var first = await driver.Deliver(message, Ct);
        var second = await driver.Deliver(message, Ct);

        Assert.Equal((MessageVerdict.Retry, MessageVerdict.Delivered), (first.Verdict, second.Verdict));
        Assert.Single(await _server.Mails("greyer"));
        Assert.Single(await _server.Mails("bob"), mail => mail.MessageId == second.ProviderId);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_the_password_and_waits_for_a_right_one()
    {
        var options = _server.Options();
        options.Password = "wrong-password-of-the-desk";

        var delivery = await Driver(options).Deliver(Mail("order:6", "amy"), Ct);

        Assert.Equal(MessageVerdict.Retry, delivery.Verdict);
        Assert.Contains("password", delivery.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(options.Password, delivery.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_or_for_another_name_is_not_trusted()
    {
        var stranger = _server.Options();
        stranger.CertificateAuthority = null;
        var misnamed = _server.Options();
        misnamed.Host = "127.0.0.1";

        foreach (var options in new[] { stranger, misnamed })
        {
            var delivery = await Driver(options).Deliver(Mail("order:7", "amy"), Ct);

            Assert.Equal(MessageVerdict.Retry, delivery.Verdict);
            Assert.Contains("certificate", delivery.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again_and_takes_the_mail_when_it_is_back()
    {
        var driver = Driver();
        Assert.Equal(MessageVerdict.Delivered, (await driver.Deliver(Mail("order:8", "late"), Ct)).Verdict);

        await _server.Stop();
        var down = await driver.Deliver(Mail("order:9", "late"), Ct);
        await _server.Start();
        var back = await driver.Deliver(Mail("order:9", "late"), Ct);

        Assert.Equal(MessageVerdict.Retry, down.Verdict);
        Assert.Contains("cannot be reached", down.Reason, StringComparison.Ordinal);
        Assert.Equal(MessageVerdict.Delivered, back.Verdict);
        Assert.Single(await _server.Mails("late", 2), mail => mail.MessageId == back.ProviderId);
    }

    [Fact]
    public async Task A_token_signs_in_is_kept_and_is_fetched_anew_when_it_was_withdrawn()
    {
        var options = _server.Options();
        options.Password = null;
        options.KeepSeconds = 0;
        options.OAuth.TokenUrl = _server.Tokens!.TokenUrl;
        options.OAuth.ClientId = TokenAuthority.Client;
        options.OAuth.ClientSecret = TokenAuthority.Secret;
        var driver = Driver(options);

        var first = await driver.Deliver(Mail("order:10", "token"), Ct);
        Assert.Equal((MessageVerdict.Delivered, null), (first.Verdict, first.Reason));
        Assert.Equal(MessageVerdict.Delivered, (await driver.Deliver(Mail("order:11", "token"), Ct)).Verdict);
        Assert.Equal(1, _server.Tokens.Given);
        _server.Tokens.Withdraw();
        var withdrawn = await driver.Deliver(Mail("order:12", "token"), Ct);
        var renewed = await driver.Deliver(Mail("order:12", "token"), Ct);

        Assert.Equal((MessageVerdict.Retry, MessageVerdict.Delivered), (withdrawn.Verdict, renewed.Verdict));
        Assert.Equal(2, _server.Tokens.Given);
        options.OAuth.ClientSecret = "not-the-secret";
        var refused = await Driver(options).Deliver(Mail("order:13", "token"), Ct);
        Assert.Equal(MessageVerdict.Retry, refused.Verdict);
        Assert.Contains("invalid_client", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", refused.Reason, StringComparison.Ordinal);
    }

    private SmtpDriver Driver(MailOptions? options = null)
    {
        var mail = options ?? _server.Options();
        var tokens = mail.OAuth.TokenUrl is null
            ? null
            : new OAuthTokens(new OutgoingHttp(_services.GetRequiredService<IHttpClientFactory>()), mail.OAuth, TimeProvider.System);
        var driver = new SmtpDriver(new SmtpConnections(mail, tokens, TimeProvider.System), mail, TimeProvider.System);
        _drivers.Add(driver);
        return driver;
    }

    private static OutgoingMessage Mail(string id, string to, string? cc = null, string? bcc = null) =>
        new(
            id,
            "mail",
            [Somebody(to)],
            cc is null ? [] : [Somebody(cc)],
            bcc is null ? [] : [Somebody(bcc)],
            "Subject",
            "Text",
            null,
            "zh-Hant",
            null
        );

    private static OutgoingAddress Somebody(string name) => new(name + "@example.test", "陳小姐 " + name);
}
