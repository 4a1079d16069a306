using System.Buffers;
using System.Security.Cryptography;
using Baton.Desk.Cases.Attachments.Contents;
using Baton.Desk.Storage.Files;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Attachments;

/// <summary>A file that was taken in.</summary>
/// <param name="Sha256">Lower-case hexadecimal; also its name where it is kept.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Head">The first bytes, which tell its true type.</param>
internal sealed record StoredFile(string Sha256, int Size, ReadOnlyMemory<byte> Head)
{
    /// <summary>What it is by its content; the name helps only where the content does not tell.</summary>
    public string TypeAs(string fileName) => ContentTypes.Of(Head.Span, Size <= Head.Length, FileRules.TypeOf(fileName));
}

/// <summary>
/// Keeps the bytes of attachments, each content once under its SHA-256. A file comes to the data directory first and is kept when it is whole
/// and may stay.
/// </summary>
public sealed class AttachmentStore(IFileStore files, IOptions<DeskOptions> options)
{
    /// <summary>Before the names of all attachments.</summary>
    internal const string Folder = "attachments";

    private const int BufferLength = 81_920;

    /// <summary>
    /// Takes the stream in; null when it is longer than the limit. A file that <paramref name="keep"/>, who may read it, refuses is
    /// answered but not kept. Nothing is left behind of what is not kept.
    /// </summary>
    internal async Task<StoredFile?> Save(Stream content, int maxBytes, Func<StoredFile, Stream, Task<bool>> keep, CancellationToken ct)
    {
        var incoming = Path.Combine(options.Value.DataDirectory, Folder, "incoming");
        Directory.CreateDirectory(incoming);
        var path = Path.Combine(incoming, Path.GetRandomFileName());
        try
        {
            StoredFile? stored;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, useAsync: true))
            {
                stored = await Copy(content, file, maxBytes, ct);
                if (stored is not null)
                    file.Flush(flushToDisk: true);
            }
            if (stored is null || !await IsKept(path, stored, keep))
                return stored;
            await files.Take(NameOf(stored.Sha256), path, stored.Sha256, ct);
            return stored;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<bool> IsKept(string path, StoredFile stored, Func<StoredFile, Stream, Task<bool>> keep)
    {
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, useAsync: true);
        return await keep(stored, content);
    }

    /// <summary>Opens stored content; the caller disposes of it.</summary>
    /// <exception cref="FileNotFoundException">It is not kept any more.</exception>
    internal async Task<Stream> Open(string sha256, CancellationToken ct) =>
        await files.Open(NameOf(sha256), ct)
        ?? throw new FileNotFoundException($"The content {sha256} of an attachment is not kept any more.");

    /// <summary>The name under which a content is kept.</summary>
    internal static string NameOf(string sha256) => $"{Folder}/{sha256[..2]}/{sha256}";

    private static async Task<StoredFile?> Copy(Stream content, FileStream file, int maxBytes, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        var head = new byte[ContentTypes.HeadLength];
        try
        {
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0; size += read)
            {
                if (size + read > maxBytes)
                    return null;
                if (size < ContentTypes.HeadLength)
                    buffer.AsSpan(0, (int)Math.Min(read, ContentTypes.HeadLength - size)).CopyTo(head.AsSpan((int)size));
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            return new(
                Convert.ToHexStringLower(hash.GetHashAndReset()),
                (int)size,
                head.AsMemory(0, (int)Math.Min(size, ContentTypes.HeadLength))
            );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
