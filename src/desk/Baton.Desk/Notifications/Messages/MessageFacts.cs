using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>
/// What messages may name about cases and tasks, as they are when the messages are ordered: in all languages, without the fields of the cases' types.
/// What all orders of a unit of work need is read at once.
/// </summary>
internal sealed class MessageFacts
{
    private const string Organisation = "letterhead.organisation";

    private readonly DeskOptions _options;
    private readonly Dictionary<long, WorkItem> _tasks;
    private readonly Dictionary<string, LocalizedText> _types;
    private readonly Dictionary<string, LocalizedText> _categories;
    private readonly ILookup<string, PackText> _words;

    private MessageFacts(
        DeskOptions options,
        Dictionary<long, WorkItem> tasks,
        Dictionary<string, LocalizedText> types,
        Dictionary<string, LocalizedText> categories,
        ILookup<string, PackText> words
    )
    {
        _options = options;
        _tasks = tasks;
        _types = types;
        _categories = categories;
        _words = words;
    }

    /// <summary>Reads what orders about these cases and tasks need.</summary>
    public static async Task<MessageFacts> Load(
        DeskDb db,
        DeskOptions options,
        IReadOnlyCollection<Case> cases,
        IReadOnlyCollection<long> taskKeys,
        CancellationToken ct
    )
    {
        var tasks =
            taskKeys.Count == 0
                ? []
                : await db.WorkItems.AsNoTracking().Where(item => taskKeys.Contains(item.Key)).ToDictionaryAsync(item => item.Key, ct);
        var types = cases.Select(row => row.TypeCode).Distinct(StringComparer.Ordinal).ToList();
        var categories = cases.Select(row => row.CategoryCode).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var keys = cases
            .SelectMany(row => new[] { Status(row), Severity(row) })
            .Concat(tasks.Values.SelectMany(task => new[] { OfProcess(task), OfElement(task) }))
            .Append(Organisation)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        // Words that packs brought, read in the unit: what it changed itself counts.
        var words = await db.PackTexts.AsNoTracking().Where(row => keys.Contains(row.Key)).OrderBy(row => row.Pack).ToListAsync(ct);
        return new(
            options,
            tasks,
            await db
                .CaseTypes.AsNoTracking()
                .Where(one => types.Contains(one.Code))
                .ToDictionaryAsync(one => one.Code, one => one.Name, StringComparer.Ordinal, ct),
            categories.Count == 0
                ? []
                : await db
                    .Categories.AsNoTracking()
                    .Where(one => categories.Contains(one.Code))
                    .ToDictionaryAsync(one => one.Code, one => one.Name, StringComparer.Ordinal, ct),
            words.ToLookup(row => row.Key, StringComparer.Ordinal)
        );
    }

    /// <summary>What the messages of one order may name; its case and task are of those that were read.</summary>
    public JsonObject Of(Case? row, MessageOrder order, DateTimeOffset now)
    {
        var values = new JsonObject();
        foreach (var (name, value) in order.Values)
            values[name] = MessageValues.Keep(value);
        values[TemplateVariables.Organisation] = new JsonObject
        {
            ["name"] = MessageValues.Keep(Words(Organisation) ?? LocalizedText.Same("Baton")),
        };
        values[TemplateVariables.Now] = MessageValues.Keep(now);
        if (row is not null)
            values[TemplateVariables.Case] = About(row);
        if (order.TaskKey is { } taskKey && _tasks.TryGetValue(taskKey, out var task))
            values[TemplateVariables.Task] = new JsonObject
            {
                ["name"] = MessageValues.Keep(Name(task)),
                ["dueAt"] = MessageValues.Keep(task.DueAt),
                ["link"] = Link(_options, string.Create(CultureInfo.InvariantCulture, $"tasks/{task.Key}")),
            };
        return values;
    }

    /// <summary>An address in the desk, as people outside of it can open it.</summary>
    public static string Link(DeskOptions options, string path) => $"{options.PublicAddress.TrimEnd('/')}/{path}";

    private JsonObject About(Case row) =>
        new()
        {
            ["number"] = row.Number,
            ["subject"] = row.Subject,
            ["status"] = MessageValues.Keep(Words(Status(row)) ?? OwnStatus(row.Status)),
            ["severity"] = row.Severity is null ? null : MessageValues.Keep(Words(Severity(row)) ?? LocalizedText.Same(row.Severity)),
            ["type"] = MessageValues.Keep(_types.GetValueOrDefault(row.TypeCode)),
            ["category"] = MessageValues.Keep(row.CategoryCode is { } code ? _categories.GetValueOrDefault(code) : null),
            ["openedAt"] = MessageValues.Keep(row.OpenedAt),
            ["customer"] = row.CustomerName,
            ["link"] = Link(_options, "cases/" + row.Number),
        };

    private static string Status(Case row) => "status." + row.Status;

    private static string Severity(Case row) => "severity." + row.Severity;

    /// <summary>As <see cref="PackWords.Element"/> says it, in all languages.</summary>
    private LocalizedText Name(WorkItem task)
    {
        var isOfPack =
            PackWords.IsUnnamed(task.ElementId, task.ElementName)
            || _words[OfProcess(task)].Concat(_words[OfElement(task)]).Any(row => row.Text == task.ElementName);
        return (isOfPack ? Words(OfProcess(task)) ?? Words(OfElement(task)) : null) ?? LocalizedText.Same(task.ElementName);
    }

    private static string OfProcess(WorkItem task) => PackWords.ElementKey(task.ProcessId, task.ElementId);

    private static string OfElement(WorkItem task) => PackWords.ElementKey(task.ElementId);

    private static LocalizedText OwnStatus(string code)
    {
        return new(In(Languages.SimplifiedChinese), In(Languages.TraditionalChinese), In(Languages.English));

        string In(string language) => Texts.DeskTexts.Find("status." + code, language) ?? code;
    }

    private LocalizedText? Words(string key)
    {
        return _words[key].Any(row => row.Language != PackText.Drawn)
            ? new LocalizedText(In(Languages.SimplifiedChinese), In(Languages.TraditionalChinese), In(Languages.English))
            : null;

        string In(string language) => _words[key].LastOrDefault(row => row.Language == language)?.Text ?? "";
    }
}
