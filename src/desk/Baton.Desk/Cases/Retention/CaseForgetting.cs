using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Cases.Assessing;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Forms;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Retention;

/// <summary>How the words of a customer are taken out of what belongs to his cases.</summary>
/// <param name="Erased">Stands for what was erased.</param>
/// <param name="Without">A text without those words.</param>
/// <param name="DeletesFiles">Contents of attachments go as well.</param>
/// <param name="By">User name of who does it.</param>
internal sealed record Forgetting(string Erased, Func<string, string> Without, bool DeletesFiles, string By);

/// <summary>
/// Takes what a customer is called and reached by out of his closed cases, and all that belongs to them, in the unit of work that decided it. The cases
/// stay for counts and reports; their ended process instances, whose variables and journals hold the same words, go.
/// </summary>
internal sealed class CaseForgetting(CaseErasure erasure, IEnumerable<ICaseBelongings> others, DeskChanges changes)
{
    private const int Batch = 100;
    private const int NumbersShown = 5;

    /// <summary>Numbers of the customers' cases that something is still done with; the first few.</summary>
    public async Task<IReadOnlyList<string>> AtWork(UnitOfWork unit, DeskDb db, long[] customers, CancellationToken ct)
    {
        var open = await Of(db, customers)
            .Where(row => !row.IsClosed)
            .OrderBy(row => row.Key)
            .Select(row => row.Number)
            .Take(NumbersShown)
            .ToListAsync(ct);
        if (open.Count > 0)
            return open;
        await foreach (var cases in Batches(db, customers, ct))
        {
            var free = await erasure.Free(unit, db, cases);
            db.ChangeTracker.Clear();
            if (free.Count < cases.Count)
                return [.. cases.Except(free.Select(one => one.Case)).Select(row => row.Number).Take(NumbersShown)];
        }
        return [];
    }

    /// <summary>Takes the words out of all cases of the customers, none of which is <see cref="AtWork"/>.</summary>
    /// <returns>How many cases there are.</returns>
    public async Task<int> Forget(UnitOfWork unit, DeskDb db, long[] customers, Forgetting how, CancellationToken ct)
    {
        var count = 0;
        var rights = await FieldRights.All(db, ct);
        await foreach (var cases in Batches(db, customers, ct))
        {
            long[] keys = [.. cases.Select(row => row.Key)];
            var free = await erasure.Free(unit, db, cases);
            foreach (var row in cases)
                Clean(row, how, (rights.GetValueOrDefault(row.TypeCode) ?? FieldRights.None).Guarded, unit.Now);
            // An instance stays for as long as a row refers to it.
            await db.SaveChangesAsync(ct);
            await CaseErasure.DeleteInstances(unit, free);
            await Texts(db, keys, how, ct);
            var files = await Attachments(db, unit, keys, how, ct);
            foreach (var other in others)
                files.AddRange(await other.Forget(db, keys, how));
            CaseErasure.DeleteFiles(unit, files);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            unit.AfterCommit(() => changes.Publish([.. keys.Select(DeskChanges.Case)]));
            count += cases.Count;
        }
        return count;
    }

    private static IQueryable<Case> Of(DeskDb db, long[] customers) =>
        db.Cases.Where(row => row.CustomerKey != null && customers.Contains(row.CustomerKey.Value));

