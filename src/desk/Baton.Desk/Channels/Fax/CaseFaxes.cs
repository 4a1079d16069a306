using System.Text.Json.Nodes;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Fax;

/// <summary>The transmissions of cases and their documents, which go with the case; one that is not done yet lets its case wait.</summary>
internal sealed class CaseFaxes : ICaseBelongings
{
    public string Name => "faxTransmissions";

    public async Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        await db.Set<FaxTransmission>()
            .Where(row => caseKeys.Contains(row.CaseKey) && (row.Status == FaxStatus.Queued || row.Status == FaxStatus.Sending))
            .Select(row => row.CaseKey)
            .Distinct()
            .ToListAsync();

    public async Task<JsonArray> Read(DeskDb db, long caseKey) =>
        CaseLine.Rows(
            await db.Set<FaxTransmission>().AsNoTracking().Where(row => row.CaseKey == caseKey).OrderBy(row => row.Key).ToListAsync()
        );

    public async Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how)
    {
        var documents = await Documents(db, caseKeys);
        await db.Set<FaxTransmission>()
            .Where(row => caseKeys.Contains(row.CaseKey))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Number, how.Erased).SetProperty(row => row.Document, (string?)null));
        return documents;
    }

    public async Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        var documents = await Documents(db, caseKeys);
        await db.Set<FaxTransmission>().Where(row => caseKeys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        return documents;
    }

    private static async Task<List<UnneededFile>> Documents(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        var documents = await db.Set<FaxTransmission>()
            .Where(row => caseKeys.Contains(row.CaseKey) && row.Document != null)
            .Select(row => new { row.Key, row.Document })
            .ToListAsync();
        return documents.ConvertAll(row => new UnneededFile(
            FaxTransmission.IdOf(row.Key),
            FaxDocuments.NameOf(row.Document!),
            Sha256: null
        ));
    }
}
