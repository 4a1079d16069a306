using System.Globalization;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>What a Dovecot can beside passwords over an open line.</summary>
internal sealed record DovecotSettings
{
    /// <summary>A folder with server.pem and server.key: it offers STARTTLS, and TLS from the start on ports of their own.</summary>
    public string? Certificate { get; init; }

    /// <summary>Where it asks whose a token is, the token at the end; null takes no tokens.</summary>
    public string? Introspection { get; init; }

    /// <summary>How a token signs in.</summary>
    public string TokenMechanisms { get; init; } = "xoauth2 oauthbearer";
}

/// <summary>A Dovecot that shows mailboxes by IMAP and POP3; each name that is asked for is a mailbox of its own.</summary>
internal sealed class Dovecot : IAsyncDisposable
{
    public const string Password = "correct-horse-battery";
    private const string Executable = "/usr/sbin/dovecot";

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-boxes-").FullName;
    private readonly int[] _ports = ForeignProgram.FreePorts(4);
    private readonly DovecotSettings _settings;
    private ForeignProgram? _program;

    private Dovecot(DovecotSettings settings) => _settings = settings;

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyNot { get; } =
        !File.Exists(Executable) || !File.Exists("/usr/lib/dovecot/pop3-login")
            ? "Dovecot is not installed (Debian: apt-get install dovecot-imapd dovecot-pop3d)."
        : !ForeignProgram.IsRoot ? "Dovecot is started by root alone."
        : null;

    public int ImapPort => _ports[0];
    public int Pop3Port => _ports[1];

    /// <summary>TLS from the start.</summary>
    public int ImapsPort => _ports[2];

    /// <summary>TLS from the start.</summary>
    public int Pop3sPort => _ports[3];

    /// <summary>Starts one and answers when it listens.</summary>
    public static async Task<Dovecot> Start(DovecotSettings settings, CancellationToken ct)
    {
        var dovecot = new Dovecot(settings);
        try
        {
            dovecot.Configure();
            dovecot._program = ForeignProgram.Start(Executable, "-F", "-c", dovecot.At("dovecot.conf"));
            await dovecot._program.WaitForPort(dovecot.ImapPort, ct);
            await dovecot._program.WaitForPort(dovecot.Pop3Port, ct);
            return dovecot;
        }
        catch
        {
            await dovecot.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Puts mails into a mailbox, as if they had come.</summary>
    public async Task Deliver(string mailbox, IEnumerable<MimeMessage> mails, CancellationToken ct)
    {
        using var client = await Open(mailbox, ct);
        foreach (var mail in mails)
            await client.Inbox!.AppendAsync(FormatOptions.Default, mail, MessageFlags.None, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    /// <summary>How many mails lie there, and how many of them were seen.</summary>
    public async Task<(int All, int Seen)> Count(string mailbox, string folder, CancellationToken ct)
    {
        using var client = await Open(mailbox, ct);
        var opened = await client.GetFolderAsync(folder, ct);
        await opened.OpenAsync(FolderAccess.ReadOnly, ct);
        var seen = await opened.SearchAsync(MailKit.Search.SearchQuery.Seen, ct);
        return (opened.Count, seen.Count);
    }

    /// <summary>Makes a folder beside the inbox.</summary>
    public async Task Make(string mailbox, string folder, CancellationToken ct)
    {
        using var client = await Open(mailbox, ct);
        await client.GetFolder(client.PersonalNamespaces[0]).CreateAsync(folder, true, ct);
    }

    /// <summary>Signs in by IMAP; the caller disposes of it.</summary>
    public async Task<ImapClient> Open(string mailbox, CancellationToken ct)
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.None, ct);
        await client.AuthenticateAsync(mailbox, Password, ct);
        return client;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Configure()
    {
        Directory.CreateDirectory(At("run"));
        Directory.CreateDirectory(At("mail"));
        File.WriteAllText(
            At("dovecot.conf"),
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                base_dir = {{At("run")}}
                log_path = /dev/stderr
                protocols = imap pop3
                listen = 127.0.0.1
                disable_plaintext_auth = no
                auth_failure_delay = 0
                mail_location = maildir:{{At("mail")}}/%n
                mail_fsync = never
                mail_max_userip_connections = 100
                first_valid_uid = 1
                pop3_uidl_format = %08Xu%08Xv
                {{Encryption()}}
                {{Tokens()}}
                passdb {
                  driver = static
                  mechanisms = plain login
                  args = password={{Password}}
                }
                userdb {
                  driver = static
                  args = uid=dovecot gid=dovecot home={{At("mail")}}/%n
                }
                service imap-login {
                  inet_listener imap {
                    address = 127.0.0.1
                    port = {{ImapPort}}
                  }
                  inet_listener imaps {
                    address = 127.0.0.1
                    port = {{TlsPort(ImapsPort)}}
                    ssl = yes
                  }
                }
                service pop3-login {
                  inet_listener pop3 {
                    address = 127.0.0.1
                    port = {{Pop3Port}}
                  }
                  inet_listener pop3s {
                    address = 127.0.0.1
                    port = {{TlsPort(Pop3sPort)}}
                    ssl = yes
                  }
                }

                """
            )
        );
        // Its processes run as users of their own, which must reach their files.
        ForeignProgram.Run("chmod", "755", _folder);
        ForeignProgram.Run("chown", "dovecot:dovecot", At("mail"));
    }

    private int TlsPort(int port) => _settings.Certificate is null ? 0 : port;

    private string Encryption() =>
        _settings.Certificate is { } folder
            ? $"""
                ssl = yes
                ssl_cert = <{Path.Combine(folder, "server.pem")}
                ssl_key = <{Path.Combine(folder, "server.key")}
                """
            : "ssl = no";

    private string Tokens()
    {
        if (_settings.Introspection is not { } url)
            return "auth_mechanisms = plain login";
        File.WriteAllText(
            At("oauth.conf"),
            $"""
            introspection_mode = get
            introspection_url = {url}
            force_introspection = yes
            username_attribute = email
            active_attribute = active
            active_value = true

            """
        );
        return $$"""
            auth_mechanisms = plain login {{_settings.TokenMechanisms}}
            passdb {
              driver = oauth2
              mechanisms = {{_settings.TokenMechanisms}}
              args = {{At("oauth.conf")}}
            }
            """;
    }
}
