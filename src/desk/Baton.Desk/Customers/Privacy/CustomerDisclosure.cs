using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk.Cases;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Privacy;

/// <summary>
/// Writes all that is kept of a customer while it reads it: a few cases are in memory at a time. Fields of cases that the user may not read are left
/// out; whoever answers such requests needs the roles for them.
/// </summary>
internal sealed class CustomerDisclosure(DeskReader reader, DeskUser user, PackWords words, DateTimeOffset at)
{
    private const int Batch = 20;
    private const int ContactBatch = 500;

    private readonly string _language = user.Language;

    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task Write(long key, Stream to, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(to, Layout);
        var keys = await reader.Read(db => PersonalRecords.Of(db, key, ct), ct);
        json.WriteStartObject();
        Value(json, "disclosedAt", at);
        Value(json, "records", await reader.Read(db => Records(db, keys, ct), ct));
        Value(json, "notes", await reader.Read(db => Notes(db, keys, ct), ct));
        await List(json, "contacts", after => reader.Read(db => Contacts(db, keys, after, ct), ct), ct);
        await List(json, "cases", after => reader.Read(db => Cases(db, keys, after, ct), ct), ct);
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private static void Value<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, Options);
    }

    private static async Task List(
        Utf8JsonWriter json,
        string name,
        Func<long, Task<IReadOnlyList<(long Key, object View)>>> page,
        CancellationToken ct
    )
    {
        json.WriteStartArray(name);
        for (var last = long.MinValue; await page(last) is { Count: > 0 } rows; last = rows[^1].Key)
        {
            foreach (var (_, view) in rows)
                JsonSerializer.Serialize(json, view, view.GetType(), Options);
            await json.FlushAsync(ct);
        }
        json.WriteEndArray();
    }

    private static async Task<IReadOnlyList<object>> Records(DeskDb db, long[] keys, CancellationToken ct)
    {
        var rows = await db.Customers.Whole().Where(row => keys.Contains(row.Key)).OrderBy(row => row.Key).ToListAsync(ct);
        var bodies = rows.Select(row => row.OrganisationKey).OfType<long>().Distinct().ToList();
        var names = await db.Customers.Where(row => bodies.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.Name, ct);
        return
        [
            .. rows.Select(row =>
                (object)
                    new
                    {
                        row.Number,
                        row.Name,
                        row.Kind,
                        row.Tier,
                        row.Language,
                        Phones = CustomerDetails.Numbers(row, CustomerPhone.Phone),
                        Faxes = CustomerDetails.Numbers(row, CustomerPhone.Fax),
                        Emails = CustomerDetails.MailAddresses(row),
                        Addresses = CustomerDetails.PostalAddresses(row),
                        Organisation = row.OrganisationKey is { } body ? names[body] : null,
                        row.KeyAccountManager,
                        row.Remark,
                        row.LookupSource,
                        row.LookedUpAt,
                        row.ExternalId,
                        row.CreatedAt,
                        row.UpdatedAt,
                        IsMerged = row.MergedIntoKey is not null,
                        row.ErasedAt,
                    }
            ),
        ];
    }

    private static async Task<IReadOnlyList<object>> Notes(DeskDb db, long[] keys, CancellationToken ct) =>
        await db
            .CustomerNotes.Where(row => keys.Contains(row.CustomerKey))
            .OrderBy(row => row.Key)
            .Select(row =>
                (object)
                    new
                    {
                        row.Text,
                        row.Priority,
                        row.EffectiveFrom,
                        row.EffectiveUntil,
                        row.WrittenAt,
                    }
            )
            .ToListAsync(ct);

    private static async Task<IReadOnlyList<(long, object)>> Contacts(DeskDb db, long[] keys, long after, CancellationToken ct)
    {
        var rows = await PersonalRecords
            .Contacts(db, keys)
            .Where(row => row.Key > after)
            .OrderBy(row => row.Key)
            .Take(ContactBatch)
            .Select(row => new
            {
                row.Key,
                row.At,
                row.Channel,
                row.Phone,
                row.Subject,
                row.Note,
                CaseNumber = db.Cases.Where(one => one.Key == row.CaseKey).Select(one => one.Number).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row =>
                (
                    row.Key,
                    (object)
                        new
                        {
                            row.At,
                            row.Channel,
                            row.Phone,
                            row.Subject,
                            row.Note,
                            row.CaseNumber,
                        }
                )
            ),
        ];
    }

    private async Task<IReadOnlyList<(long, object)>> Cases(DeskDb db, long[] keys, long after, CancellationToken ct)
    {
        var rows = await db
            .Cases.Where(row => row.CustomerKey != null && keys.Contains(row.CustomerKey.Value) && row.Key > after)
            .OrderBy(row => row.Key)
            .Take(Batch)
            .ToListAsync(ct);
        var types = await db.CaseTypes.ToDictionaryAsync(type => type.Code, StringComparer.Ordinal, ct);
        var views = new List<(long, object)>(rows.Count);
        foreach (var row in rows)
            views.Add((row.Key, await View(db, row, types[row.TypeCode], ct)));
        return views;
    }

    private async Task<object> View(DeskDb db, Case row, CaseType type, CancellationToken ct)
    {
        var sight = FieldRights.Read(type.FieldRights).For(user, row.DepartmentCode);
        var timeline = await Timeline.Read(db, row.Key, type.ProcessId, _language, words, sight, ct);
        var opinions = await db
            .Opinions.Where(one => one.CaseKey == row.Key)
            .OrderBy(one => one.Key)
            .Select(one => new { one.At, one.Text })
            .ToListAsync(ct);
        var notes = await db
            .CaseNotes.Where(one => one.CaseKey == row.Key)
            .OrderBy(one => one.Key)
            .Select(one => new { one.At, one.Text })
            .ToListAsync(ct);
        var files = await db
            .Attachments.Where(one => one.CaseKey == row.Key && one.DeletedAt == null)
            .OrderBy(one => one.Key)
            .Select(one => new
            {
                one.FileName,
                one.Version,
                one.Size,
                one.UploadedAt,
            })
            .ToListAsync(ct);
        var callBacks = await db.Set<CallBack>()
            .Where(one => one.CaseKey == row.Key)
            .OrderBy(one => one.Key)
            .Select(one => new
            {
                one.DueAt,
                one.Remark,
                one.DoneAt,
                one.Result,
            })
            .ToListAsync(ct);
        var messages = await db.Set<Message>()
            .Where(one => one.CaseKey == row.Key && one.SentAt != null)
            .OrderBy(one => one.Key)
            .Select(one => new
            {
                one.SentAt,
                one.Channel,
                one.To,
                one.Subject,
                one.Text,
            })
            .ToListAsync(ct);
        return new
        {
            row.Number,
            Type = type.Name.In(_language),
            row.Subject,
            row.Description,
            row.CustomerName,
            row.CustomerPhone,
            row.FaxNumber,
            row.Channel,
            Status = words.Status(row.Status, _language),
            Severity = row.Severity is null ? null : words.Severity(row.Severity, _language),
            row.OpenedAt,
            row.ClosedAt,
            row.CallBackAt,
            Form = sight.Narrow(JsonNode.Parse(row.FormData)!.AsObject()),
            Timeline = timeline.ConvertAll(entry => new { entry.At, entry.Text }),
            Opinions = opinions,
            Notes = notes,
            CallBacks = callBacks,
            // What people of the desk were told of it is their own.
            Messages = messages
                .Select(one => new
                {
                    one.SentAt,
                    one.Channel,
                    To = MessageReceiver
                        .Read(one.To)
                        .Where(receiver => receiver.User is null)
                        .Select(receiver => receiver.Address)
                        .ToList(),
                    one.Subject,
                    one.Text,
                })
                .Where(one => one.To.Count > 0),
            Attachments = files,
        };
    }
}
