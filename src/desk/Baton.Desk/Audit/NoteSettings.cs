using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Audit;

/// <summary>
/// Notes in the audit log which settings of the desk differ from those of the start before. Settings lie in files and arguments, so the log can
/// say what changed and since when, not who did it.
/// </summary>
public sealed class NoteSettings(BatonRuntime runtime, IOptions<DeskOptions> options)
{
    /// <summary>Call it once at start, when the desk's tables are there.</summary>
    public Task<Outcome<Done>> Run(CancellationToken ct) =>
        runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var entries = await db
                    .AuditEntries.AsNoTracking()
                    .Where(row => row.Kind == AuditKinds.Settings && row.Target == DeskOptions.Section)
                    .OrderBy(row => row.Number)
                    .Select(row => row.After)
                    .ToListAsync(ct);
                var change = Change(Fold(entries), Flat(options.Value), isFirst: entries.Count == 0);
                if (change.IsWorthKeeping)
                {
                    db.Note(change);
                    await db.SaveChangesAsync(ct);
                }
                return Done.Outcome;
            },
            ct
        );

    /// <summary>The settings as the log knows them: each field as it was noted last.</summary>
    private static Dictionary<string, JsonNode?> Fold(IEnumerable<string> entries) =>
        entries
            .SelectMany(after => JsonNode.Parse(after)!.AsObject())
            .GroupBy(field => field.Key, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Last().Value, StringComparer.Ordinal);

    private static AuditChange Change(Dictionary<string, JsonNode?> before, Dictionary<string, JsonNode?> after, bool isFirst)
    {
        var change = new AuditChange(AuditKinds.Settings, DeskOptions.Section)
        {
            Action = isFirst ? AuditActions.Created : AuditActions.Changed,
        };
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            var (old, current) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (before.ContainsKey(name) && JsonNode.DeepEquals(old, current))
                continue;
            if (!isFirst)
                change.Before[name] = old?.DeepClone();
            change.After[name] = current?.DeepClone();
        }
        return change;
    }

    private static Dictionary<string, JsonNode?> Flat(DeskOptions settings)
    {
        var flat = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        Add(flat, "", JsonSerializer.SerializeToNode(settings)!.AsObject());
        return flat;
    }

    private static void Add(Dictionary<string, JsonNode?> flat, string prefix, JsonObject settings)
    {
        foreach (var (name, value) in settings)
        {
            if (value is JsonObject group)
                Add(flat, prefix + name + ":", group);
            else
                flat[prefix + name] = value;
        }
    }
}
