using System.Text.Json.Nodes;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>The promised calls of cases that go.</summary>
internal sealed class CallBackBelongings : ICaseBelongings
{
    public string Name => "callBacks";

    public Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        Task.FromResult<IReadOnlyCollection<long>>([]);

    public async Task<JsonArray> Read(DeskDb db, long caseKey) =>
        CaseLine.Rows(await db.Set<CallBack>().AsNoTracking().Where(row => row.CaseKey == caseKey).OrderBy(row => row.Key).ToListAsync());

    public async Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how)
    {
        foreach (var row in await db.Set<CallBack>().Where(row => caseKeys.Contains(row.CaseKey)).ToListAsync())
        {
            row.Remark = row.Remark is null ? null : how.Without(row.Remark);
            row.Result = row.Result is null ? null : how.Without(row.Result);
        }
        return [];
    }

    public async Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        await db.Set<CallBack>().Where(row => caseKeys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        return [];
    }
}
