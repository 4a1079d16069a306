using System.Net.Sockets;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Outbound;
using MailKit;
using MailKit.Security;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>Says in words for operators, without secrets, why a mailbox cannot be read.</summary>
internal static class MailTrouble
{
    public static string Of(Exception error, params IEnumerable<string?> secrets) =>
        error switch
        {
            HostRefusedException or SignInRefusedException => error.Message,
            AuthenticationException => $"The mail server did not take user and password or token: {Redacted.Line(error.Message, secrets)}",
            SslHandshakeException { ServerCertificate: { } shown } =>
                $"The certificate of the mail server ({Redacted.Line(shown.Subject)}, issued by {Redacted.Line(shown.Issuer)}) is not trusted for this host. "
                    + "Name the host as its certificate does. Where the house has an authority of its own, set Mailboxes:CertificateAuthority to its PEM file.",
            SslHandshakeException => "No encryption could be agreed on with the mail server.",
            NotSupportedException => "The mail server does not offer what the mailbox's security asks for.",
            FolderNotFoundException folder => $"The folder '{Redacted.Line(folder.FolderName)}' is not there.",
            CommandException => $"The mail server refused: {Redacted.Line(error.Message, secrets)}",
            SocketException or IOException or ProtocolException or ServiceNotConnectedException =>
                "The mail server cannot be reached, or the connection broke.",
            TimeoutException or OperationCanceledException => "The mail server did not answer in time.",
            _ => $"{error.GetType().Name}: {Redacted.Line(error.Message, secrets)}",
        };
}
