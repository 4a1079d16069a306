using Baton.Desk.Access;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>The hooks that are told of something, kept in memory until one of them, or what somebody may do, changes here or at another server. Safe from any thread.</summary>
internal sealed class WebhookShelf
{
    private readonly DeskChanges _changes;
    private volatile IReadOnlyList<ToldHook>? _known;
    private int _generation;

    public WebhookShelf(DeskChanges changes)
    {
        _changes = changes;
        changes.Subscribe(DeskChanges.Webhooks, Forget);
        changes.Subscribe(DeskChanges.Access, Forget);
    }

    /// <summary>The active hooks whose owner may still sign in.</summary>
    public async ValueTask<IReadOnlyList<ToldHook>> Now(DeskDb db, CancellationToken ct)
    {
        if (_known is { } known)
            return known;
        var generation = Volatile.Read(ref _generation);
        var hooks = new List<ToldHook>();
        foreach (var row in await db.Set<Webhook>().AsNoTracking().Where(row => row.IsActive).OrderBy(row => row.Key).ToListAsync(ct))
        {
            if (await DeskUsers.Load(db, row.Owner, ct) is { } owner)
                hooks.Add(ToldHook.Of(row, owner));
        }
        // What is not told of changes must not keep anything.
        if (_changes.IsConnected && generation == Volatile.Read(ref _generation))
            _known = hooks;
        return hooks;
    }

    private void Forget(string topic)
    {
        Interlocked.Increment(ref _generation);
        _known = null;
    }
}

/// <summary>What decides whether a hook is told of something.</summary>
internal sealed record ToldHook(
    long Key,
    DeskUser Owner,
    IReadOnlySet<string> Events,
    IReadOnlySet<string> CaseTypes,
    IReadOnlySet<string> Departments
)
{
    public static ToldHook Of(Webhook row, DeskUser owner) =>
        new(row.Key, owner, Set(row.Events), Set(row.CaseTypes), Set(row.Departments));

    /// <summary>True where the filters let it through; what has no type or department passes no filter for them.</summary>
    public bool Wants(string @event, string? caseType, string? department) =>
        Events.Contains(@event) && Passes(CaseTypes, caseType) && Passes(Departments, department);

    private static bool Passes(IReadOnlySet<string> filter, string? code) =>
        filter.Count == 0 || (code is not null && filter.Contains(code));

    private static HashSet<string> Set(string list) => Webhook.Split(list).ToHashSet(StringComparer.Ordinal);
}
