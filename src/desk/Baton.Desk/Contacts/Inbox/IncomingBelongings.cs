using System.Text.Json.Nodes;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>What came in of cases that go.</summary>
internal sealed class IncomingBelongings : ICaseBelongings
{
    public string Name => "incoming";

    public Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        Task.FromResult<IReadOnlyCollection<long>>([]);

    public async Task<JsonArray> Read(DeskDb db, long caseKey) =>
        CaseLine.Rows(await db.IncomingContacts.AsNoTracking().Where(row => row.CaseKey == caseKey).OrderBy(row => row.Key).ToListAsync());

    public async Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how)
    {
        var rows = await db.IncomingContacts.Where(row => row.CaseKey != null && caseKeys.Contains(row.CaseKey.Value)).ToListAsync();
        foreach (var row in rows)
            row.Subject = how.Without(row.Subject);
        await IncomingWords.Erase(db.IncomingContacts.Where(row => row.CaseKey != null && caseKeys.Contains(row.CaseKey.Value)), default);
        return [];
    }

    public async Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        await db.IncomingContacts.Where(row => row.CaseKey != null && caseKeys.Contains(row.CaseKey.Value)).ExecuteDeleteAsync();
        return [];
    }
}
