using Microsoft.Extensions.Options;

namespace Baton.Desk.Storage.Files;

/// <summary>Files below the data directory of the one server.</summary>
internal sealed class FolderFiles(IOptions<DeskOptions> options, TimeProvider clock) : IFileStore
{
    private const int BufferLength = 81_920;

    /// <summary>A file that is kept and deleted at the same time is one or the other.</summary>
    private readonly Lock _names = new();

    public Task Take(string name, string path, string sha256, CancellationToken ct)
    {
        var target = PathOf(name);
        lock (_names)
        {
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                DurableFile.Move(path, target);
            }
            // By the desk's clock, as with files in the database.
            File.SetLastWriteTimeUtc(target, clock.GetUtcNow().UtcDateTime);
        }
        return Task.CompletedTask;
    }

    public Task Write(string name, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var target = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return DurableFile.Write(target, content, ct);
    }

    public Task<Stream?> Open(string name, CancellationToken ct)
    {
        var path = PathOf(name);
        return Task.FromResult<Stream?>(
            File.Exists(path)
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferLength, useAsync: true)
                : null
        );
    }

    public Task<bool> Delete(string name, DateTimeOffset keptBefore, CancellationToken ct)
    {
        var file = new FileInfo(PathOf(name));
        lock (_names)
        {
            var goes = file.Exists && file.LastWriteTimeUtc < keptBefore.UtcDateTime;
            if (goes)
                file.Delete();
            return Task.FromResult(goes || !file.Exists);
        }
    }

    private string PathOf(string name) => Path.Combine([options.Value.DataDirectory, .. name.Split('/')]);
}
