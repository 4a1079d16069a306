using System.Text;
using Baton.Desk.Storage.Files;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Channels.Fax.Spool;

/// <summary>
/// Exchanges files with a fax gateway through a spool directory. Jobs are written so that a crash at any point sends nothing twice; results
/// are read by watching the folder and, since watchers lose events, by looking into it in real time.
/// </summary>
internal sealed class SpoolFaxDriver : IFaxDriver
{
    private readonly SpoolFolders _folders;
    private readonly TimeSpan _poll;
    private readonly TimeProvider _realTime;
    private readonly ILogger _logger;

    /// <summary>Unreadable files as they were last seen: a gateway that does not rename may still be writing.</summary>
    private readonly Dictionary<string, (long Length, DateTime Written)> _unreadable = new(StringComparer.Ordinal);

    /// <param name="root">The spool directory; made with its folders when absent.</param>
    /// <param name="poll">How often the result folder is looked into.</param>
    /// <param name="realTime">The machine's clock, not the desk's: a pinned desk still gets its results.</param>
    /// <param name="logger">Told of files that cannot be used.</param>
    public SpoolFaxDriver(string root, TimeSpan poll, TimeProvider realTime, ILogger logger)
    {
        _folders = new SpoolFolders(root);
        _poll = poll;
        _realTime = realTime;
        _logger = logger;
        _folders.Create();
    }

    public async Task<FaxSubmission> Submit(FaxJob job, ReadOnlyMemory<byte> pdf, CancellationToken cancellation)
    {
        if (_folders.Knows(job.Id))
        {
            return FaxSubmission.AlreadySubmitted;
        }

        // The job file comes last: a gateway that sees it finds its document whole.
        await DurableFile.Write(Path.Combine(_folders.Outgoing, job.Id + ".pdf"), pdf, cancellation).ConfigureAwait(false);
        await DurableFile
            .Write(Path.Combine(_folders.Outgoing, job.Id + ".job"), SpoolJobFile.Write(job), cancellation)
            .ConfigureAwait(false);
        return FaxSubmission.Submitted;
    }

    public async Task Receive(IFaxInbox inbox, CancellationToken cancellation)
    {
        using var arrived = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(_folders.Results, "*.result");
        watcher.Created += (_, _) => arrived.Release();
        watcher.Renamed += (_, _) => arrived.Release();
        watcher.EnableRaisingEvents = true;
        while (!cancellation.IsCancellationRequested)
        {
            await ReceiveOnce(inbox, cancellation).ConfigureAwait(false);
            await WaitForFiles(arrived, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Handles the files that are there now, in the order of their names.</summary>
    public async Task ReceiveOnce(IFaxInbox inbox, CancellationToken cancellation)
    {
        foreach (var file in Directory.EnumerateFiles(_folders.Results, "*.result").Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                await ReceiveFile(file, inbox, cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                _logger.LogWarning(error, "Fax result {File} cannot be read now; it is tried again.", file);
            }
        }
    }

    private async Task WaitForFiles(SemaphoreSlim arrived, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var signal = arrived.WaitAsync(waiting.Token);
        await Task.WhenAny(signal, Task.Delay(_poll, _realTime, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        await signal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (arrived.Wait(0, CancellationToken.None))
        {
            // One look serves all arrivals.
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private async Task ReceiveFile(string file, IFaxInbox inbox, CancellationToken cancellation)
    {
        var name = Path.GetFileName(file);
        var seen = (new FileInfo(file).Length, File.GetLastWriteTimeUtc(file));
        var content = await ReadBounded(file, cancellation).ConfigureAwait(false);
        var reading = SpoolResultFile.Read(Path.GetFileNameWithoutExtension(file), content);
        if (reading.Result is null)
        {
            if (!_unreadable.TryGetValue(name, out var before) || before != seen)
            {
                _unreadable[name] = seen;
                return;
            }

            await Reject(file, string.Join("; ", reading.Problems), content, inbox, cancellation).ConfigureAwait(false);
            return;
        }

        _unreadable.Remove(name);
        var refusal = await inbox.Take(reading.Result, cancellation).ConfigureAwait(false);
        if (refusal is null)
        {
            DurableFile.Move(file, Path.Combine(_folders.Processed, name));
        }
        else
        {
            await Reject(file, refusal, content, inbox, cancellation).ConfigureAwait(false);
        }
    }

    private async Task Reject(string file, string reason, byte[] content, IFaxInbox inbox, CancellationToken cancellation)
    {
        var name = Path.GetFileName(file);
        _unreadable.Remove(name);
        _logger.LogWarning("Fax result {File} is rejected: {Reason}", name, reason);
        await inbox.Refuse(new RefusedResult(name, reason, Encoding.UTF8.GetString(content)), cancellation).ConfigureAwait(false);
        var target = Path.Combine(_folders.Rejected, name);
        await DurableFile.Write(target + ".reason", Encoding.UTF8.GetBytes(reason + "\n"), cancellation).ConfigureAwait(false);
        DurableFile.Move(file, target);
    }

    /// <summary>Reads one byte more than a result may have, so that the reader can refuse what is too large.</summary>
    private static async Task<byte[]> ReadBounded(string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[(int)Math.Min(stream.Length, SpoolResultFile.MaxBytes + 1)];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return buffer[..read];
    }
}
