using System.Text.Json.Nodes;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Policies;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>
/// Brings the policies of time limits up to a pack: what is new or other than in the pack before becomes a version more, what the pack no longer has is
/// retired. What administrators changed stays where the pack itself did not change.
/// </summary>
internal static class PackPolicies
{
    public static async Task<Problem?> Write(UnitOfWork unit, DeskDb db, Pack pack, string language, CancellationToken ct)
    {
        var versions = (await db.Set<LimitVersion>().AsNoTracking().OrderBy(row => row.Version).ToListAsync(ct))
            .GroupBy(row => row.Code, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        foreach (var wanted in pack.TimeLimits)
        {
            var existing = versions.GetValueOrDefault(wanted.Code) ?? [];
            versions.Remove(wanted.Code);
            var ofPack = existing.FindLast(row => row.Pack is not null);
            if (existing.Count > 0 && ofPack?.Pack != pack.Id)
                return PackContents.InUse(language, "TimeLimit", wanted.Code, ofPack?.Pack);
            if (ofPack is { IsRetired: false } && JsonNode.DeepEquals(JsonNode.Parse(ofPack.Content), JsonNode.Parse(wanted.Content)))
                continue;
            Add(unit, db, pack, existing.LastOrDefault(), wanted.Code, wanted.Content, isRetired: false);
        }
        foreach (var (code, rows) in versions.Where(one => one.Value.FindLast(row => row.Pack is not null)?.Pack == pack.Id))
        {
            if (rows[^1] is { IsRetired: false } last)
                Add(unit, db, pack, last, code, last.Content, isRetired: true);
        }
        return null;
    }

    private static void Add(UnitOfWork unit, DeskDb db, Pack pack, LimitVersion? before, string code, string content, bool isRetired) =>
        LimitChange.Add(
            db,
            unit,
            before,
            new()
            {
                Code = code,
                Version = (before?.Version ?? 0) + 1,
                Content = content,
                IsRetired = isRetired,
                Pack = pack.Id,
                Author = UnitActor.Of(unit)?.UserName,
                At = unit.Now,
                Comment = $"{pack.Id} {pack.Version}",
            }
        );
}
