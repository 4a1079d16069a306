using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases.Assessing;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Facts;

/// <summary>
/// What expressions of policies, notices and templates may ask about a case: its special fields by their keys, and beside them what every case has.
/// docs/guide/time-limit-policies.md lists them. It holds fields that not everybody may read: never show it.
/// </summary>
internal static class CaseFacts
{
    private const string FaxWasSent = "sent";

    public static async Task<JsonObject> Of(DeskDb db, Case row, CancellationToken ct)
    {
        var facts = JsonNode.Parse(row.FormData)!.AsObject();
        var path = await CategoryPaths.Codes(db, row.CategoryCode, ct);
        var customer = row.CustomerKey is { } key
            ? await db
                .Customers.Where(one => one.Key == key)
                .Select(one => new
                {
                    one.Tier,
                    one.Kind,
                    one.Number,
                })
                .SingleOrDefaultAsync(ct)
            : null;
        var items = await db
            .WorkItems.Where(item => item.CaseKey == row.Key && item.ConsultationKey == null)
            .OrderBy(item => item.Key)
            .Select(item => new
            {
                item.ElementId,
                item.Status,
                item.CompletedAction,
            })
            .ToListAsync(ct);
        var done = items.Where(item => item.Status == WorkItemStatus.Completed).ToList();

        facts["number"] = row.Number;
        facts["caseType"] = row.TypeCode;
        facts["category"] = row.CategoryCode;
        facts["categoryPath"] = Texts(path);
        facts["channel"] = row.Channel;
        facts["department"] = row.DepartmentCode;
        facts["thirdParty"] = row.ThirdPartyCode;
        facts["customer"] = new JsonObject
        {
            ["tier"] = customer?.Tier,
            ["kind"] = customer?.Kind,
            ["number"] = customer?.Number,
        };
        facts["status"] = row.Status;
        facts["severity"] = row.Severity;
        facts["assessment"] = CaseVariables.OutcomeOf(row);
        facts["isClosed"] = row.IsClosed;
        facts["isSuspended"] = row.SuspendedAt is not null;
        facts["suspendReason"] = row.SuspendReason;
        facts["isSolvedAtOnce"] = row.IsSolvedAtOnce;
        facts["isMerged"] = row.MergedIntoKey is not null;
        facts["openedAt"] = Instant(row.OpenedAt);
        facts["openedBy"] = row.OpenedBy;
        facts["urgeCount"] = row.UrgeCount;
        facts["callBackAt"] = row.CallBackAt is { } at ? Instant(at) : null;
        facts["answered"] = row.IsSolvedAtOnce || row.FaxStatus == FaxWasSent || await GotAnAnswer(db, row, ct);
        facts["openSteps"] = Texts(items.Where(item => item.Status == WorkItemStatus.Open).Select(item => item.ElementId));
        facts["doneSteps"] = Texts(done.Select(item => item.ElementId));
        facts["doneActions"] = Texts(
            done.Where(item => item.CompletedAction is not null).Select(item => item.ElementId + ":" + item.CompletedAction)
        );
        return facts;
    }

    /// <summary>As FEEL reads it.</summary>
    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static JsonArray Texts(IEnumerable<string> texts) =>
        [.. texts.Distinct(StringComparer.Ordinal).Select(text => (JsonNode?)JsonValue.Create(text))];

    /// <summary>Something of ours reached the customer: a note that is written for him, a call that was promised and made, or a message that left to him.</summary>
    private static async Task<bool> GotAnAnswer(DeskDb db, Case row, CancellationToken ct) =>
        await db.CaseNotes.AnyAsync(note => note.CaseKey == row.Key && note.Kind == NoteKind.ForCustomer, ct)
        || await db.Set<CallBack>().AnyAsync(call => call.CaseKey == row.Key && call.DoneAt != null, ct)
        || await GotAMessage(db, row, ct);

    /// <summary>Others outside, such as providers, get messages about his case, too.</summary>
    private static async Task<bool> GotAMessage(DeskDb db, Case row, CancellationToken ct)
    {
        var lists = await db.Set<Message>()
            .Where(message => message.CaseKey == row.Key && message.SentAt != null && message.Channel != MessageChannels.Desk)
            .Select(message => message.To)
            .ToListAsync(ct);
        var outside = lists.SelectMany(MessageReceiver.Read).Where(one => one.User is null).Select(one => one.Address).ToList();
        if (outside.Count == 0)
            return false;
        var his = row.CustomerPhone is { } phone ? new List<string> { phone } : [];
        if (row.CustomerKey is { } key)
        {
            his.AddRange(
                await db.Customers.Where(one => one.Key == key).SelectMany(one => one.Emails).Select(one => one.Address).ToListAsync(ct)
            );
            his.AddRange(await db.CustomerPhones.Where(one => one.CustomerKey == key).Select(one => one.Number).ToListAsync(ct));
        }
        return outside.Exists(address => his.Contains(address, StringComparer.OrdinalIgnoreCase));
    }
}
