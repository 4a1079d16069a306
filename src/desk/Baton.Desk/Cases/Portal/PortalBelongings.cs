using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Cases.Portal.Ratings;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Portal;

/// <summary>What the customers' page keeps for cases that go: the ways to them, and ratings.</summary>
internal sealed class PortalBelongings : ICaseBelongings
{
    public string Name => "portal";

    public Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        Task.FromResult<IReadOnlyCollection<long>>([]);

    /// <summary>Without the hash of the code, which opens nothing for a reader of the archive and should not be tried.</summary>
    public async Task<JsonArray> Read(DeskDb db, long caseKey)
    {
        var access = await db
            .PortalAccesses.Where(row => row.CaseKey == caseKey)
            .Select(row => new
            {
                row.GivenAt,
                row.GivenBy,
                row.EnteredAt,
            })
            .SingleOrDefaultAsync();
        var rating = await db.CaseRatings.AsNoTracking().SingleOrDefaultAsync(row => row.CaseKey == caseKey);
        return access is null && rating is null
            ? []
            : CaseLine.Rows([new { Access = access, Rating = rating is null ? null : CaseRatingView.Of(rating) }]);
    }

    public async Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how)
    {
        foreach (var rating in await db.CaseRatings.Where(row => caseKeys.Contains(row.CaseKey) && row.Comment != null).ToListAsync())
            rating.Comment = how.Without(rating.Comment!);
        // What he called himself there need not be what the desk calls him.
        var erased = JsonSerializer.Serialize(new Dictionary<string, string> { ["as"] = how.Erased });
        await db
            .Timeline.Where(row => caseKeys.Contains(row.CaseKey) && row.Code == PortalCodes.Registered)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Parameters, erased));
        return [];
    }

    public async Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        await db.PortalAccesses.Where(row => caseKeys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        await db.CaseRatings.Where(row => caseKeys.Contains(row.CaseKey)).ExecuteDeleteAsync();
        return [];
    }
}
