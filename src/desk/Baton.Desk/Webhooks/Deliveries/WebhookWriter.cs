using Baton.Desk.Cases;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>
/// Writes what hooks are to be told in the unit of work in which it happened: both are kept or neither. What the owner of a hook may not read, the
/// hook does not learn. Where there are no hooks it costs one look.
/// </summary>
internal sealed class WebhookWriter(WebhookShelf shelf)
{
    private const int Batch = 500;

    public UnitEnding Ending => new(Run);

    private async ValueTask<bool> Run(UnitOfWork unit)
    {
        var news = CaseNews.Take(unit);
        if (news.Count == 0)
            return false;
        await using var db = DeskDb.In(unit);
        var hooks = await shelf.Now(db, CancellationToken.None);
        if (!news.Any(item => hooks.Any(hook => hook.Events.Contains(item.Event))))
            return false;
        foreach (var some in news.Chunk(Batch))
        {
            await Write(unit, db, hooks, some);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
        // Nothing that anybody who follows cases would have to look at.
        return false;
    }

    private static async Task Write(UnitOfWork unit, DeskDb db, IReadOnlyList<ToldHook> hooks, IReadOnlyList<CaseNewsItem> news)
    {
        var facts = await Facts.Load(db, news);
        var last = new Dictionary<(long Hook, long Case), (int Sequence, bool IsBehind)>();
        foreach (var hook in hooks)
        {
            var wanted = news.Where(item => facts.IsKnown(item) && hook.Wants(item.Event, facts.CaseType(item), facts.Department(item)))
                .ToList();
            if (wanted.Count == 0)
                continue;
            var sight = await Sight(db, hook.Owner, wanted);
            foreach (var item in wanted.Where(sight))
                await Add(unit, db, hook, item, facts, last);
        }
    }

    /// <summary>Which of them the owner may read.</summary>
    private static async Task<Func<CaseNewsItem, bool>> Sight(DeskDb db, DeskUser owner, List<CaseNewsItem> news)
    {
        var caseKeys = news.Select(item => item.CaseKey).OfType<long>().Distinct().ToList();
        var contactKeys = news.Where(item => item.CaseKey is null).Select(item => item.SubjectKey).OfType<long>().Distinct().ToList();
        var cases =
            CaseGuard.MayReadSome(owner) && caseKeys.Count > 0
                ? await CaseGuard.ReadableOf(db, owner, caseKeys, CancellationToken.None)
                : [];
        var contacts =
            contactKeys.Count > 0
                ? await InboxGuard.Readable(db, owner).Where(row => contactKeys.Contains(row.Key)).Select(row => row.Key).ToListAsync()
                : [];
        var (readable, seen) = (cases.ToHashSet(), contacts.ToHashSet());
        var readsAll = owner.May(Permissions.ReadAllCases) && !owner.UnitPermissions.Contains(Permissions.ReadAllCases);
        return item =>
            item.CaseKey is { } key ? readable.Contains(key)
            : item.IsNotedDown ? readsAll
            : item.SubjectKey is { } contact && seen.Contains(contact);
    }

    private static async Task Add(
        UnitOfWork unit,
        DeskDb db,
        ToldHook hook,
        CaseNewsItem item,
        Facts facts,
        Dictionary<(long Hook, long Case), (int Sequence, bool IsBehind)> last
    )
    {
        var readsCustomers = Permissions.ReadCustomers.Any(hook.Owner.May);
        var key = unit.NextKey();
        var told = facts.Case(item, readsCustomers);
        var row = new WebhookDelivery
        {
            Key = key,
            WebhookKey = hook.Key,
            CaseKey = item.CaseKey,
            CaseNumber = told?.Number,
            Sequence = 0,
            Event = item.Event,
            Body = WebhookBody.Write(
                WebhookDelivery.IdOf(key),
                item.Event,
                unit.Now,
                told,
                facts.Task(item),
                facts.Contact(item, readsCustomers)
            ),
            CreatedAt = unit.Now,
            QueuedAt = unit.Now,
        };
        if (item.CaseKey is not { } caseKey)
        {
            db.Add(row);
            WebhookQueue.Enqueue(unit, row, unit.Now);
            return;
        }
        if (!last.TryGetValue((hook.Key, caseKey), out var place))
            place = await Place(db, hook.Key, caseKey);
        row.Sequence = place.Sequence + 1;
        db.Add(row);
        if (!place.IsBehind)
            WebhookQueue.Enqueue(unit, row, unit.Now);
        last[(hook.Key, caseKey)] = (row.Sequence, true);
    }

    /// <summary>The last number that was given, and whether any has still to arrive.</summary>
    private static async Task<(int Sequence, bool IsBehind)> Place(DeskDb db, long hookKey, long caseKey)
    {
        var ofCase = db.Set<WebhookDelivery>().Where(row => row.WebhookKey == hookKey && row.CaseKey == caseKey);
        var sequence = await ofCase.MaxAsync(row => (int?)row.Sequence) ?? 0;
        return (sequence, sequence > 0 && await ofCase.AnyAsync(row => row.State == WebhookDeliveryState.Waiting));
    }

    /// <summary>What the news are about, as it is at the end of the unit.</summary>
    private sealed class Facts
    {
        public required Dictionary<long, Case> Cases { get; init; }
        public required Dictionary<long, WorkItem> Tasks { get; init; }
        public required Dictionary<long, IncomingContact> Incoming { get; init; }
        public required Dictionary<long, Contacts.Contact> Logged { get; init; }
        public required Dictionary<long, string> Customers { get; init; }

        public static async Task<Facts> Load(DeskDb db, IReadOnlyList<CaseNewsItem> news)
        {
            var caseKeys = news.Select(item => item.CaseKey).OfType<long>().Distinct().ToList();
            var others = news.Select(item => item.SubjectKey).OfType<long>().Distinct().ToList();
            var cases = await db.Cases.AsNoTracking().Where(row => caseKeys.Contains(row.Key)).ToDictionaryAsync(row => row.Key);
            var tasks = await db.WorkItems.AsNoTracking().Where(row => others.Contains(row.Key)).ToDictionaryAsync(row => row.Key);
            var incoming = await db
                .IncomingContacts.AsNoTracking()
                .Where(row => others.Contains(row.Key))
                .ToDictionaryAsync(row => row.Key);
            var logged = await db.Contacts.AsNoTracking().Where(row => others.Contains(row.Key)).ToDictionaryAsync(row => row.Key);
            var customers = cases
                .Values.Select(row => row.CustomerKey)
                .Concat(incoming.Values.Select(row => row.CustomerKey))
                .Concat(logged.Values.Select(row => row.CustomerKey))
                .OfType<long>()
                .Distinct()
                .ToList();
            return new()
            {
                Cases = cases,
                Tasks = tasks,
                Incoming = incoming,
                Logged = logged,
                Customers = await db
                    .Customers.Where(row => customers.Contains(row.Key))
                    .ToDictionaryAsync(row => row.Key, row => row.Number),
            };
        }

        /// <summary>
        /// False for what is gone again, and for a contact that arrived before: what waits in the inbox is noted down under the same key when somebody has
        /// decided what it is.
        /// </summary>
        public bool IsKnown(CaseNewsItem item)
        {
            if (item.CaseKey is { } key && !Cases.ContainsKey(key))
                return false;
            if (item.Event != WebhookEvents.ContactArrived)
                return item.SubjectKey is not { } task || Tasks.ContainsKey(task);
            var isIncoming = Incoming.ContainsKey(item.SubjectKey!.Value);
            return item.IsNotedDown ? !isIncoming && Logged.ContainsKey(item.SubjectKey.Value) : isIncoming;
        }

        public string? CaseType(CaseNewsItem item) =>
            item.CaseKey is { } key ? Cases[key].TypeCode : Incoming.GetValueOrDefault(item.SubjectKey ?? 0)?.CaseType;

        public string? Department(CaseNewsItem item) =>
            item.CaseKey is { } key ? Cases[key].DepartmentCode : Incoming.GetValueOrDefault(item.SubjectKey ?? 0)?.Unit;

        public ToldCase? Case(CaseNewsItem item, bool readsCustomers) =>
            item.CaseKey is { } key && Cases[key] is var row
                ? new(
                    row.Number,
                    row.TypeCode,
                    row.Status,
                    row.IsClosed,
                    row.DepartmentCode,
                    row.Severity,
                    Customer(row.CustomerKey, readsCustomers)
                )
                : null;

        public ToldTask? Task(CaseNewsItem item) =>
            item.Event != WebhookEvents.ContactArrived && item.SubjectKey is { } key && Tasks[key] is var task
                ? new(key, task.ElementId, task.Assignee, task.DueAt, task.CompletedAction)
                : null;

        public ToldContact? Contact(CaseNewsItem item, bool readsCustomers)
        {
            if (item.Event != WebhookEvents.ContactArrived || item.SubjectKey is not { } key)
                return null;
            return Incoming.TryGetValue(key, out var incoming)
                ? new(key, incoming.Channel, Customer(incoming.CustomerKey, readsCustomers))
                : new(key, Logged[key].Channel, Customer(Logged[key].CustomerKey, readsCustomers));
        }

        private string? Customer(long? key, bool mayRead) => mayRead && key is { } known ? Customers.GetValueOrDefault(known) : null;
    }
}
