using Baton.Desk.Channels.Fax;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Notifications.Drivers.Push;
using Baton.Desk.Notifications.Drivers.Sms;
using Baton.Desk.Notifications.Drivers.Voice;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using MimeKit;

namespace Baton.Desk.Tests.Notifications.Drivers;

/// <summary>Settings that cannot be used are named at the start, each with its key.</summary>
public sealed class DriverSettingsTests
{
    [Fact]
    public void Nothing_set_up_is_nothing_wrong()
    {
        Assert.True(new MailOptionsCheck().Validate(null, new()).Succeeded);
        Assert.True(new SmsOptionsCheck().Validate(null, new()).Succeeded);
        Assert.True(new VoiceOptionsCheck().Validate(null, new()).Succeeded);
        Assert.True(new PushOptionsCheck().Validate(null, new()).Succeeded);
        Assert.True(new FaxOptionsCheck().Validate(null, new()).Succeeded);
    }

    [Fact]
    public void Secrets_do_not_travel_in_the_clear_but_to_this_machine()
    {
        var options = new MailOptions
        {
            Host = "mail.example.test",
            Security = "none",
            User = "desk",
            Password = "secret-of-the-desk",
            From = "desk@example.test",
        };

        var failure = Assert.Single(new MailOptionsCheck().Validate(null, options).Failures!);
        options.Host = "127.0.0.1";

        Assert.StartsWith("Mail:User ", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-desk", failure, StringComparison.Ordinal);
        Assert.True(new MailOptionsCheck().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Each_setting_that_is_wrong_is_named()
    {
        var mail = new MailOptions
        {
            Driver = "smtp",
            From = "nobody",
            Security = "ssl",
            Concurrency = 0,
            CertificateAuthority = "/no/such/file",
            OAuth = { TokenUrl = "http://example.test/token" },
        };
        Assert.Equal(
            [
                "Mail:CertificateAuthority",
                "Mail:Concurrency",
                "Mail:From",
                "Mail:Host",
                "Mail:OAuth:ClientId",
                "Mail:OAuth:TokenUrl",
                "Mail:Security",
                "Mail:User",
            ],
            Keys(new MailOptionsCheck().Validate(null, mail).Failures)
        );
        var sms = new SmsOptions
        {
            Driver = "http",
            MaxSegments = 0,
            Http =
            {
                Url = "https://{{ to }}/",
                Body = "{{ text",
                AcceptedField = "status",
            },
            Reports = { Token = "short" },
        };
        Assert.Equal(
            ["Sms:Http:AcceptedField", "Sms:Http:Body", "Sms:Http:Url", "Sms:MaxSegments", "Sms:Reports:Token"],
            Keys(new SmsOptionsCheck().Validate(null, sms).Failures)
        );
        Assert.Equal(["Sms:Driver"], Keys(new SmsOptionsCheck().Validate(null, new() { Driver = "pigeon" }).Failures));
        Assert.Equal(
            ["Sms:Kannel:Url", "Sms:Kannel:User"],
            Keys(new SmsOptionsCheck().Validate(null, new() { Driver = "kannel" }).Failures)
        );
        Assert.Equal(["Push:Contact"], Keys(new PushOptionsCheck().Validate(null, new() { Contact = "desk" }).Failures));
        Assert.Equal(["Fax:Driver:"], Keys(new FaxOptionsCheck().Validate(null, new() { Driver = "pigeon" }).Failures));
        var fax = new FaxOptions { Driver = "hylafax", HylaFax = { Host = "-x", Modem = "a b" } };
        Assert.Equal(["Fax:HylaFax:Host:", "Fax:HylaFax:Modem:"], Keys(new FaxOptionsCheck().Validate(null, fax).Failures));
    }

    [Fact]
    public async Task The_driver_of_files_writes_a_mail_that_mail_programs_open_and_the_same_one_once()
    {
        var folder = Directory.CreateTempSubdirectory("baton-mails-").FullName;
        await using (var desk = await ReportDesk.Start(0, ("Mail:Driver", "file"), ("Mail:Directory", folder)))
        {
            var message = new Baton.Desk.Notifications.Drivers.OutgoingMessage(
                "1.1",
                "mail",
                [new("amy@example.test", "陳小姐")],
                [],
                [new("carl@example.test", null)],
                "工單\r\nBcc: x@example.test",
                "內容",
                null,
                "zh-Hant",
                "TOS-1"
            );
            await desk.Driver("mail").Deliver(message, TestContext.Current.CancellationToken);
            await desk.Driver("mail").Deliver(message, TestContext.Current.CancellationToken);
        }

        var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(folder, "*.eml")), TestContext.Current.CancellationToken);
        Assert.Equal("工單  Bcc: x@example.test", mail.Subject);
        Assert.Empty(mail.Bcc);
        Assert.Equal("amy@example.test, carl@example.test", mail.Headers["X-Baton-Envelope"]);
        Directory.Delete(folder, recursive: true);
    }

    private static List<string> Keys(IEnumerable<string>? failures) =>
        [.. (failures ?? []).Select(failure => failure.Split(' ')[0]).Order(StringComparer.Ordinal)];
}
