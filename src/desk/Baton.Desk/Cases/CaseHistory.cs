using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>The process of a case shows how it went and what was decided: its history stays as long as the case does, by <see cref="Retention.CaseHistoryOptions"/>.</summary>
internal static class CaseHistory
{
    public static HistoryKeeper Keeper { get; } = new(ReferenceTo);

    private static async ValueTask<string?> ReferenceTo(UnitOfWork unit, long rootInstanceKey)
    {
        await using var db = DeskDb.In(unit);
        var number = await db.Cases.Where(row => row.ProcessInstanceKey == rootInstanceKey).Select(row => row.Number).FirstOrDefaultAsync();
        return number is null ? null : $"case {number}";
    }
}
