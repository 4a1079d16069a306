using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases.Assessing;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Customers;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases;

/// <summary>A case to show.</summary>
/// <param name="NumberOrKey">Its number, or its key as digits.</param>
public sealed record ShowCaseRequest(string NumberOrKey);

/// <summary>An opinion as people read it.</summary>
public sealed record OpinionView(
    long Key,
    string Author,
    string AuthorName,
    string? Department,
    string? DepartmentName,
    string? Step,
    string? ActionText,
    string Text,
    DateTimeOffset At
)
{
    /// <summary>It was said between the steps, not on one.</summary>
    public bool IsNote { get; init; }

    /// <summary>Number of the merged case that it was said on; null where it was said on the case that is read.</summary>
    public string? FromCase { get; init; }
}

/// <summary>A call, mail, message or visit of the case.</summary>
/// <param name="Key">By which it is chosen when the case is split.</param>
/// <param name="At">When it was.</param>
/// <param name="Channel">phone, fax, mail, web, ...</param>
/// <param name="Phone">The number that the customer called from.</param>
/// <param name="Subject">What it was about.</param>
/// <param name="LoggedByName">Who took it in.</param>
/// <param name="FromCase">Number of the merged case that it belongs to; null for the case that is read.</param>
public sealed record CaseContact(
    long Key,
    DateTimeOffset At,
    string Channel,
    string? Phone,
    string Subject,
    string LoggedByName,
    string? FromCase
);

/// <summary>Where a case stands in its process, for the drawing.</summary>
public sealed record ProcessPosition(
    long ProcessInstanceKey,
    long ProcessDefinitionKey,
    IReadOnlyList<string> ActiveElements,
    IReadOnlyList<string> VisitedElements,
    IReadOnlyList<string> IncidentElements,
    IReadOnlyList<string> TakenFlows
);

/// <summary>Everything about a case that its page shows.</summary>
public sealed record CasePage(
    CaseRow Case,
    string Description,
    string? Department,
    string? DepartmentName,
    string? UnitManager,
    string? UnitManagerName,
    FormSchema? Form,
    JsonObject FormData,
    CustomerCard? Customer,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<OpinionView> Opinions,
    IReadOnlyList<AttachmentView> Attachments,
    IReadOnlyList<TimelineItem> Timeline,
    ProcessPosition? Process,
    int Version
)
{
    /// <summary>Null while the case is worked on.</summary>
    public Suspension? Suspended { get; init; }

    /// <summary>How often it was urged by hand, and when last.</summary>
    public int UrgeCount { get; init; }
    public DateTimeOffset? UrgedAt { get; init; }

    /// <summary>When the customer was promised to be called back.</summary>
    public DateTimeOffset? CallBackAt { get; init; }

    /// <summary>The same with what was promised and by whom; null for no open promise.</summary>
    public CallBackView? CallBack { get; init; }

    /// <summary>How severe it is and why; null where no decision was asked.</summary>
    public AssessmentView? Assessment { get; init; }

    /// <summary>The reader watches the case.</summary>
    public bool IsWatched { get; init; }
    public IReadOnlyList<string> WatcherNames { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];
    public required CaseRights May { get; init; }

    /// <summary>What was written beside the steps, the oldest first, with the notes of cases merged into it.</summary>
    public IReadOnlyList<CaseNoteView> Notes { get; init; } = [];

    /// <summary>The reader may write notes on it.</summary>
    public bool MayWriteNotes { get; init; }

    /// <summary>Whether and how its customer follows it on his own page; null where that is not offered.</summary>
    public CasePortal? Portal { get; init; }

    /// <summary>Its contacts, the oldest first, with those of cases merged into it.</summary>
    public IReadOnlyList<CaseContact> Contacts { get; init; } = [];

    /// <summary>Its parent and its children, and what it was merged with or split from.</summary>
    public required CaseTies Ties { get; init; }
}

/// <summary>The case rests.</summary>
public sealed record Suspension(DateTimeOffset Since, string? By, string? Reason);

