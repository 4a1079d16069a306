using System.Net;

namespace Baton.Desk.Notifications.Drivers.Mail;

/// <summary>How mails leave: section <c>Mail</c>. Without <see cref="Host"/> and <see cref="Driver"/> the channel is not set up.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";
    internal const string Smtp = "smtp";
    internal const string File = "file";
    internal const string NoSecurity = "none";
    internal const string StartTls = "starttls";
    internal const string Tls = "tls";

    /// <summary><c>smtp</c>, or <c>file</c>, which writes mails into a folder and sends none; smtp where a host is named.</summary>
    public string? Driver { get; set; }

    public string? Host { get; set; }

    /// <summary>0 for the usual one: 587, with <c>tls</c> 465, with <c>none</c> 25.</summary>
    public int Port { get; set; }

    /// <summary><c>starttls</c>, <c>tls</c> or <c>none</c>.</summary>
    public string Security { get; set; } = StartTls;

    /// <summary>Certificates that are trusted beside the machine's, as PEM: the one of a house's own authority.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>False accepts any certificate; only to look into trouble.</summary>
    public bool CheckCertificate { get; set; } = true;

    /// <summary>True asks the authority of each certificate whether it was revoked.</summary>
    public bool CheckRevocation { get; set; }

    public string? User { get; set; }

    /// <summary>Rather from the environment (<c>Mail__Password</c>) than from a file.</summary>
    public string? Password { get; set; }

    public MailOAuthOptions OAuth { get; set; } = new();

    /// <summary>The address that mails come from.</summary>
    public string? From { get; set; }

    public string FromName { get; set; } = "Baton";

    /// <summary>Where answers go; null for the sender.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Where refusals go that come later; null for the sender.</summary>
    public string? EnvelopeSender { get; set; }

    /// <summary>How this machine introduces itself; null for its name.</summary>
    public string? LocalDomain { get; set; }

    /// <summary>How many connections at once at most.</summary>
    public int Concurrency { get; set; } = 2;

    /// <summary>How long an idle connection is kept for the next mail; 0 for a connection a mail.</summary>
    public int KeepSeconds { get; set; } = 30;

    /// <summary>How long signing in may take, and how long sending.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Where the driver <c>file</c> writes; the folder <c>mail</c> of the data directory when empty.</summary>
    public string? Directory { get; set; }

    internal bool IsSetUp => Driver is { Length: > 0 } || Host is { Length: > 0 };

    internal string DriverInUse => Driver is { Length: > 0 } driver ? driver : Smtp;

    internal int PortInUse =>
        Port != 0
            ? Port
            : Security switch
            {
                Tls => 465,
                NoSecurity => 25,
                _ => 587,
            };

    internal bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>Signing in with a token that an authority gives for the client's secret (XOAUTH2): section <c>Mail:OAuth</c>.</summary>
public sealed class MailOAuthOptions
{
    /// <summary>Where tokens are given, https; null for signing in with a password.</summary>
    public string? TokenUrl { get; set; }

    public string? ClientId { get; set; }

    /// <summary>Rather from the environment (<c>Mail__OAuth__ClientSecret</c>) than from a file.</summary>
    public string? ClientSecret { get; set; }

    public string? Scope { get; set; }
}
