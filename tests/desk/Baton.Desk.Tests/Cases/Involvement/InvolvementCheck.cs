using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Involvement;

/// <summary>Compares who is involved in which case with what the tasks say.</summary>
internal static class InvolvementCheck
{
    public static async Task Run(DeskDb db, CancellationToken ct)
    {
        var items = await db.WorkItems.AsNoTracking().Include(item => item.Candidates).ToListAsync(ct);
        var opened = await db.Cases.AsNoTracking().ToDictionaryAsync(row => row.Key, row => row.OpenedAt, ct);
        var expected = items
            .SelectMany(item =>
                item.Candidates.Select(one => (item.CaseKey, one.IsGroup, one.Name))
                    .Concat(
                        new[] { item.Assignee, item.CompletedBy }
                            .Where(name => name is not null)
                            .Select(name => (item.CaseKey, IsGroup: false, Name: name!))
                    )
            )
            .Distinct()
            .Select(one => (one.CaseKey, one.IsGroup, one.Name, OpenedAt: opened[one.CaseKey]));
        var actual = await db.CaseInvolvements.AsNoTracking().ToListAsync(ct);

        Assert.Equal(
            expected.OrderBy(one => one.CaseKey).ThenBy(one => one.IsGroup).ThenBy(one => one.Name, StringComparer.Ordinal),
            actual
                .Select(row => (row.CaseKey, row.IsGroup, row.Name, row.OpenedAt))
                .OrderBy(row => row.CaseKey)
                .ThenBy(row => row.IsGroup)
                .ThenBy(row => row.Name, StringComparer.Ordinal)
        );
    }
}
