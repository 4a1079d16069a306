using System.Text.Json.Nodes;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>What web hooks were told of cases that go.</summary>
internal sealed class CaseDeliveries : ICaseBelongings
{
    public string Name => "webhookDeliveries";

    /// <summary>What has still to arrive is not thrown away; what waits for a hook that is switched off may wait for ever.</summary>
    public async Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        await Of(db, caseKeys)
            .Where(row => row.State == WebhookDeliveryState.Waiting)
            .Where(row => db.Set<Webhook>().Any(hook => hook.Key == row.WebhookKey && hook.IsActive))
            .Select(row => row.CaseKey!.Value)
            .Distinct()
            .ToListAsync();

    public async Task<JsonArray> Read(DeskDb db, long caseKey) =>
        CaseLine.Rows(await Of(db, [caseKey]).AsNoTracking().OrderBy(row => row.Key).ToListAsync());

    /// <summary>Bodies name the customer by his number, and nobody knows what receivers answered.</summary>
    public async Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how)
    {
        await Of(db, caseKeys).ExecuteDeleteAsync();
        return [];
    }

    public async Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        await Of(db, caseKeys).ExecuteDeleteAsync();
        return [];
    }

    private static IQueryable<WebhookDelivery> Of(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        db.Set<WebhookDelivery>().Where(row => row.CaseKey != null && caseKeys.Contains(row.CaseKey.Value));
}
