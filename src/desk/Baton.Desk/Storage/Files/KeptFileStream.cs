using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage.Files;

/// <summary>
/// Reads a file of the database one piece at a time, and holds a connection only while it fetches one. Who reads from the beginning to the
/// end has the hash checked. Reads asynchronously only.
/// </summary>
internal sealed class KeptFileStream(DeskReader reader, KeptFile file) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _chunk = [];
    private long _number = -1;
    private long _hashed;
    private long _position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => file.Size;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <exception cref="InvalidDataException">The content is not what was kept, or was deleted meanwhile.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= file.Size || buffer.IsEmpty)
            return 0;
        await Fetch(_position / KeptFileChunk.Length, cancellationToken);
        var rest = _chunk.AsMemory((int)(_position % KeptFileChunk.Length));
        var read = Math.Min(rest.Length, buffer.Length);
        rest[..read].CopyTo(buffer);
        Check(rest.Span[..read]);
        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Expected ReadAsync: the content comes from the database.");

    public override long Seek(long offset, SeekOrigin origin) =>
        Position =
            offset
            + origin switch
            {
                SeekOrigin.Begin => 0,
                SeekOrigin.Current => _position,
                _ => file.Size,
            };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException("A kept file is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A kept file is only read.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask Fetch(long number, CancellationToken ct)
    {
        if (_number == number)
            return;
        var content = await reader.Read(
            db =>
                db.Set<KeptFileChunk>()
                    .Where(row => row.FileId == file.Id && row.Number == number)
                    .Select(row => row.Content)
                    .SingleOrDefaultAsync(ct),
            ct
        );
        var expected = Math.Min(KeptFileChunk.Length, file.Size - (number * KeptFileChunk.Length));
        if (content?.Length != expected)
            throw new InvalidDataException($"Expected {expected} bytes in part {number} of {file.Name}, but found {content?.Length ?? 0}.");
        (_chunk, _number) = (content, number);
    }

    private void Check(ReadOnlySpan<byte> read)
    {
        if (_hashed != _position)
            return;
        _hash.AppendData(read);
        _hashed += read.Length;
        if (_hashed == file.Size && Convert.ToHexStringLower(_hash.GetCurrentHash()) != file.Sha256)
            throw new InvalidDataException($"Expected {file.Name} to have the hash {file.Sha256}, but its content has another.");
    }
}
