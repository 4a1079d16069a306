using Baton.Desk.Access;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>The open promise of a case.</summary>
/// <param name="DueAt">When the customer is to be called.</param>
/// <param name="Remark">What he is to be told; null for nothing.</param>
/// <param name="PromisedBy">User name of who promised it last.</param>
/// <param name="PromisedByName">His name.</param>
/// <param name="PromisedAt">When.</param>
public sealed record CallBackView(DateTimeOffset DueAt, string? Remark, string PromisedBy, string PromisedByName, DateTimeOffset PromisedAt)
{
    /// <summary>That of a case which the caller may read; null for none.</summary>
    internal static async Task<CallBackView?> Of(DeskDb db, long caseKey, CancellationToken ct)
    {
        var row = await CallBacks.Open(db).SingleOrDefaultAsync(one => one.CaseKey == caseKey, ct);
        if (row is null)
            return null;
        var names = await DeskUsers.Names(db, [row.PromisedBy], ct);
        return new(row.DueAt, row.Remark, row.PromisedBy, names.GetValueOrDefault(row.PromisedBy, row.PromisedBy), row.PromisedAt);
    }
}