    private static async IAsyncEnumerable<List<Case>> Batches(
        DeskDb db,
        long[] customers,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var last = long.MinValue; ; )
        {
            var after = last;
            var cases = await Of(db, customers).Where(row => row.Key > after).OrderBy(row => row.Key).Take(Batch).ToListAsync(ct);
            if (cases.Count == 0)
                yield break;
            last = cases[^1].Key;
            yield return cases;
        }
    }

    private static void Clean(Case row, Forgetting how, IReadOnlySet<string> guarded, DateTimeOffset now)
    {
        (row.ProcessInstanceKey, row.ProcessDefinitionKey) = (null, null);
        row.CustomerName = how.Erased;
        row.CustomerPhone = null;
        row.FaxNumber = null;
        row.Subject = how.Without(row.Subject);
        row.Description = how.Without(row.Description);
        row.SuspendReason = row.SuspendReason is { } reason ? how.Without(reason) : null;
        var form = Clean(JsonNode.Parse(row.FormData), how)!.AsObject();
        row.FormData = form.ToJsonString(FormJson.Options);
        row.Assessment = Assessment.Read(row.Assessment)?.Mapped(value => Clean(value, how)).Write();
        row.SearchText = CaseSearchText.Of(row.Number, row.Subject, row.Description, "", null, form, guarded);
        row.UpdatedAt = now;
        row.Version++;
    }

    private static JsonNode? Clean(JsonNode? node, Forgetting how) =>
        node switch
        {
            JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Clean(field.Value, how)))),
            JsonArray items => new JsonArray([.. items.Select(item => Clean(item, how))]),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => how.Without(value.GetValue<string>()),
            JsonValue value
                when value.GetValueKind() == JsonValueKind.Number && how.Without(value.ToJsonString()) != value.ToJsonString() =>
                how.Erased,
            _ => node?.DeepClone(),
        };

    /// <summary>What people wrote while they worked. Nobody changes it, but this.</summary>
    private static async Task Texts(DeskDb db, long[] keys, Forgetting how, CancellationToken ct)
    {
        foreach (var opinion in await db.Opinions.AsNoTracking().Where(row => keys.Contains(row.CaseKey)).ToListAsync(ct))
        {
            var text = how.Without(opinion.Text);
            if (text != opinion.Text)
                await db
                    .Opinions.Where(row => row.Key == opinion.Key)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Text, text), ct);
        }
        foreach (var keyword in await db.CaseKeywords.Where(row => keys.Contains(row.CaseKey)).ToListAsync(ct))
        {
            if (how.Without(keyword.Text) != keyword.Text)
                db.CaseKeywords.Remove(keyword);
        }
        foreach (var merge in await db.CaseMerges.Where(row => keys.Contains(row.FromKey) && row.Reason != null).ToListAsync(ct))
            merge.Reason = how.Without(merge.Reason!);
        foreach (var entry in await db.Timeline.AsNoTracking().Where(row => keys.Contains(row.CaseKey)).ToListAsync(ct))
        {
            var parameters = Parameters(entry.Parameters, how);
            if (parameters is not null)
                await db
                    .Timeline.Where(row => row.Key == entry.Key)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Parameters, parameters), ct);
        }
        await db.Notifications.Where(row => row.CaseKey != null && keys.Contains(row.CaseKey.Value)).ExecuteDeleteAsync(ct);
    }

    /// <summary>The parameters without the words; null when they hold none.</summary>
    private static string? Parameters(string json, Forgetting how)
    {
        var values = Timeline.Values(json);
        var cleaned = values.ToDictionary(value => value.Key, value => how.Without(value.Value), StringComparer.Ordinal);
        return values.All(value => cleaned[value.Key] == value.Value) ? null : JsonSerializer.Serialize(cleaned);
    }

    private static async Task<List<UnneededFile>> Attachments(DeskDb db, UnitOfWork unit, long[] keys, Forgetting how, CancellationToken ct)
    {
        var rows = db.Attachments.Where(row => row.CaseKey != null && keys.Contains(row.CaseKey.Value));
        var files = await rows.AsNoTracking().ToListAsync(ct);
        foreach (var file in files)
        {
            var name = how.Without(file.FileName);
            var comment = file.Comment is null ? null : how.Without(file.Comment);
            if (name != file.FileName || comment != file.Comment)
                await db
                    .Attachments.Where(row => row.Key == file.Key)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.FileName, name).SetProperty(row => row.Comment, comment), ct);
            if (how.DeletesFiles && file is { DeletedAt: null, ReplacedAt: null })
                Timeline.Add(db, unit, file.CaseKey!.Value, TimelineCodes.AttachmentDeleted, how.By, null, ("file", name));
        }
        if (!how.DeletesFiles)
            return [];
        await rows.Where(row => row.DeletedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.DeletedAt, (DateTimeOffset?)unit.Now).SetProperty(row => row.DeletedBy, how.By),
                ct
            );
        // The rows stay, so that the deletion of the case is an order of its own later.
        return files.ConvertAll(file =>
        {
            var content = CaseErasure.ContentOf(file.Key, file.Sha256);
            return content with { Owner = "erased-" + content.Owner };
        });
    }
}
