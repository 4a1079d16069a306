using System.Net.Sockets;
using Baton.Desk.Notifications.Drivers.Gateways;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Baton.Desk.Notifications.Drivers.Mail;

/// <summary>What becomes of a mail when the conversation with the server fails.</summary>
internal static class SmtpTrouble
{
    /// <summary>Null for what is no matter of the conversation.</summary>
    public static MessageDelivery? Of(Exception error, params IEnumerable<string?> secrets) =>
        error switch
        {
            SmtpCommandException command => new(
                (int)command.StatusCode >= 500 && !IsSignIn((int)command.StatusCode) ? MessageVerdict.Refused : MessageVerdict.Retry,
                null,
                $"The mail server answered {(int)command.StatusCode}: {Redacted.Line(command.Message, secrets)}"
            ),
            SignInRefusedException refused => Retry(refused.Message),
            AuthenticationException wrong => Retry(
                $"The mail server did not take user and password or token: {Redacted.Line(wrong.Message, secrets)}"
            ),
            ServiceNotAuthenticatedException => Retry("The mail server wants a sign-in. Set Mail:User and a password or OAuth."),
            SslHandshakeException => Retry("The certificate of the mail server is not trusted, or no encryption could be agreed on."),
            NotSupportedException => Retry("The mail server does not offer what Mail:Security or Mail:User ask for."),
            SocketException or IOException or ProtocolException or ServiceNotConnectedException => Retry(
                "The mail server cannot be reached, or the connection broke."
            ),
            TimeoutException or OperationCanceledException => Retry("The mail server did not answer in time."),
            _ => null,
        };

    private static MessageDelivery Retry(string reason) => new(MessageVerdict.Retry, null, reason);

    /// <summary>Signing in is a matter of the configuration, not of the mail.</summary>
    private static bool IsSignIn(int status) => status is 530 or 534 or 535 or 538;
}
