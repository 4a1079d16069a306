using System.Globalization;
using Baton.Desk.Notifications.Drivers.Mail;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace Baton.Desk.Tests.Notifications.Drivers.Servers;

/// <summary>A Postfix that takes mails for example.test, and a Dovecot that knows its users and shows their mailboxes by IMAP.</summary>
public sealed class MailServer : IAsyncLifetime
{
    internal const string Password = "correct-horse-battery";
    private const string Master = "/usr/lib/postfix/sbin/master";
    private const string Dovecot = "/usr/sbin/dovecot";

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-mail-").FullName;
    private GreyPolicy? _policy;
    private ForeignProgram? _dovecot;
    private ForeignProgram? _postfix;
    private int[] _ports = [];

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyNot { get; } =
        ForeignProgram.MustBeThere ? null
        : !File.Exists(Master) || !File.Exists(Dovecot)
            ? "Postfix or Dovecot is not installed (Debian: apt-get install postfix dovecot-imapd)."
        : !ForeignProgram.IsRoot ? "Postfix and Dovecot are started by root alone."
        : null;

    internal TokenAuthority? Tokens { get; private set; }

    private int SmtpPort => _ports[0];
    private int ImapPort => _ports[1];
    private int AuthPort => _ports[2];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null)
            return;
        _ports = ForeignProgram.FreePorts(3);
        _policy = new GreyPolicy();
        Tokens = await TokenAuthority.Start("desk@example.test");
        TestAuthority.Write(_folder);
        ConfigureDovecot();
        ConfigurePostfix();
        _dovecot = ForeignProgram.Start(Dovecot, "-F", "-c", At("dovecot.conf"));
        await _dovecot.WaitForPort(AuthPort, Ct);
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (_dovecot is not null)
            await _dovecot.DisposeAsync();
        if (_policy is not null)
            await _policy.DisposeAsync();
        if (Tokens is not null)
            await Tokens.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Starts the server of outgoing mails.</summary>
    public async Task Start()
    {
        _postfix = ForeignProgram.Start(Master, "-c", At("postfix"), "-s");
        await _postfix.WaitForPort(SmtpPort, Ct);
    }

    /// <summary>Stops it; mailboxes can still be read.</summary>
    public async Task Stop()
    {
        if (_postfix is not null)
            await _postfix.DisposeAsync();
        _postfix = null;
    }

    /// <summary>Settings with which the server takes mails.</summary>
    public MailOptions Options() =>
        new()
        {
            Host = "localhost",
            Port = SmtpPort,
            CertificateAuthority = At("ca.pem"),
            User = "desk@example.test",
            Password = Password,
            From = "desk@example.test",
            FromName = "客戶服務台",
            TimeoutSeconds = 10,
        };

    /// <summary>The mails of somebody once there are as many; the oldest first.</summary>
    public async Task<IReadOnlyList<MimeMessage>> Mails(string mailbox, int atLeast = 1)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.None, Ct);
        await client.AuthenticateAsync(mailbox + "@example.test", Password, Ct);
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, Ct);
        await ForeignProgram.Until(
            async () =>
            {
                await client.NoOpAsync(Ct);
                return client.Inbox.Count >= atLeast;
            },
            () => $"{mailbox} has {client.Inbox.Count} mails: {string.Join('\n', _postfix?.Said ?? [])}",
            Ct
        );
        var mails = new List<MimeMessage>();
        for (var i = 0; i < client.Inbox.Count; i++)
            mails.Add(await client.Inbox.GetMessageAsync(i, Ct));
        return mails;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void ConfigureDovecot()
    {
        Directory.CreateDirectory(At("run"));
        Directory.CreateDirectory(At("mail"));
        string[] people = ["desk", "amy", "bob", "carl", "grey", "greyer", "late", "token"];
        File.WriteAllLines(At("users"), people.Select(name => $"{name}@example.test:{{PLAIN}}{Password}"));
        File.WriteAllText(
            At("oauth.conf"),
            $"""
            introspection_mode = get
            introspection_url = {Tokens!.IntrospectionUrl}
            force_introspection = yes
            username_attribute = email
            active_attribute = active
            active_value = true

            """
        );
        File.WriteAllText(
            At("dovecot.conf"),
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                base_dir = {{At("run")}}
                log_path = /dev/stderr
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain login xoauth2
                auth_failure_delay = 0
                mail_location = maildir:{{At("mail")}}/%n
                first_valid_uid = 1
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2
                  args = {{At("oauth.conf")}}
                }
                passdb {
                  driver = passwd-file
                  mechanisms = plain login
                  args = {{At("users")}}
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
                    port = 0
                  }
                }
                service auth {
                  inet_listener {
                    address = 127.0.0.1
                    port = {{AuthPort}}
                  }
                }

                """
            )
        );
        // Its processes run as users of their own, which must reach their files.
        ForeignProgram.Run("chmod", "755", _folder);
        ForeignProgram.Run("chown", "dovecot:dovecot", At("mail"));
    }

    private void ConfigurePostfix()
    {
        var queue = At("postfix/queue");
        foreach (var name in QueueFolders)
            Directory.CreateDirectory(Path.Combine(queue, name));
        Directory.CreateDirectory(Path.Combine(queue, "pid"));
        Directory.CreateDirectory(At("postfix/data"));
        ForeignProgram.Run("chown", ["postfix", At("postfix/data"), .. QueueFolders.Select(name => Path.Combine(queue, name))]);
        ForeignProgram.Run("chmod", ["700", .. QueueFolders.Select(name => Path.Combine(queue, name))]);
        File.WriteAllLines(
            At("postfix/mailboxes"),
            new[] { "desk", "amy", "bob", "carl", "grey", "greyer", "late", "token" }.Select(name => $"{name}@example.test {name}/")
        );
        File.WriteAllText(
            At("postfix/main.cf"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                compatibility_level = 3.6
                queue_directory = {queue}
                data_directory = {At("postfix/data")}
                maillog_file = /dev/stdout
                mail_owner = postfix
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                myhostname = mail.example.test
                mydestination =
                alias_maps =
                alias_database =
                local_recipient_maps =
                virtual_mailbox_domains = example.test
                virtual_mailbox_base = {At("mail")}
                virtual_mailbox_maps = texthash:{At("postfix/mailboxes")}
                virtual_uid_maps = static:{Id("-u")}
                virtual_gid_maps = static:{Id("-g")}
                virtual_minimum_uid = 1
                smtpd_sasl_auth_enable = yes
                smtpd_sasl_type = dovecot
                smtpd_sasl_path = inet:127.0.0.1:{AuthPort}
                smtpd_tls_auth_only = yes
                smtpd_tls_security_level = may
                smtpd_tls_cert_file = {At("server.pem")}
                smtpd_tls_key_file = {At("server.key")}
                smtpd_error_sleep_time = 0
                smtpd_relay_restrictions = permit_sasl_authenticated, reject
                smtpd_recipient_restrictions = reject_unlisted_recipient, check_policy_service inet:127.0.0.1:{_policy!.Port}

                """
            )
        );
        File.WriteAllText(
            At("postfix/master.cf"),
            $"""
            127.0.0.1:{SmtpPort.ToString(CultureInfo.InvariantCulture)} inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd

            """
        );
    }

    private static readonly string[] QueueFolders =
    [
        "incoming",
        "active",
        "deferred",
        "bounce",
        "defer",
        "corrupt",
        "flush",
        "hold",
        "private",
        "public",
        "maildrop",
        "saved",
        "trace",
    ];

    private static string Id(string kind)
    {
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("id", [kind, "dovecot"]) { RedirectStandardOutput = true }
        )!;
        var id = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return id;
    }
}
