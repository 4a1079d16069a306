using System.Diagnostics;
using Baton.Bench.Engine;
using Baton.Desk.Tests.Channels.Mail;
using MailKit;
using MailKit.Search;

namespace Baton.Bench.Mails;

/// <summary>What the machine can do with the same mails without a desk.</summary>
/// <param name="Database">Commits of the same kind of database on the same disk.</param>
/// <param name="FetchesPerSecond">Mails read by IMAP, one after the other, and forgotten.</param>
/// <param name="FetchMilliseconds">Processor time of this program for one of them.</param>
/// <param name="FilesPerSecond">Files of the mails' lengths written and flushed, one after the other.</param>
internal sealed record MailRaw(RawLimits Database, double FetchesPerSecond, double FetchMilliseconds, double FilesPerSecond)
{
    private const int MostFiles = 1_000;

    public static async Task<MailRaw> Measure(BenchStore store, Dovecot dovecot, string folder, CancellationToken ct)
    {
        var database = store.Limits(clients: 1);
        using var client = await dovecot.Open(MailBench.User, ct);
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, ct);
        var uids = await client.Inbox.SearchAsync(SearchQuery.All, ct);
        var lengths = new List<int>(uids.Count);
        using var me = Process.GetCurrentProcess();
        var (processor, began) = (me.TotalProcessorTime, Stopwatch.GetTimestamp());
        foreach (var uid in uids)
        {
            await using var stream = await client.Inbox.GetStreamAsync(uid, "", ct);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, ct);
            lengths.Add((int)content.Length);
        }
        var elapsed = Stopwatch.GetElapsedTime(began);
        me.Refresh();
        processor = me.TotalProcessorTime - processor;
        await client.DisconnectAsync(quit: true, ct);
        return new(
            database,
            uids.Count / elapsed.TotalSeconds,
            processor.TotalMilliseconds / uids.Count,
            await Files(lengths, Path.Combine(folder, "files"), ct)
        );
    }

    public MailRaw Better(MailRaw other) =>
        new(
            Database.Better(other.Database),
            Math.Max(FetchesPerSecond, other.FetchesPerSecond),
            Math.Min(FetchMilliseconds, other.FetchMilliseconds),
            Math.Max(FilesPerSecond, other.FilesPerSecond)
        );

    private static async Task<double> Files(IEnumerable<int> lengths, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        foreach (var length in lengths.Take(MostFiles))
        {
            await using var file = new FileStream(Path.Combine(folder, $"{count++}"), FileMode.CreateNew, FileAccess.Write);
            await file.WriteAsync(new byte[length], ct);
            file.Flush(flushToDisk: true);
        }
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
