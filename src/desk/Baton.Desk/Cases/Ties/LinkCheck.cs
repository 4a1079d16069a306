using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Ties;

/// <summary>Whether a case may become the child of another.</summary>
internal static class LinkCheck
{
    /// <summary>What stands against a further child, whichever it is.</summary>
    public static async Task<Problem?> Parent(DeskDb db, Case parent, DeskUser user, CancellationToken ct)
    {
        if (parent.IsClosed)
            return Problems.Rejected("case-closed", user.Language, ("number", parent.Number));
        var children = await db.Cases.CountAsync(row => row.ParentKey == parent.Key, ct);
        return children < CaseFamily.MaxChildren
            ? null
            : Problems.Rejected("too-many-children", user.Language, ("number", parent.Number), ("max", $"{CaseFamily.MaxChildren}"));
    }

    /// <summary>What stands against these two: another parent, a circle, or too long a line of ancestors.</summary>
    public static async Task<Problem?> Pair(DeskDb db, Case parent, Case child, DeskUser user, CancellationToken ct)
    {
        if (child.ParentKey is not null)
            return Problems.Rejected("has-parent", user.Language, ("number", child.Number));
        var ancestor = (long?)parent.Key;
        for (var depth = await Below(db, child, ct); ancestor is { } key; depth++)
        {
            if (key == child.Key)
                return Problems.Rejected("tie-circle", user.Language, ("number", child.Number));
            if (depth >= CaseFamily.MaxDepth)
                return Problems.Rejected("tie-depth", user.Language, ("max", $"{CaseFamily.MaxDepth}"));
            ancestor = await db.Cases.Where(row => row.Key == key).Select(row => row.ParentKey).SingleOrDefaultAsync(ct);
        }
        return null;
    }

    /// <summary>How many generations stand below a case, itself counted.</summary>
    private static async Task<int> Below(DeskDb db, Case child, CancellationToken ct)
    {
        var depth = 0;
        for (List<long> keys = [child.Key]; keys.Count > 0 && depth <= CaseFamily.MaxDepth; depth++)
        {
            var generation = keys;
            keys = await db
                .Cases.Where(row => row.ParentKey != null && generation.Contains(row.ParentKey.Value))
                .Select(row => row.Key)
                .ToListAsync(ct);
        }
        return depth;
    }
}
