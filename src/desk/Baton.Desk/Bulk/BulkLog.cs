using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Bulk;

/// <summary>Keeps what is done to several at once, so that any server can say what became of it and take it back.</summary>
public sealed class BulkLog(BatonRuntime runtime, DeskReader reader)
{
    /// <summary>After how many an action that goes on is kept again.</summary>
    private const int Batch = 25;

    /// <summary>Does each item in turn; a refused one stops nothing. Goes on when the caller has gone: half of an action helps nobody.</summary>
    internal async Task<BulkAction> Run(
        DeskUser user,
        string kind,
        string action,
        IReadOnlyList<BulkItem> items,
        Func<BulkItem, Task<BulkItem>> act
    )
    {
        var row = await Begin(user, kind, action, items);
        await Each(row, items, act);
        return row;
    }

    /// <summary>Does something to each item and keeps what became of them.</summary>
    internal async Task Each(BulkAction row, IReadOnlyList<BulkItem> items, Func<BulkItem, Task<BulkItem>> act)
    {
        var known = items.ToArray();
        for (var index = 0; index < known.Length; index++)
        {
            known[index] = await act(known[index]);
            if (index % Batch == Batch - 1 || index == known.Length - 1)
                await Keep(row, known);
        }
    }

    /// <summary>The user's own action; null for none.</summary>
    internal Task<BulkAction?> Find(DeskUser user, long key, CancellationToken ct) =>
        reader.Read(db => db.Set<BulkAction>().SingleOrDefaultAsync(row => row.Key == key && row.UserName == user.UserName, ct), ct);

    /// <summary>Marks the user's own action as being taken back, which happens once.</summary>
    internal async Task<Outcome<BulkAction>> BeginUndo(DeskUser user, long key, CancellationToken ct) =>
        await runtime.Write<BulkAction>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await db.Set<BulkAction>().SingleOrDefaultAsync(one => one.Key == key && one.UserName == user.UserName, ct);
                if (row is null)
                    return BulkTexts.Words.NotFound(user.Language);
                if (UndoBulk.Decide(row, unit.Now, user.Language) is { } refused)
                    return refused;
                (row.UndoneAt, row.Version) = (unit.Now, row.Version + 1);
                await db.SaveChangesAsync(ct);
                return row;
            },
            ct
        );

    private async Task<BulkAction> Begin(DeskUser user, string kind, string action, IReadOnlyList<BulkItem> items)
    {
        var begun = await runtime.Write<BulkAction>(async unit =>
        {
            await using var db = DeskDb.In(unit);
            var row = new BulkAction
            {
                Key = unit.NextKey(),
                UserName = user.UserName,
                At = unit.Now,
                Kind = kind,
                Action = action,
                Items = BulkAction.Write(items),
                Version = 1,
            };
            db.Add(row);
            await db.SaveChangesAsync();
            return row;
        });
        return begun.Value;
    }

    private async Task Keep(BulkAction row, IReadOnlyList<BulkItem> items)
    {
        row.Items = BulkAction.Write(items);
        await runtime.Write<Done>(async unit =>
        {
            await using var db = DeskDb.In(unit);
            await db.Set<BulkAction>()
                .Where(one => one.Key == row.Key)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Items, row.Items));
            return Done.Outcome;
        });
    }
}
