using Baton.Desk.Webhooks;
using Baton.Desk.Webhooks.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Webhooks;

/// <summary>A desk that may call this machine, and an administrator of integrations who reads all cases.</summary>
internal static class HookedDesk
{
    public const string Owner = "ivy";

    public static readonly (string Key, string Value) Here = ("Outbound:AllowedHosts:0", "127.0.0.1");

    public static async Task<DeskHost> Start(params (string Key, string Value)[] settings)
    {
        var desk = await DeskHost.Start([Here, .. settings]);
        await desk.AddOwner();
        return desk;
    }

    public static Task AddOwner(this DeskHost desk, string name = Owner, params string[] permissions) =>
        desk.AddPerson(name, [Permissions.ManageIntegrations, .. permissions.Length == 0 ? [Permissions.ReadAllCases] : permissions]);

    public static async Task<WebhookSecretMade> Hook(
        this DeskHost desk,
        string address,
        IReadOnlyList<string>? events = null,
        string by = Owner,
        Func<SaveWebhookRequest, SaveWebhookRequest>? change = null
    )
    {
        var request = new SaveWebhookRequest("Portal", address, events ?? WebhookEvents.All);
        var outcome = await desk.Get<SaveWebhook>().Add(await desk.User(by), change is null ? request : change(request), DeskHost.Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    public static Task<List<WebhookDelivery>> Deliveries(this DeskHost desk) =>
        desk.Read(db => db.Set<WebhookDelivery>().OrderBy(row => row.Key).ToListAsync(DeskHost.Ct));

    public static async Task<WebhookView> ShowHook(this DeskHost desk, long key) =>
        (await desk.Get<ListWebhooks>().Show(await desk.User(Owner), key, DeskHost.Ct)).Value;

    /// <summary>Lets everything leave that is due now.</summary>
    public static Task Tell(this DeskHost desk) => desk.Engine.Advance(TimeSpan.Zero);
}
