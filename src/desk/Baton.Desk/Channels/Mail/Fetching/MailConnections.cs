using System.Net.Sockets;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Outbound;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>Opens mailboxes: the right host, an encrypted line, a sign-in. Safe for any number of threads.</summary>
internal sealed class MailConnections(IOptions<MailboxOptions> options, MailboxSecrets secrets, OutboundHttp outbound) : IDisposable
{
    /// <summary>Where tokens come from is entered at the mailbox.</summary>
    private readonly OutgoingHttp _http = new(outbound);
    private readonly Dictionary<string, (TokenClient Client, OAuthTokens Tokens)> _tokens = new(StringComparer.Ordinal);
    private readonly HouseCertificates _certificates = new(options.Value.CertificateAuthority);

    public async Task<IMailSource> Open(Mailbox mailbox, CancellationToken ct)
    {
        if (mailbox.Protocol == MailProtocols.Pop3)
            return new Pop3Source(await Connect(new Pop3Client(), mailbox, ct), mailbox, TimeProvider.System);
        var client = await Connect(new ImapClient(), mailbox, ct);
        try
        {
            return await ImapSource.Open(client, mailbox, TimeProvider.System, ct);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        lock (_tokens)
        {
            foreach (var (_, tokens) in _tokens.Values)
                tokens.Dispose();
            _tokens.Clear();
        }
    }

    /// <summary>The port that the mailbox uses.</summary>
    public static int PortOf(Mailbox mailbox) =>
        mailbox.Port > 0 ? mailbox.Port
        : mailbox.Protocol == MailProtocols.Pop3 ? (mailbox.Security == MailOptions.Tls ? 995 : 110)
        : mailbox.Security == MailOptions.Tls ? 993
        : 143;

    private async Task<T> Connect<T>(T client, Mailbox mailbox, CancellationToken ct)
        where T : MailService
    {
        // The library's own limit is for calls that block.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        Socket? socket = null;
        try
        {
            client.Timeout = options.Value.TimeoutSeconds * 1000;
            client.CheckCertificateRevocation = false;
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
                _certificates.Accept(certificate, chain, errors);
            socket = await AllowedHosts.Connect(
                mailbox.Host,
                PortOf(mailbox),
                [.. options.Value.AllowedHosts],
                "Mailboxes:AllowedHosts",
                patience.Token
            );
            await client.ConnectAsync(socket, mailbox.Host, PortOf(mailbox), SecurityOf(mailbox.Security), patience.Token);
            socket = null;
            await SignIn(client, mailbox, patience.Token);
            return client;
        }
        catch
        {
            socket?.Dispose();
            client.Dispose();
            throw;
        }
    }

    private async Task SignIn(MailService client, Mailbox mailbox, CancellationToken ct)
    {
        var secret =
            secrets.Read(mailbox.Code, mailbox.Secret)
            ?? throw new SignInRefusedException("The password of the mailbox cannot be read any more. Set it again.");
        if (mailbox.TokenUrl is not { Length: > 0 } tokenUrl)
        {
            await client.AuthenticateAsync(mailbox.User, secret, ct);
            return;
        }
        var tokens = TokensOf(mailbox.Code, new(tokenUrl, mailbox.ClientId, mailbox.Scope, secret));
        var (token, trouble) = await tokens.Get(ct);
        if (token is null)
            throw new SignInRefusedException(trouble!);
        try
        {
            await client.AuthenticateAsync(Mechanism(client, mailbox.User, token), ct);
        }
        catch (AuthenticationException)
        {
            // It may have been withdrawn before its time.
            tokens.Forget(token);
            throw;
        }
    }

    /// <summary>The one that most servers know; the standard's (RFC 7628) where a server knows that alone.</summary>
    private static SaslMechanism Mechanism(MailService client, string user, string token) =>
        client.AuthenticationMechanisms.Contains("OAUTHBEARER") && !client.AuthenticationMechanisms.Contains("XOAUTH2")
            ? new SaslMechanismOAuthBearer(user, token)
            : new SaslMechanismOAuth2(user, token);

    /// <summary>Tokens outlive connections. What was said about the client counts: with other words they are asked for anew.</summary>
    private OAuthTokens TokensOf(string mailbox, TokenClient client)
    {
        lock (_tokens)
        {
            if (_tokens.TryGetValue(mailbox, out var kept) && kept.Client == client)
                return kept.Tokens;
            var options = new MailOAuthOptions
            {
                TokenUrl = client.Url,
                ClientId = client.Id,
                ClientSecret = client.Secret,
                Scope = client.Scope,
            };
            var tokens = new OAuthTokens(_http, options, TimeProvider.System);
            _tokens[mailbox] = (client, tokens);
            return tokens;
        }
    }

    private static SecureSocketOptions SecurityOf(string security) =>
        security switch
        {
            MailOptions.Tls => SecureSocketOptions.SslOnConnect,
            MailOptions.NoSecurity => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };

    /// <summary>Who asks for tokens, and where.</summary>
    private sealed record TokenClient(string Url, string? Id, string? Scope, string Secret);
}
