using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Fields;

/// <summary>
/// Brings the words by which cases are found up to the rights of their type: when a field is guarded its values leave the words, when it is open
/// again they come back. Only cases that have the field are touched, a few hundred in each unit of work, so that others work on meanwhile.
/// </summary>
internal sealed class GuardedWords(BatonRuntime runtime, DeskReader reader)
{
    private const int Batch = 300;

    /// <summary>Writes the words of all cases of the type that have one of the fields anew.</summary>
    /// <param name="typeCode">The type.</param>
    /// <param name="fields">The fields whose rights change.</param>
    /// <param name="guarded">The fields that are out of the words from now on.</param>
    /// <param name="since">Only cases that changed since then; null for all.</param>
    /// <param name="ct">Stops it; what was written stays.</param>
    public async Task Write(
        string typeCode,
        IReadOnlyCollection<string> fields,
        IReadOnlySet<string> guarded,
        DateTimeOffset? since,
        CancellationToken ct
    )
    {
        foreach (var field in fields)
        {
            var name = "\"" + field + "\":";
            for (var last = 0L; ; )
            {
                var after = last;
                var keys = await reader.Read(
                    db =>
                        db.Cases.Where(row => row.TypeCode == typeCode && row.Key > after && row.FormData.Contains(name))
                            .Where(row => since == null || row.UpdatedAt >= since)
                            .OrderBy(row => row.Key)
                            .Select(row => row.Key)
                            .Take(Batch)
                            .ToListAsync(ct),
                    ct
                );
                if (keys.Count == 0)
                    break;
                last = keys[^1];
                await runtime.Write<Done>(
                    async unit =>
                    {
                        await using var db = DeskDb.In(unit);
                        foreach (var row in await db.Cases.Where(one => keys.Contains(one.Key)).ToListAsync(ct))
                            await CaseSearchText.Refresh(db, row, guarded, ct);
                        await db.SaveChangesAsync(ct);
                        return Done.Outcome;
                    },
                    ct
                );
            }
        }
    }
}
