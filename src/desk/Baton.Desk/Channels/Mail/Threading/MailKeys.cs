using System.Security.Cryptography;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Threading;

/// <summary>The key of the tokens, made when it is needed for the first time and kept in the database, so that all servers have the same.</summary>
internal sealed class MailKeys(BatonRuntime runtime, DeskReader reader)
{
    private CaseToken? _tokens;
    private byte[]? _key;

    public async Task<CaseToken> Get(CancellationToken ct) => _tokens ??= new CaseToken(await Key(ct));

    /// <summary>The same key for other tokens; what is signed says what it is.</summary>
    public async Task<byte[]> Key(CancellationToken ct)
    {
        if (_key is { } known)
            return known;
        var kept = await reader.Read(db => db.Set<MailKey>().SingleOrDefaultAsync(row => row.Name == MailKey.Current, ct), ct);
        return _key = Convert.FromBase64String(kept?.Secret ?? await Make(ct));
    }

    private async Task<string> Make(CancellationToken ct)
    {
        var outcome = await runtime.Write<string>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                if (await db.Set<MailKey>().SingleOrDefaultAsync(row => row.Name == MailKey.Current, ct) is { } made)
                    return made.Secret;
                var row = new MailKey
                {
                    Name = MailKey.Current,
                    Secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                    CreatedAt = unit.Now,
                };
                db.Add(row);
                await db.SaveChangesAsync(ct);
                return row.Secret;
            },
            ct
        );
        return outcome.Value;
    }
}
