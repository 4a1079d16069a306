using Baton.Desk.Channels.Mail.Mailboxes;
using MailKit.Net.Pop3;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>A POP3 server, which knows mails by names of its own choice.</summary>
internal sealed class Pop3Source(Pop3Client client, Mailbox mailbox, TimeProvider realTime) : IMailSource
{
    private Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public long UidValidity => 0;

    public async Task<IReadOnlyList<RemoteMail>> List(long lastUid, CancellationToken ct)
    {
        var names = await client.GetMessageUidsAsync(ct);
        var sizes = await client.GetMessageSizesAsync(ct);
        _places = names
            .Select((name, place) => (name, place))
            .DistinctBy(one => one.name, StringComparer.Ordinal)
            .ToDictionary(one => one.name, one => one.place, StringComparer.Ordinal);
        return [.. _places.OrderBy(one => one.Value).Select(one => new RemoteMail(Name(one.Key), 0, sizes[one.Value]))];
    }

    public async Task<IReadOnlyDictionary<string, byte[]>> Fetch(IReadOnlyList<RemoteMail> mails, CancellationToken ct)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var mail in mails)
        {
            if (!_places.TryGetValue(mail.ServerId["pop3:".Length..], out var place))
                continue;
            await using var stream = await client.GetStreamAsync(place, headersOnly: false, ct);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, ct);
            found[mail.ServerId] = content.ToArray();
        }
        return found;
    }

    public async Task Settle(IReadOnlyList<string> serverIds, CancellationToken ct)
    {
        if (mailbox.AfterFetch != AfterFetching.Delete)
            return;
        foreach (var name in serverIds)
        {
            if (name.StartsWith("pop3:", StringComparison.Ordinal) && _places.TryGetValue(name["pop3:".Length..], out var place))
                await client.DeleteMessageAsync(place, ct);
        }
    }

    /// <summary>A POP3 session sees no news: it ends, so that what is to be deleted is, and the next one looks again.</summary>
    public async Task Wait(TimeSpan longest, CancellationToken ct)
    {
        await client.DisconnectAsync(quit: true, ct);
        await Task.Delay(longest, realTime, ct);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Name(string uidl) => "pop3:" + uidl;
}
