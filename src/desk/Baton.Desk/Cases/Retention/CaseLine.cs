using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Retention;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Retention;

/// <summary>
/// All that is kept of a case, as one line of JSON: its fields, a list of rows for each kind of what belongs to it, and its process instances as the
/// engine archives them. Keys are texts, instants ISO 8601, what is null is left out.
/// </summary>
internal sealed class CaseLine(IEnumerable<ICaseBelongings> others)
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(KeysAsText.Apply),
    };

    /// <summary>Writes the line, its end included.</summary>
    public async Task Write(Stream to, UnitOfWork unit, DeskDb db, DoomedCase doomed)
    {
        await using (var json = new Utf8JsonWriter(to, Layout))
        {
            json.WriteStartObject();
            foreach (var (name, value) in Fields(doomed.Case))
                Write(json, name, value);
            foreach (var (name, rows) in await Lists(db, doomed.Case.Key))
                Write(json, name, rows);
            json.WriteStartArray("processInstances");
            foreach (var instance in doomed.Instances)
                json.WriteRawValue(RootInstances.Archived(unit, instance).Span);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        to.WriteByte((byte)'\n');
    }

    /// <summary>Rows as objects, for the lists of other rooms as well.</summary>
    public static JsonArray Rows<T>(IEnumerable<T> rows) => [.. rows.Select(row => JsonSerializer.SerializeToNode(row, Options))];

    /// <summary>Beginning with the number, by which readers know it; the words for the search say nothing that the fields do not.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Fields(Case row)
    {
        var fields = JsonSerializer.SerializeToNode(row, Options)!.AsObject();
        return fields
            .Where(field => field.Key is not ("number" or "searchText" or "version"))
            .Prepend(KeyValuePair.Create<string, JsonNode?>("caseNumber", row.Number));
    }

    private async Task<IReadOnlyList<(string Name, JsonArray Rows)>> Lists(DeskDb db, long key)
    {
        var lists = new List<(string, JsonArray)>
        {
            ("timeline", Rows(await db.Timeline.AsNoTracking().Where(row => row.CaseKey == key).OrderBy(row => row.Key).ToListAsync())),
            ("opinions", Rows(await db.Opinions.AsNoTracking().Where(row => row.CaseKey == key).OrderBy(row => row.Key).ToListAsync())),
            (
                "watchers",
                Rows(await db.CaseWatchers.AsNoTracking().Where(row => row.CaseKey == key).OrderBy(row => row.UserName).ToListAsync())
            ),
            (
                "attachments",
                Rows(await db.Attachments.AsNoTracking().Where(row => row.CaseKey == key).OrderBy(row => row.Key).ToListAsync())
            ),
            (
                "workItems",
                Rows(
                    await db
                        .WorkItems.AsNoTracking()
                        .Include(row => row.Candidates)
                        .Where(row => row.CaseKey == key)
                        .OrderBy(row => row.Key)
                        .ToListAsync()
                )
            ),
            ("merges", Rows(await db.CaseMerges.AsNoTracking().Where(row => row.FromKey == key).OrderBy(row => row.Key).ToListAsync())),
            ("contacts", Rows(await db.Contacts.AsNoTracking().Where(row => row.CaseKey == key).OrderBy(row => row.Key).ToListAsync())),
        };
        foreach (var other in others)
            lists.Add((other.Name, await other.Read(db, key)));
        return lists;
    }

    private static void Write(Utf8JsonWriter json, string name, JsonNode? value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, Options);
    }
}
