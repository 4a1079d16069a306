using Baton.Desk.Cases.Fields;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>
/// Keeps the words by which cases are found in step with a pack that guards fields. What is newly guarded leaves the words before the pack is
/// imported, so that there is no moment in which somebody finds a case by what he may not read.
/// </summary>
internal sealed class PackFieldRights(DeskReader reader, GuardedWords words, TimeProvider clock)
{
    /// <summary>What a pack changes about the fields of a type.</summary>
    private sealed record Change(string Type, IReadOnlySet<string> Before, IReadOnlySet<string> After)
    {
        public IReadOnlyCollection<string> Guarded => [.. After.Except(Before)];

        public IReadOnlyCollection<string> Opened => [.. Before.Except(After)];

        public IReadOnlySet<string> Both => Before.Union(After).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Imports the pack between what must be done before it and what must be done after it.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="import">Says whether it was imported.</param>
    /// <param name="ct">Stops it.</param>
    public async Task Around(Pack pack, Func<Task<bool>> import, CancellationToken ct)
    {
        var changes = await reader.Read(db => Changes(db, pack, ct), ct);
        var startedAt = clock.GetUtcNow();
        foreach (var change in changes)
            await words.Write(change.Type, change.Guarded, change.Both, since: null, ct);
        var isDone = await import();
        foreach (var change in changes)
        {
            if (isDone)
                await words.Write(change.Type, change.Opened, change.After, since: null, ct);
            // Cases that were opened or corrected in between were written by the rights of before.
            await words.Write(change.Type, change.Guarded, isDone ? change.After : change.Before, isDone ? startedAt : null, ct);
        }
    }

    private static async Task<List<Change>> Changes(DeskDb db, Pack pack, CancellationToken ct)
    {
        var installed = await db.Set<InstalledPack>().Where(row => row.Id == pack.Id).Select(row => row.Version).SingleOrDefaultAsync(ct);
        if (installed is null || ImportPack.Decide(installed, pack.Version) != ImportPackResult.Updated)
            return [];
        var before = await FieldRights.All(db, ct);
        return
        [
            .. pack
                .CaseTypes.Select(type => new Change(
                    type.Code,
                    before.GetValueOrDefault(type.Code)?.Guarded ?? FieldRights.None.Guarded,
                    new FieldRights(type.Fields).Guarded
                ))
                .Where(change => !change.Before.SetEquals(change.After)),
        ];
    }
}
