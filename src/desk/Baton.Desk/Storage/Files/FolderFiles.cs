using Microsoft.Extensions.Options;

namespace Baton.Desk.Storage.Files;

/// <summary>Files below the data directory of the one server.</summary>
internal sealed class FolderFiles(IOptions<DeskOptions> options) : IFileStore
{
    private const int BufferLength = 81_920;

    public Task Take(string name, string path, string sha256, CancellationToken ct)
    {
        var target = PathOf(name);
        if (!File.Exists(target))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            DurableFile.Move(path, target);
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

    private string PathOf(string name) => Path.Combine([options.Value.DataDirectory, .. name.Split('/')]);
}
