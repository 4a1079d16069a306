using System.Globalization;
using Baton.Desk.Channels.Mail.Mailboxes;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>A folder at an IMAP server.</summary>
internal sealed class ImapSource(ImapClient client, ImapFolder folder, Mailbox mailbox, TimeProvider realTime) : IMailSource
{
    /// <summary>A part: small enough that the first mails are soon taken while the next ones come.</summary>
    private const int Batch = 100;

    public long UidValidity => folder.UidValidity;

    public static async Task<ImapSource> Open(ImapClient client, Mailbox mailbox, TimeProvider realTime, CancellationToken ct)
    {
        var folder = (ImapFolder)(
            mailbox.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase)
                ? client.Inbox!
                : await client.GetFolderAsync(mailbox.Folder, ct)
        );
        await folder.OpenAsync(mailbox.AfterFetch == AfterFetching.Nothing ? FolderAccess.ReadOnly : FolderAccess.ReadWrite, ct);
        return new(client, folder, mailbox, realTime);
    }

    public async Task<IReadOnlyList<RemoteMail>> List(long lastUid, CancellationToken ct)
    {
        await client.NoOpAsync(ct);
        var range = new UniqueIdRange(new UniqueId((uint)Math.Min(lastUid + 1, uint.MaxValue)), UniqueId.MaxValue);
        var found = await folder.SearchAsync(SearchQuery.Uids(range), ct);
        // A range that ends with the highest number always matches the last mail.
        var uids = found.Where(one => one.Id > lastUid).OrderBy(one => one.Id).Take(Batch).ToList();
        if (uids.Count == 0)
            return [];
        var summaries = await folder.FetchAsync(uids, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, ct);
        return
        [
            .. summaries.OrderBy(one => one.UniqueId.Id).Select(one => new RemoteMail(Name(one.UniqueId), one.UniqueId.Id, one.Size ?? 0)),
        ];
    }

    /// <summary>Asks for all of them at once: over a long line it is the waiting for answers that takes the time.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> Fetch(IReadOnlyList<RemoteMail> mails, CancellationToken ct)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (mails.Count == 0)
            return found;
        await folder.GetStreamsAsync([.. mails.Select(one => new UniqueId((uint)one.Uid))], Keep, ct);
        return found;

        async Task Keep(ImapFolder of, int place, UniqueId uid, Stream stream, CancellationToken token)
        {
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, token);
            found[Name(uid)] = content.ToArray();
        }
    }

    public async Task Settle(IReadOnlyList<string> serverIds, CancellationToken ct)
    {
        var uids = serverIds.Select(Number).OfType<UniqueId>().ToList();
        if (uids.Count == 0)
            return;
        switch (mailbox.AfterFetch)
        {
            case AfterFetching.Seen:
                await folder.AddFlagsAsync(uids, MessageFlags.Seen, silent: true, ct);
                break;
            case AfterFetching.Move when mailbox.MoveTo is { Length: > 0 } target:
                await folder.MoveToAsync(uids, await client.GetFolderAsync(target, ct), ct);
                break;
            case AfterFetching.Delete:
                await folder.AddFlagsAsync(uids, MessageFlags.Deleted, silent: true, ct);
                if (client.Capabilities.HasFlag(ImapCapabilities.UidPlus))
                    await folder.ExpungeAsync(uids, ct);
                break;
        }
    }

    public async Task Wait(TimeSpan longest, CancellationToken ct)
    {
        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Task.Delay(longest, realTime, ct);
            return;
        }
        using var done = new CancellationTokenSource(longest, realTime);
        void Arrived(object? sender, EventArgs arguments) => done.Cancel();
        folder.CountChanged += Arrived;
        try
        {
            await client.IdleAsync(done.Token, ct);
        }
        finally
        {
            folder.CountChanged -= Arrived;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (client.IsConnected)
                await client.DisconnectAsync(quit: true, new CancellationTokenSource(TimeSpan.FromSeconds(2), realTime).Token);
        }
#pragma warning disable CA1031 // Whatever was to be done is done; how the connection ends no longer matters.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The server forgets us by itself.
        }
        client.Dispose();
    }

    private string Name(UniqueId uid) => string.Create(CultureInfo.InvariantCulture, $"imap:{UidValidity}:{uid.Id}");

    /// <summary>Null for a number of another time of the folder, which may mean another mail now.</summary>
    private UniqueId? Number(string serverId)
    {
        var parts = serverId.Split(':');
        return
            parts is ["imap", var validity, var number]
            && validity == UidValidity.ToString(CultureInfo.InvariantCulture)
            && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var uid)
            ? new UniqueId(uid)
            : null;
    }
}