/// <summary>Shows a case that the user may read.</summary>
public sealed class ShowCase(
    DeskReader reader,
    FormCatalog forms,
    FormChoices choices,
    CaseProcess process,
    PackTexts packTexts,
    IOptions<PortalOptions> portal
)
{
    public async Task<Outcome<CasePage>> Handle(DeskUser user, ShowCaseRequest request, CancellationToken ct)
    {
        var words = await packTexts.Words(ct);
        var found = await reader.Read(db => Read(db, user, request.NumberOrKey, words, portal.Value.Enabled, ct), ct);
        if (found.Page is null)
            return Problems.NotFound("case", user.Language);
        var form = found.FormId is null ? null : await forms.Latest(found.FormId, ct);
        if (form is not null)
            form = await choices.Fill(form.After(found.Page.Case.Channel), found.Page.FormData, ct);
        var position = found.ProcessInstanceKey is { } instance ? await process.Position(instance, ct) : null;
        form = form is null ? null : found.Sight.Narrow(form);
        var page = found.Page with { FormData = found.Sight.Narrow(found.Page.FormData) };
        return page with
        {
            Form = form,
            Timeline = ChangedFields.Name(page.Timeline, form, user.Language),
            Process = position,
            Assessment = await Assessed(user, found.Assessment, words, form, found.Sight, ct),
        };
    }

    /// <summary>The key of the case with this number, or this key as digits; null where there is none that the user may read.</summary>
    public async Task<long?> Find(DeskUser user, string numberOrKey, CancellationToken ct) =>
        (await reader.Read(db => CaseGuard.Find(db, user, numberOrKey, ct), ct))?.Key;

    private async Task<AssessmentView?> Assessed(
        DeskUser user,
        string? kept,
        PackWords words,
        FormSchema? form,
        FieldSight sight,
        CancellationToken ct
    )
    {
        if (Assessment.Read(kept) is not { } assessment)
            return null;
        var views = await reader.Read(db => AssessmentViews.Load(db, user.Language, words, ct), ct);
        return views.Of(assessment, form, sight);
    }

    private static async Task<(CasePage? Page, string? FormId, long? ProcessInstanceKey, string? Assessment, FieldSight Sight)> Read(
        DeskDb db,
        DeskUser user,
        string numberOrKey,
        PackWords words,
        bool hasPortal,
        CancellationToken ct
    )
    {
        var row = await CaseGuard.Find(db, user, numberOrKey, ct);
        if (row is null)
            return default;
        var type = await db.CaseTypes.SingleAsync(one => one.Code == row.TypeCode, ct);
        var sight = FieldRights.Read(type.FieldRights).For(user, row.DepartmentCode);
        var department = await db.Departments.SingleOrDefaultAsync(one => one.Code == row.DepartmentCode, ct);
        var items = await db
            .WorkItems.Include(item => item.Candidates)
            .Where(item => item.CaseKey == row.Key && item.Status == WorkItemStatus.Open)
            .OrderBy(item => item.Key)
            .ToListAsync(ct);
        var numbers = await MergedCases.Under(db, row.Key, ct);
        var files = await AttachmentRows.OfCases(db, numbers.Keys).Latest().ToListAsync(ct);
        var watchers = await db
            .CaseWatchers.Where(one => numbers.Keys.Contains(one.CaseKey))
            .OrderBy(one => one.UserName)
            .Select(one => new { one.CaseKey, one.UserName })
            .ToListAsync(ct);
        var watching = watchers.Select(one => one.UserName).Distinct(StringComparer.Ordinal).ToList();
        var people = files.Select(file => file.UploadedBy).Append(row.UnitManager).Append(row.SuspendedBy).Concat(watching);
        var names = await DeskUsers.Names(db, people, user.Language, ct);
        var page = new CasePage(
            (await SearchCases.View(db, [row], user.Language, words, ct))[0],
            row.Description,
            row.DepartmentCode,
            department?.Name.In(user.Language),
            row.UnitManager,
            row.UnitManager is null ? null : names.GetValueOrDefault(row.UnitManager, row.UnitManager),
            null,
            JsonNode.Parse(row.FormData)!.AsObject(),
            await Customer(db, row, user.Language, ct),
            await TaskViews.Of(db, items, user, words, ct),
            await Opinions(db, row, numbers, type.ProcessId, user.Language, words, ct),
            files.ConvertAll(file => AttachmentRows.View(file, names) with { FromCase = FromCase(file.CaseKey) }),
            await Cases.Timeline.Read(db, row.Key, type.ProcessId, user.Language, words, sight, ct),
            null,
            row.Version
        )
        {
            Suspended = row is { SuspendedAt: { } since, IsClosed: false }
                ? new(since, row.SuspendedBy is null ? null : names.GetValueOrDefault(row.SuspendedBy, row.SuspendedBy), row.SuspendReason)
                : null,
            UrgeCount = row.UrgeCount,
            UrgedAt = row.UrgedAt,
            CallBackAt = row.CallBackAt,
            CallBack = await CallBackView.Of(db, row.Key, ct),
            IsWatched = watchers.Exists(one => one.CaseKey == row.Key && one.UserName == user.UserName),
            WatcherNames = watching.ConvertAll(name => names.GetValueOrDefault(name, name)),
            Keywords = await db
                .CaseKeywords.Where(one => one.CaseKey == row.Key)
                .OrderBy(one => one.Folded)
                .Select(one => one.Text)
                .ToListAsync(ct),
            May = CaseRights.Of(row, user, CaseCommand.Holds(items, user)),
            Notes = await CaseNotes.Read(db, row.Key, numbers, user, ct),
            MayWriteNotes = row.MergedIntoKey is null && NoteRules.MayWrite(user),
            Portal = await CasePortal.Of(db, row, hasPortal && type.IsOnPortal, user, ct),
            Contacts = await Contacts(db, row, numbers, user.Language, ct),
            Ties = await TieViews.Of(db, row, user, words, ct),
        };
        return (page, type.FormId, row.ProcessInstanceKey, row.Assessment, sight);

        string? FromCase(long? caseKey) => caseKey is { } key && key != row.Key ? numbers[key] : null;
    }

    private static async Task<List<CaseContact>> Contacts(
        DeskDb db,
        Case row,
        Dictionary<long, string> numbers,
        string language,
        CancellationToken ct
    )
    {
        var contacts = await db
            .Contacts.Where(one => one.CaseKey != null && numbers.Keys.Contains(one.CaseKey.Value))
            .OrderBy(one => one.Key)
            .ToListAsync(ct);
        var names = await DeskUsers.Names(db, contacts.Select(one => one.LoggedBy), language, ct);
        return contacts.ConvertAll(one => new CaseContact(
            one.Key,
            one.At,
            one.Channel,
            one.Phone,
            one.Subject,
            names.GetValueOrDefault(one.LoggedBy, one.LoggedBy),
            one.CaseKey == row.Key ? null : numbers[one.CaseKey!.Value]
        ));
    }

    private static async Task<CustomerCard?> Customer(DeskDb db, Case row, string language, CancellationToken ct)
    {
        var customer = row.CustomerKey is { } key ? await CustomerRows.Find(db, key, ct) : null;
        return customer is null ? null : (await CustomerViews.Cards(db, [customer], language, ct))[0];
    }

    private static async Task<List<OpinionView>> Opinions(
        DeskDb db,
        Case row,
        Dictionary<long, string> numbers,
        string processId,
        string language,
        PackWords words,
        CancellationToken ct
    )
    {
        var opinions = await db.Opinions.Where(one => numbers.Keys.Contains(one.CaseKey)).OrderBy(one => one.Key).ToListAsync(ct);
        if (opinions.Count == 0)
            return [];
        var names = await DeskUsers.Names(db, opinions.Select(one => one.Author), ct);
        var departments = await db.Departments.ToDictionaryAsync(one => one.Code, one => one.Name, StringComparer.Ordinal, ct);
        var steps = await db
            .WorkItems.Where(item => numbers.Keys.Contains(item.CaseKey))
            .Select(item => new { item.ElementId, item.ElementName })
            .Distinct()
            .ToListAsync(ct);
        return opinions.ConvertAll(one => new OpinionView(
            one.Key,
            one.Author,
            names.GetValueOrDefault(one.Author, one.Author),
            one.DepartmentCode,
            one.DepartmentCode is not null && departments.TryGetValue(one.DepartmentCode, out var name) ? name.In(language) : null,
            one.ElementId is null ? null : words.Element(processId, one.ElementId, NameInModel(one.ElementId), language),
            one.Action is null ? null : words.Action(one.Action, language),
            one.Text,
            one.At
        )
        {
            IsNote = one.TaskKey is null,
            FromCase = one.CaseKey == row.Key ? null : numbers[one.CaseKey],
        });

        string NameInModel(string elementId) => steps.Find(step => step.ElementId == elementId)?.ElementName ?? elementId;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/cases/{number}",
                async (string number, DeskUser user, ShowCase handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(number), ct), context, page => page.Version)
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowCase", "A case with its tasks, opinions, attachments, time line and process", StatusCodes.Status404NotFound)
            .Produces<CasePage>();
}
