using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs;

/// <summary>Keeps what a design was.</summary>
internal static class DesignRevisions
{
    public static DesignRevision First(UnitOfWork unit, Design design) =>
        new()
        {
            Key = unit.NextKey(),
            DesignKey = design.Key,
            Revision = design.Revision,
            Text = design.Text,
            Length = design.Text.Length,
            Author = design.ChangedBy,
            BeganAt = unit.Now,
            At = unit.Now,
        };

    /// <summary>Keeps the text that the design has now. Answers whether a row was begun: then the person had not saved shortly before.</summary>
    public static async Task<bool> Keep(DeskDb db, UnitOfWork unit, Design design, bool isMilestone, CancellationToken ct)
    {
        var newest = await db.Set<DesignRevision>()
            .Where(row => row.DesignKey == design.Key)
            .OrderByDescending(row => row.Revision)
            .FirstOrDefaultAsync(ct);
        if (newest is not null && !isMilestone && newest.Author == design.ChangedBy && unit.Now - newest.BeganAt < DesignRevision.Span)
        {
            (newest.Revision, newest.Text, newest.Length, newest.At) = (design.Revision, design.Text, design.Text.Length, unit.Now);
            return false;
        }
        db.Add(First(unit, design));
        await Thin(db, design, ct);
        return true;
    }

    private static async Task Thin(DeskDb db, Design design, CancellationToken ct)
    {
        var kept = await db.Set<DesignRevision>()
            .Where(row => row.DesignKey == design.Key)
            .OrderByDescending(row => row.Revision)
            .Select(row => new { row.Key, row.Length })
            .ToListAsync(ct);
        var room = DesignRevision.MostCharacters;
        var old = kept.Where((row, index) => (room -= row.Length) < 0 || index >= DesignRevision.Most - 1).Select(row => row.Key).ToList();
        if (old.Count > 0)
            await db.Set<DesignRevision>().Where(row => old.Contains(row.Key)).ExecuteDeleteAsync(ct);
    }
}
