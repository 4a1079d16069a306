using System.Text.Json.Nodes;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>Adds versions of policies, with what the audit log says of them. The caller has checked the content, and saves.</summary>
internal static class LimitChange
{
    public static Task<LimitVersion?> Newest(DeskDb db, string code, CancellationToken ct) =>
        db.Set<LimitVersion>().AsNoTracking().Where(row => row.Code == code).OrderByDescending(row => row.Version).FirstOrDefaultAsync(ct);

    /// <summary>Puts a version on top of another one; null for the first.</summary>
    public static LimitVersion Add(DeskDb db, UnitOfWork unit, LimitVersion? before, LimitVersion after)
    {
        var change = new AuditChange(AuditKinds.TimeLimit, after.Code)
        {
            Action = before is null ? AuditActions.Created : AuditActions.Changed,
        };
        Fill(change.After, after);
        if (before is not null)
            Fill(change.Before, before);
        foreach (
            var name in change
                .After.Select(one => one.Key)
                .Where(name => JsonNode.DeepEquals(change.Before[name], change.After[name]))
                .ToList()
        )
        {
            change.Before.Remove(name);
            change.After.Remove(name);
        }
        db.Note(change);
        db.Add(after);
        unit.Tell(DeskChanges.TimeLimits);
        return after;
    }

    private static void Fill(JsonObject side, LimitVersion row)
    {
        side["version"] = row.Version;
        side["isRetired"] = row.IsRetired;
        side["comment"] = row.Comment;
        foreach (var (name, value) in JsonNode.Parse(row.Content)!.AsObject())
            side[name] = value?.DeepClone();
    }
}
