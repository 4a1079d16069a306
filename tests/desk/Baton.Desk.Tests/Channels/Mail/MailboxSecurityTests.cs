using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>Encrypted lines and tokens, against a real Dovecot.</summary>
public sealed class MailboxSecurityTests : IAsyncLifetime
{
    /// <summary>The mailbox that tokens are given for.</summary>
    private const string Box = "secure@example.test";

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-secure-").FullName;
    private TokenAuthority? _tokens;
    private Dovecot? _dovecot;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Authority => Path.Combine(_folder, "ca.pem");

    private Dovecot Server => _dovecot!;

    private TokenAuthority Tokens => _tokens!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(MailboxServer.WhyNot is not null, MailboxServer.WhyNot ?? "");
        TestAuthority.Write(_folder);
        _tokens = await TokenAuthority.Start(Box);
        _dovecot = await Dovecot.Start(new() { Certificate = _folder, Introspection = _tokens.IntrospectionUrl }, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_dovecot is not null)
            await _dovecot.DisposeAsync();
        if (_tokens is not null)
            await _tokens.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("imap", "tls")]
    [InlineData("imap", "starttls")]
    [InlineData("pop3", "tls")]
    [InlineData("pop3", "starttls")]
    public async Task A_mailbox_is_read_over_an_encrypted_line_with_a_certificate_of_the_houses_own_authority(
        string protocol,
        string security
    )
    {
        await using var desk = await Start(Authority);
        await Save(
            desk,
            settings => settings with { Protocol = protocol, Security = security, AfterFetch = "nothing", Port = Port(protocol, security) }
        );
        await Server.Deliver(Box, [Mail("One")], Ct);

        await Read(desk);

        Assert.Equal("One", (await desk.Read(db => db.IncomingContacts.SingleAsync(Ct))).Subject);
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("starttls")]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_the_reason_says_what_to_do(string security)
    {
        await using var desk = await Start(null);
        await Save(desk, settings => settings with { Security = security, Port = Port("imap", security) });

        var tried = await Try(desk);

        Assert.False(tried.Works);
        Assert.Contains("CN=localhost", tried.Reason, StringComparison.Ordinal);
        Assert.Contains("Mailboxes:CertificateAuthority", tried.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Dovecot.Password, tried.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_though_its_authority_is_trusted()
    {
        await using var desk = await Start(Authority);
        await Save(desk, settings => settings with { Host = "127.0.0.1", Security = "tls", Port = Server.ImapsPort });

        var tried = await Try(desk);

        Assert.False(tried.Works);
        Assert.Contains("Name the host as its certificate does", tried.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_encryption_gets_no_password_where_the_mailbox_asks_for_it()
    {
        await using var open = await Dovecot.Start(new(), Ct);
        await using var desk = await Start(Authority);
        await Save(desk, settings => settings with { Security = "starttls", Port = open.ImapPort });

        var tried = await Try(desk);

        Assert.False(tried.Works);
        Assert.Contains("does not offer", tried.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_signs_in_is_kept_over_connections_and_is_fetched_anew_when_it_was_withdrawn()
    {
        await using var desk = await Start(Authority);
        await SaveToken(desk);
        await Server.Deliver(Box, [Mail("By token")], Ct);

        await Read(desk);
        await Read(desk);
        Assert.True((await Try(desk)).Works);
        Assert.Equal("By token", (await desk.Read(db => db.IncomingContacts.SingleAsync(Ct))).Subject);
        Assert.Equal(1, Tokens.Given);

        Tokens.Withdraw();
        var withdrawn = await Try(desk);
        var renewed = await Try(desk);

        Assert.False(withdrawn.Works);
        Assert.Contains("did not take", withdrawn.Reason, StringComparison.Ordinal);
        Assert.True(renewed.Works, renewed.Reason);
        Assert.Equal(2, Tokens.Given);
    }

    [Fact]
    public async Task A_token_that_ends_within_a_minute_is_not_used_again()
    {
        await using var desk = await Start(Authority);
        await SaveToken(desk);
        Tokens.Seconds = 50;

        Assert.True((await Try(desk)).Works);
        Assert.True((await Try(desk)).Works);

        Assert.Equal(2, Tokens.Given);
    }

    [Fact]
    public async Task A_server_that_knows_only_the_standards_way_of_tokens_is_signed_in_to_as_well()
    {
        var settings = new DovecotSettings
        {
            Certificate = _folder,
            Introspection = Tokens.IntrospectionUrl,
            TokenMechanisms = "oauthbearer",
        };
        await using var standard = await Dovecot.Start(settings, Ct);
        await using var desk = await Start(Authority);
        await SaveToken(desk, standard.ImapsPort);

        var tried = await Try(desk);

        Assert.True(tried.Works, tried.Reason);
    }

    [Fact]
    public async Task Another_secret_of_the_client_counts_at_once_and_a_wrong_one_is_named_without_being_shown()
    {
        await using var desk = await Start(Authority);
        await SaveToken(desk);
        Assert.True((await Try(desk)).Works);

        await SaveToken(desk, secret: "not-the-secret");
        var refused = await Try(desk);

        Assert.False(refused.Works);
        Assert.Contains("401 invalid_client", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_in_the_own_network_is_not_asked_unless_the_configuration_allows_it()
    {
        await using var desk = await Start(Authority, mayAsk: false);
        await SaveToken(desk);

        var refused = await Try(desk);

        Assert.False(refused.Works);
        Assert.Contains("Outbound:AllowedHosts", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(0, Tokens.Given);
    }

    private static MimeMessage Mail(string subject)
    {
        var mail = new MimeMessage
        {
            Subject = subject,
            MessageId = Guid.NewGuid().ToString("N") + "@customer.test",
            Body = new TextPart("plain") { Text = "Words." },
        };
        mail.From.Add(MailboxAddress.Parse("chan@customer.test"));
        mail.To.Add(MailboxAddress.Parse("service@desk.test"));
        return mail;
    }

    private static Task<DeskHost> Start(string? authority, bool mayAsk = true)
    {
        List<(string, string)> settings = [("Mailboxes:AllowedHosts:0", "127.0.0.1"), ("Mailboxes:AllowedHosts:1", "localhost")];
        if (mayAsk)
            settings.Add(("Outbound:AllowedHosts:0", "127.0.0.1"));
        if (authority is not null)
            settings.Add(("Mailboxes:CertificateAuthority", authority));
        return DeskHost.Start([.. settings]);
    }

    private int Port(string protocol, string security) =>
        (protocol, security) switch
        {
            ("imap", "tls") => Server.ImapsPort,
            ("imap", _) => Server.ImapPort,
            (_, "tls") => Server.Pop3sPort,
            _ => Server.Pop3Port,
        };

    private static async Task Save(DeskHost desk, Func<MailboxSettings, MailboxSettings> change, string secret = Dovecot.Password)
    {
        var settings = new MailboxSettings
        {
            Host = "localhost",
            User = Box,
            Language = "en",
        };
        var outcome = await desk.Get<SaveMailbox>()
            .Handle(await desk.User("adam"), new("Main", "service@desk.test", change(settings), secret) { Code = "main" }, Ct);
        Assert.True(outcome.Succeeded, string.Join(", ", outcome.Problem?.Fields.Select(one => $"{one.Field}: {one.Message}") ?? []));
    }

    /// <summary>The authority of the test speaks without encryption, which no mailbox may name: it is set behind the desk's back.</summary>
    private async Task SaveToken(DeskHost desk, int? port = null, string secret = TokenAuthority.Secret)
    {
        await Save(desk, settings => settings with { Security = "tls", Port = port ?? Server.ImapsPort }, secret);
        await desk.Change(
            async (db, _) =>
            {
                var row = await db.Set<Mailbox>().SingleAsync(Ct);
                (row.TokenUrl, row.ClientId) = (Tokens.TokenUrl, TokenAuthority.Client);
            }
        );
    }

    private static async Task<MailboxTried> Try(DeskHost desk) =>
        (await desk.Get<TryMailbox>().Handle(await desk.User("adam"), "main", Ct)).Value;

    private static async Task Read(DeskHost desk)
    {
        var run = desk.Get<MailboxRun>();
        var mailbox = await run.Own("main", Ct);
        Assert.NotNull(mailbox);
        await using var source = await desk.Get<MailConnections>().Open(mailbox, Ct);
        await run.Once(mailbox, source, Ct);
    }
}
