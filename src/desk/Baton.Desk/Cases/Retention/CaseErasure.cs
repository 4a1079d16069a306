using System.Text.Json;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Words;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Baton.Runtime.Retention;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Retention;

/// <summary>A case that goes, with its ended process instances.</summary>
internal sealed record DoomedCase(Case Case, IReadOnlyList<RootInstance> Instances);

/// <summary>
/// Deletes cases with everything that belongs to them, in the unit of work that decided it. The customer stays, and so do the counters of case numbers,
/// so that no number is given twice. Files go by the outbox after the commit.
/// </summary>
internal sealed class CaseErasure(IEnumerable<ICaseBelongings> others)
{
    /// <summary>Those of the cases that may go: nothing of theirs is at work or has still to be delivered.</summary>
    public async Task<IReadOnlyList<DoomedCase>> Free(UnitOfWork unit, DeskDb db, IReadOnlyList<Case> overdue)
    {
        if (overdue.Count == 0)
            return [];
        long[] keys = [.. overdue.Select(row => row.Key)];
        var waiting = await db
            .WorkItems.Where(item => keys.Contains(item.CaseKey) && item.Status == WorkItemStatus.Open)
            .Select(item => item.CaseKey)
            .ToHashSetAsync();
        foreach (var other in others)
            waiting.UnionWith(await other.Waiting(db, keys));
        foreach (var merged in overdue.Where(row => row.MergedIntoKey is not null))
            await LetGo(unit, db, merged, waiting);
        return
        [
            .. overdue
                .Where(row => !waiting.Contains(row.Key))
                .Select(row => new DoomedCase(row, Instances(unit, row)))
                .Where(doomed => doomed.Instances.All(instance => instance.EndedAt is not null)),
        ];
    }

    /// <summary>
    /// A merged case shows under another one and stays as long as that one is there. Afterwards nobody can undo the merge, and the process that rested for
    /// that ends; the case goes with a later round.
    /// </summary>
    private static async Task LetGo(UnitOfWork unit, DeskDb db, Case merged, HashSet<long> waiting)
    {
        if (await db.Cases.AnyAsync(row => row.Key == merged.MergedIntoKey))
            waiting.Add(merged.Key);
        else if (merged.ProcessInstanceKey is { } key && RootInstances.Find(unit, key) is { EndedAt: null })
            await unit.Engine.CancelInstance(key);
    }

    /// <summary>Deletes them, their instances included.</summary>
    public async Task Erase(UnitOfWork unit, DeskDb db, IReadOnlyList<DoomedCase> doomed)
    {
        long[] keys = [.. doomed.Select(one => one.Case.Key)];
        var files = await Attachments(db, keys);
        foreach (var other in others)
            files.AddRange(await other.Delete(db, keys));
        await Rows(db, keys, doomed);
        await DeleteInstances(unit, doomed);
        DeleteFiles(unit, files);
    }

    /// <summary>Deletes the ended process instances of cases, whose variables say the same as the cases.</summary>
    public static async Task DeleteInstances(UnitOfWork unit, IReadOnlyList<DoomedCase> doomed)
    {
        foreach (var instance in doomed.SelectMany(one => one.Instances))
            await Delete(unit, instance);
    }

    /// <summary>Deletes files whose rows are gone, after the commit.</summary>
    public static void DeleteFiles(UnitOfWork unit, IEnumerable<UnneededFile> files)
    {
        foreach (var file in files)
            unit.Enqueue(
                new OutboxMessage(CaseFiles.Outbox, file.Owner, JsonSerializer.Serialize(file), CaseFiles.NotBefore(unit.Now, file))
            );
    }

    /// <summary>The content of an attachment whose row needs it no longer.</summary>
    public static UnneededFile ContentOf(long attachmentKey, string sha256) =>
        new(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attachment-{attachmentKey}"),
            AttachmentStore.NameOf(sha256),
            sha256
        );

    /// <summary>Those that the desk started for the case; a case may have had several.</summary>
    private static IReadOnlyList<RootInstance> Instances(UnitOfWork unit, Case row)
    {
        var own = row.ProcessInstanceKey is { } key ? RootInstances.Find(unit, key) : null;
        var all = RootInstances.WithBusinessId(unit, row.Number).Where(one => one.Tags.Contains(CaseProcess.Tag, StringComparer.Ordinal));
        return [.. (own is null ? all : all.Append(own)).DistinctBy(one => one.Key).OrderBy(one => one.Key)];
    }

    private static async Task<List<UnneededFile>> Attachments(DeskDb db, long[] keys)
    {
        var rows = await db
            .Attachments.Where(row => row.CaseKey != null && keys.Contains(row.CaseKey.Value))
            .Select(row => new { row.Key, row.Sha256 })
            .ToListAsync();
        await db.Attachments.Where(row => row.CaseKey != null && keys.Contains(row.CaseKey.Value)).ExecuteDeleteAsync();
        return rows.ConvertAll(row => ContentOf(row.Key, row.Sha256));
    }

    private static async Task Rows(DeskDb db, long[] keys, IReadOnlyList<DoomedCase> doomed)
    {
        DateTimeOffset[] opened = [.. doomed.Select(one => one.Case.OpenedAt).Distinct()];
        await db.Timeline.Where(row => keys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        await db.CaseKeywords.Where(row => keys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        await db.CaseWatchers.Where(row => keys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        await db.Opinions.Where(row => keys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        await db
            .WorkItemCandidates.Where(row => db.WorkItems.Any(item => item.Key == row.WorkItemKey && keys.Contains(item.CaseKey)))
            .ExecuteDeleteAsync();
        await db.WorkItems.Where(row => keys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        await db.CaseInvolvements.Where(row => keys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        await db.Notifications.Where(row => row.CaseKey != null && keys.Contains(row.CaseKey.Value)).ExecuteDeleteAsync();
        await db.Contacts.Where(row => row.CaseKey != null && keys.Contains(row.CaseKey.Value)).ExecuteDeleteAsync();
        // The unit that opened a case remembered its request at the same instant, by which there is an index.
        await db.IdempotentCreates.Where(row => opened.Contains(row.At) && keys.Contains(row.ResultKey)).ExecuteDeleteAsync();
        await db.Words.Delete(db, WordTable.Cases, keys, CancellationToken.None);
        await db
            .Cases.Where(row => row.ParentKey != null && keys.Contains(row.ParentKey.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ParentKey, (long?)null));
        await db.CaseMerges.Where(row => keys.Contains(row.FromKey)).ExecuteDeleteAsync();
        await db.Cases.Where(row => keys.Contains(row.Key)).ExecuteDeleteAsync();
    }

    private static async Task Delete(UnitOfWork unit, RootInstance instance)
    {
        var outcome = await unit.Engine.DeleteInstance(instance.Key);
        if (outcome.Problem is { } problem)
            throw new InvalidOperationException($"Expected to delete the process instance of a case, but: {problem.Detail}");
    }
}
