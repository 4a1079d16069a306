using System.Text.Json.Nodes;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>The consultations of cases that go.</summary>
internal sealed class CaseConsultations : ICaseBelongings
{
    public string Name => "consultations";

    /// <summary>Open parts are open work items, for which cases wait anyway.</summary>
    public Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        Task.FromResult<IReadOnlyCollection<long>>([]);

    public async Task<JsonArray> Read(DeskDb db, long caseKey) =>
        CaseLine.Rows(
            await db
                .Consultations.AsNoTracking()
                .Include(row => row.Parties)
                .Where(row => row.CaseKey == caseKey)
                .OrderBy(row => row.Key)
                .ToListAsync()
        );

    /// <summary>Of a case that is at rest nothing is kept back any more, and questions keep their sense without the words.</summary>
    public async Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how)
    {
        await db.PendingCompletions.Where(row => caseKeys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        foreach (var asked in await db.Consultations.Where(row => caseKeys.Contains(row.CaseKey)).ToListAsync())
            asked.Question = how.Without(asked.Question);
        return [];
    }

    public async Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        var doomed = db.Consultations.Where(row => caseKeys.Contains(row.CaseKey));
        await db.ConsultationParties.Where(party => doomed.Any(row => row.Key == party.ConsultationKey)).ExecuteDeleteAsync();
        await db.PendingCompletions.Where(row => caseKeys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        await doomed.ExecuteDeleteAsync();
        return [];
    }
}
