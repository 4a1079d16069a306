using System.Globalization;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>A Dovecot that shows mailboxes by IMAP and POP3; each name that is asked for is a mailbox of its own.</summary>
public sealed class MailboxServer : IAsyncLifetime
{
    internal const string Password = "correct-horse-battery";
    private const string Dovecot = "/usr/sbin/dovecot";

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-boxes-").FullName;
    private ForeignProgram? _dovecot;
    private int[] _ports = [];

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyNot { get; } =
        ForeignProgram.MustBeThere ? null
        : !File.Exists(Dovecot) || !File.Exists("/usr/lib/dovecot/pop3-login")
            ? "Dovecot is not installed (Debian: apt-get install dovecot-imapd dovecot-pop3d)."
        : !ForeignProgram.IsRoot ? "Dovecot is started by root alone."
        : null;

    public int ImapPort => _ports[0];
    public int Pop3Port => _ports[1];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null)
            return;
        _ports = ForeignProgram.FreePorts(2);
        Configure();
        _dovecot = ForeignProgram.Start(Dovecot, "-F", "-c", At("dovecot.conf"));
        await _dovecot.WaitForPort(ImapPort, Ct);
        await _dovecot.WaitForPort(Pop3Port, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_dovecot is not null)
            await _dovecot.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Puts mails into a mailbox, as if they had come.</summary>
    public async Task Deliver(string mailbox, params IEnumerable<MimeMessage> mails)
    {
        using var client = await Open(mailbox);
        foreach (var mail in mails)
            await client.Inbox!.AppendAsync(FormatOptions.Default, mail, MessageFlags.None, Ct);
        await client.DisconnectAsync(quit: true, Ct);
    }

    /// <summary>How many mails lie there, and how many of them were seen.</summary>
    public async Task<(int All, int Seen)> Count(string mailbox, string folder = "INBOX")
    {
        using var client = await Open(mailbox);
        var opened = await client.GetFolderAsync(folder, Ct);
        await opened.OpenAsync(FolderAccess.ReadOnly, Ct);
        var seen = await opened.SearchAsync(MailKit.Search.SearchQuery.Seen, Ct);
        return (opened.Count, seen.Count);
    }

    /// <summary>Makes a folder beside the inbox.</summary>
    public async Task Make(string mailbox, string folder)
    {
        using var client = await Open(mailbox);
        await client.GetFolder(client.PersonalNamespaces[0]).CreateAsync(folder, true, Ct);
    }

    private async Task<ImapClient> Open(string mailbox)
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.None, Ct);
        await client.AuthenticateAsync(mailbox, Password, Ct);
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
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain login
                auth_failure_delay = 0
                mail_location = maildir:{{At("mail")}}/%n
                mail_max_userip_connections = 100
                first_valid_uid = 1
                pop3_uidl_format = %08Xu%08Xv
                passdb {
                  driver = static
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
                    port = 0
                  }
                }
                service pop3-login {
                  inet_listener pop3 {
                    address = 127.0.0.1
                    port = {{Pop3Port}}
                  }
                  inet_listener pop3s {
                    port = 0
                  }
                }

                """
            )
        );
        // Its processes run as users of their own, which must reach their files.
        ForeignProgram.Run("chmod", "755", _folder);
        ForeignProgram.Run("chown", "dovecot:dovecot", At("mail"));
    }
}
