using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Baton.EndToEnd.Stories;

/// <summary>A mail as it came over the line; blind copies are those to whom it was given but whom it does not name.</summary>
internal sealed record CaughtMail(
    string Id,
    DateTimeOffset Sent,
    string Subject,
    IReadOnlyList<string> To,
    IReadOnlyList<string> Cc,
    IReadOnlyList<string> Bcc,
    string Text
)
{
    public string? InReplyTo { get; init; }
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Where an answer goes; null where the mail does not say.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Names of its files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// <summary>A mail server on a free loopback port that takes every mail and keeps it.</summary>
internal sealed class MailCatcher : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<CaughtMail> _mails = new();
    private readonly ConcurrentBag<Task> _talks = [];
    private readonly Task _accepting;

    public MailCatcher()
    {
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>All mails so far, in the order in which they came.</summary>
    public IReadOnlyList<CaughtMail> Mails => [.. _mails];

    /// <summary>The settings by which a server sends its mails here.</summary>
    public IReadOnlyList<string> Arguments =>
        [
            "--Mail:Host=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--Mail:Port={((IPEndPoint)_listener.LocalEndpoint).Port}"),
            "--Mail:Security=none",
            "--Mail:From=desk@institute.example",
        ];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _talks]);
        _end.Dispose();
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _talks.Add(Talk(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Talk(TcpClient client)
    {
        try
        {
            using (client)
            {
                await Talk(client.GetStream());
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            // A server that is killed or restarted leaves in the middle of a sentence.
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        var receivers = new List<string>();
        await writer.WriteLineAsync("220 catcher");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            if (word == "EHLO")
                await writer.WriteLineAsync("250-catcher\r\n250-8BITMIME\r\n250 SMTPUTF8");
            else if (word == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else if (word == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                Keep(await Content(reader), receivers);
                receivers.Clear();
                await writer.WriteLineAsync("250 kept");
            }
            else
            {
                if (word == "RCPT")
                    receivers.Add(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]);
                else if (word is "MAIL" or "RSET")
                    receivers.Clear();
                await writer.WriteLineAsync("250 fine");
            }
        }
    }

    private async Task<string> Content(StreamReader reader)
    {
        var content = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
            content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return content.ToString();
    }

    private void Keep(string content, List<string> receivers)
    {
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(content));
        using var mail = MimeMessage.Load(bytes);
        var (to, cc) = (Addresses(mail.To), Addresses(mail.Cc));
        _mails.Enqueue(
            new(
                mail.MessageId!,
                mail.Date,
                mail.Subject ?? "",
                to,
                cc,
                [.. receivers.Except(to).Except(cc).Order(StringComparer.Ordinal)],
                mail.TextBody ?? ""
            )
            {
                InReplyTo = mail.InReplyTo,
                References = [.. mail.References],
                ReplyTo = mail.ReplyTo.Mailboxes.FirstOrDefault()?.Address,
                Files = [.. mail.Attachments.Select(file => file.ContentDisposition?.FileName ?? "")],
            }
        );
    }

    private static List<string> Addresses(InternetAddressList list) =>
        [.. list.Mailboxes.Select(one => one.Address).Order(StringComparer.Ordinal)];
}
