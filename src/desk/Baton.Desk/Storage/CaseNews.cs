using System.Runtime.CompilerServices;
using Baton.Desk.Cases;
using Baton.Desk.Contacts;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.Webhooks;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Baton.Desk.Storage;

/// <summary>Something that happened and that other systems may be told.</summary>
/// <param name="Event">One of <see cref="WebhookEvents"/>.</param>
/// <param name="CaseKey">The case; null for a contact without one.</param>
/// <param name="SubjectKey">The task or contact; null where it is the case itself.</param>
internal sealed record CaseNewsItem(string Event, long? CaseKey, long? SubjectKey = null)
{
    /// <summary>A contact was noted down; it is news only where it did not wait in the inbox before, under the same key.</summary>
    public bool IsNotedDown { get; init; }
}

/// <summary>
/// What a unit of work did, read out of what it saves. Whoever tells other systems asks for it at the end of the unit, so that nobody who changes
/// something has to think of them.
/// </summary>
internal static class CaseNews
{
    private static readonly ConditionalWeakTable<UnitOfWork, List<CaseNewsItem>> Noted = [];

    /// <summary>What people see of a case beside its status.</summary>
    private static readonly string[] Seen =
    [
        nameof(Case.CategoryCode),
        nameof(Case.Subject),
        nameof(Case.Description),
        nameof(Case.CustomerKey),
        nameof(Case.CustomerPhone),
        nameof(Case.DepartmentCode),
        nameof(Case.UnitManager),
        nameof(Case.Severity),
        nameof(Case.FormData),
        nameof(Case.SuspendedAt),
        nameof(Case.CallBackAt),
        nameof(Case.ThirdPartyCode),
        nameof(Case.ParentKey),
        nameof(Case.MergedIntoKey),
    ];

    /// <summary>Notes what is about to be saved.</summary>
    public static void Note(UnitOfWork unit, ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified))
                continue;
            foreach (var item in Of(entry))
                Noted.GetOrCreateValue(unit).Add(item);
        }
    }

    /// <summary>What happened since it was asked last, each once, in the order in which it was saved; what a new case went through at once is its opening.</summary>
    public static IReadOnlyList<CaseNewsItem> Take(UnitOfWork unit)
    {
        if (!Noted.TryGetValue(unit, out var items) || items.Count == 0)
            return [];
        Noted.Remove(unit);
        var opened = items.Where(item => item.Event == WebhookEvents.CaseOpened).Select(item => item.CaseKey).ToHashSet();
        return
        [
            .. Arrivals(items)
                .Where(item => item.Event is not (WebhookEvents.CaseChanged or WebhookEvents.CaseStatus) || !opened.Contains(item.CaseKey))
                .Distinct(),
        ];
    }

    /// <summary>What came in and was joined to a case in the same breath arrived with its case.</summary>
    private static IEnumerable<CaseNewsItem> Arrivals(List<CaseNewsItem> items)
    {
        var noted = items.Where(item => item.IsNotedDown).Select(item => item.SubjectKey).ToHashSet();
        var came = items
            .Where(item => item is { Event: WebhookEvents.ContactArrived, IsNotedDown: false })
            .Select(item => item.SubjectKey)
            .ToHashSet();
        if (noted.Count == 0 || came.Count == 0)
            return items;
        return items
            .Where(item => item.IsNotedDown || item.Event != WebhookEvents.ContactArrived || !noted.Contains(item.SubjectKey))
            .Select(item => item.IsNotedDown && came.Contains(item.SubjectKey) ? item with { IsNotedDown = false } : item);
    }

    private static IEnumerable<CaseNewsItem> Of(EntityEntry entry)
    {
        var isNew = entry.State == EntityState.Added;
        return entry.Entity switch
        {
            Case row => OfCase(entry, row, isNew),
            WorkItem { Status: WorkItemStatus.Open } item when isNew => [new(WebhookEvents.TaskOffered, item.CaseKey, item.Key)],
            WorkItem { Status: WorkItemStatus.Completed } item when !isNew && IsChanged(entry, nameof(WorkItem.Status)) =>
            [
                new(WebhookEvents.TaskCompleted, item.CaseKey, item.Key),
            ],
            TimelineEntry { Code: ClockCodes.Late, TaskKey: { } task } line when isNew =>
            [
                new(WebhookEvents.TaskOverdue, line.CaseKey, task),
            ],
            TimelineEntry { Code: TimelineCodes.KeywordsSet or TimelineCodes.KeywordsRemoved } line when isNew =>
            [
                new(WebhookEvents.CaseChanged, line.CaseKey),
            ],
            IncomingContact contact when isNew => [new(WebhookEvents.ContactArrived, null, contact.Key)],
            Contact contact when isNew => [new(WebhookEvents.ContactArrived, contact.CaseKey, contact.Key) { IsNotedDown = true }],
            _ => [],
        };
    }

    private static IEnumerable<CaseNewsItem> OfCase(EntityEntry entry, Case row, bool isNew)
    {
        if (isNew)
            yield return new(WebhookEvents.CaseOpened, row.Key);
        else if (Seen.Any(name => IsChanged(entry, name)))
            yield return new(WebhookEvents.CaseChanged, row.Key);
        if (!isNew && IsChanged(entry, nameof(Case.Status)))
            yield return new(WebhookEvents.CaseStatus, row.Key);
        if (row.IsClosed && (isNew || IsChanged(entry, nameof(Case.IsClosed))))
            yield return new(WebhookEvents.CaseClosed, row.Key);
        if (!row.IsClosed && !isNew && IsChanged(entry, nameof(Case.IsClosed)))
            yield return new(WebhookEvents.CaseReopened, row.Key);
    }

    private static bool IsChanged(EntityEntry entry, string name) => entry.Property(name).IsModified;
}
