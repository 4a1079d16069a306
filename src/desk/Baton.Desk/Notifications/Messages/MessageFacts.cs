using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>What a message may name about a case and a task, as it is when the message is ordered: in all languages, without the fields of the case's type.</summary>
internal sealed class MessageFacts(DeskDb db, DeskOptions options)
{
    private const string Organisation = "letterhead.organisation";

    public async Task<JsonObject> Of(Case? row, MessageOrder order, DateTimeOffset now, CancellationToken ct)
    {
        var task = order.TaskKey is { } taskKey
            ? await db.WorkItems.AsNoTracking().SingleOrDefaultAsync(item => item.Key == taskKey, ct)
            : null;
        List<string> keys = [Organisation];
        if (row is not null)
            keys.AddRange(["status." + row.Status, "severity." + row.Severity]);
        if (task is not null)
            keys.AddRange([$"element.{task.ProcessId}.{task.ElementId}", "element." + task.ElementId]);
        var words = await Words(keys, ct);
        var values = new JsonObject();
        foreach (var (name, value) in order.Values)
            values[name] = MessageValues.Keep(value);
        values[TemplateVariables.Organisation] = new JsonObject
        {
            ["name"] = MessageValues.Keep(words(Organisation) ?? LocalizedText.Same("Baton")),
        };
        values[TemplateVariables.Now] = MessageValues.Keep(now);
        if (row is not null)
            values[TemplateVariables.Case] = await Case(row, words, ct);
        if (task is not null)
            values[TemplateVariables.Task] = new JsonObject
            {
                ["name"] = MessageValues.Keep(
                    words($"element.{task.ProcessId}.{task.ElementId}")
                        ?? words("element." + task.ElementId)
                        ?? LocalizedText.Same(task.ElementName)
                ),
                ["dueAt"] = MessageValues.Keep(task.DueAt),
                ["link"] = Link(string.Create(CultureInfo.InvariantCulture, $"tasks/{task.Key}")),
            };
        return values;
    }

    /// <summary>An address in the desk, as people outside of it can open it.</summary>
    public string Link(string path) => $"{options.PublicAddress.TrimEnd('/')}/{path}";

    private async Task<JsonObject> Case(Case row, Func<string, LocalizedText?> words, CancellationToken ct)
    {
        var type = await db.CaseTypes.AsNoTracking().SingleOrDefaultAsync(one => one.Code == row.TypeCode, ct);
        var category = row.CategoryCode is { } code
            ? await db.Categories.AsNoTracking().SingleOrDefaultAsync(one => one.Code == code, ct)
            : null;
        return new JsonObject
        {
            ["number"] = row.Number,
            ["subject"] = row.Subject,
            ["status"] = MessageValues.Keep(words("status." + row.Status) ?? OwnStatus(row.Status)),
            ["severity"] = row.Severity is null
                ? null
                : MessageValues.Keep(words("severity." + row.Severity) ?? LocalizedText.Same(row.Severity)),
            ["type"] = MessageValues.Keep(type?.Name),
            ["category"] = MessageValues.Keep(category?.Name),
            ["openedAt"] = MessageValues.Keep(row.OpenedAt),
            ["customer"] = row.CustomerName,
            ["link"] = Link("cases/" + row.Number),
        };
    }

    private static LocalizedText OwnStatus(string code)
    {
        return new(In(Languages.SimplifiedChinese), In(Languages.TraditionalChinese), In(Languages.English));

        string In(string language) => Texts.DeskTexts.Find("status." + code, language) ?? code;
    }

    /// <summary>Words that packs brought, read in the unit: what it changed itself counts.</summary>
    private async Task<Func<string, LocalizedText?>> Words(List<string> keys, CancellationToken ct)
    {
        var rows = await db.PackTexts.AsNoTracking().Where(row => keys.Contains(row.Key)).OrderBy(row => row.Pack).ToListAsync(ct);
        var texts = rows.ToLookup(row => row.Key, StringComparer.Ordinal);
        return key =>
            texts[key].Any()
                ? new LocalizedText(In(key, Languages.SimplifiedChinese), In(key, Languages.TraditionalChinese), In(key, Languages.English))
                : null;

        string In(string key, string language) => texts[key].LastOrDefault(row => row.Language == language)?.Text ?? "";
    }
}
