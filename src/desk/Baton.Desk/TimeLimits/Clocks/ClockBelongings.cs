using System.Text.Json.Nodes;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>The clocks of cases that go. They know no customer.</summary>
internal sealed class ClockBelongings : ICaseBelongings
{
    public string Name => "clocks";

    public Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        Task.FromResult<IReadOnlyCollection<long>>([]);

    public async Task<JsonArray> Read(DeskDb db, long caseKey) =>
        CaseLine.Rows(await db.Set<Clock>().AsNoTracking().Where(row => row.CaseKey == caseKey).OrderBy(row => row.Key).ToListAsync());

    /// <summary>What began a clock anew is a value of a field, which may be about the customer.</summary>
    public async Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how)
    {
        foreach (var row in await db.Set<Clock>().Where(row => caseKeys.Contains(row.CaseKey)).ToListAsync())
        {
            var record = row.Read();
            if (record.Reset is not null)
                row.Record = (record with { Reset = how.Without(record.Reset) }).Write();
        }
        return [];
    }

    public async Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        await db.Set<Clock>().Where(row => caseKeys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        return [];
    }
}
