using System.Security.Cryptography;
using Baton.Runtime.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage.Files;

/// <summary>
/// Files as rows of the database that all servers share. They are written on a connection of their own, as a large file must not hold up the
/// write lane, and read piece by piece.
/// </summary>
internal sealed class DatabaseFiles(BatonStorage storage, DeskReader reader, TimeProvider clock) : IFileStore
{
    /// <summary>Locks on names; the first half of their numbers, away from the locks of the engine, which have one long number.</summary>
    private const int NameLocks = 0x6669_6C65;

    public async Task Take(string name, string path, string sha256, CancellationToken ct)
    {
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        await Keep(name, sha256, content, ct);
    }

    public async Task Write(string name, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await Keep(name, Convert.ToHexStringLower(SHA256.HashData(content.Span)), stream, ct);
    }

    public async Task<Stream?> Open(string name, CancellationToken ct)
    {
        var file = await reader.Read(db => db.Set<KeptFile>().SingleOrDefaultAsync(row => row.Name == name, ct), ct);
        return file is null ? null : new KeptFileStream(reader, file);
    }

    public async Task<bool> Delete(string name, DateTimeOffset keptBefore, CancellationToken ct)
    {
        await using var connection = storage.OpenWriter();
        await using var db = DeskDb.On(connection);
        await db.Set<KeptFile>().Where(row => row.Name == name && row.KeptAt < keptBefore).ExecuteDeleteAsync(ct);
        return !await db.Set<KeptFile>().AnyAsync(row => row.Name == name, ct);
    }

    private async Task Keep(string name, string sha256, Stream content, CancellationToken ct)
    {
        await using var connection = storage.OpenWriter();
        await using var db = DeskDb.On(connection);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Database.AutoSavepointsEnabled = false;
        // One at a time writes under a name; the second finds what the first has kept.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({NameLocks}, hashtext({name}))", ct);
        if (!await Renew(db, name, sha256, ct))
        {
            await db.Set<KeptFile>().Where(row => row.Name == name).ExecuteDeleteAsync(ct);
            await Insert(db, name, sha256, content, ct);
        }
        await transaction.CommitAsync(ct);
    }

    private async Task<bool> Renew(DeskDb db, string name, string sha256, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var same = db.Set<KeptFile>().Where(row => row.Name == name && row.Sha256 == sha256);
        return await same.ExecuteUpdateAsync(set => set.SetProperty(row => row.KeptAt, now), ct) > 0;
    }

    private async Task Insert(DeskDb db, string name, string sha256, Stream content, CancellationToken ct)
    {
        var file = new KeptFile
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            Sha256 = sha256,
            Size = content.Length,
            KeptAt = clock.GetUtcNow(),
        };
        db.Add(file);
        await db.SaveChangesAsync(ct);
        for (var number = 0; content.Position < content.Length; number++)
        {
            var part = new byte[(int)Math.Min(KeptFileChunk.Length, content.Length - content.Position)];
            await content.ReadExactlyAsync(part, ct);
            db.ChangeTracker.Clear();
            db.Add(
                new KeptFileChunk
                {
                    FileId = file.Id,
                    Number = number,
                    Content = part,
                }
            );
            await db.SaveChangesAsync(ct);
        }
    }
}
