using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Policies;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>Which clocks.</summary>
/// <param name="State">late, soon (due within <paramref name="Hours"/>), or open for all; late and soon together when null.</param>
/// <param name="Unit">Only cases of this department and all below it.</param>
/// <param name="Hours">How soon is soon; 24 when null.</param>
/// <param name="Limit">100 when null; 500 at most.</param>
public sealed record ListClocksRequest(string? State = null, string? Unit = null, int? Hours = null, int? Limit = null);

/// <summary>A clock in a list.</summary>
/// <param name="Key">Of the clock.</param>
/// <param name="CaseNumber">The case.</param>
/// <param name="CaseSubject">What it is about.</param>
/// <param name="CustomerName">Whose it is.</param>
/// <param name="Department">Code of the department of the case.</param>
/// <param name="Policy">Code of the policy.</param>
/// <param name="Name">Of the policy, in the reader's words.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsLate">It is past its due time.</param>
/// <param name="DueAt">When it is or was due.</param>
/// <param name="Round">How many rounds of reminders are over.</param>
/// <param name="TaskKey">The task that it is about; null for the case as a whole.</param>
/// <param name="Holders">Names of those who have the open tasks; of free ones, of the people and groups who may take them.</param>
public sealed record ClockLine(
    long Key,
    string CaseNumber,
    string CaseSubject,
    string CustomerName,
    string? Department,
    string Policy,
    string Name,
    ClockState State,
    bool IsLate,
    DateTimeOffset DueAt,
    int Round,
    long? TaskKey,
    IReadOnlyList<string> Holders
);

/// <summary>The clocks, and how many there are in all.</summary>
/// <param name="Items">What is due first first.</param>
/// <param name="Late">How many are late.</param>
/// <param name="Soon">How many are due soon.</param>
public sealed record ClockList(IReadOnlyList<ClockLine> Items, int Late, int Soon);

/// <summary>Lists the clocks that are late or due soon, of the cases that the reader may read.</summary>
public sealed class ListClocks
{
    private const string Late = "late";
    private const string Soon = "soon";
    private const string Open = "open";
    private const int Usual = 100;
    private const int Max = 500;

    private readonly DeskReader _reader;
    private readonly LimitShelf _limits;

    internal ListClocks(DeskReader reader, LimitShelf limits) => (_reader, _limits) = (reader, limits);

    public async Task<Outcome<ClockList>> Handle(DeskUser user, ListClocksRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        if (request.State is not (null or Late or Soon or Open))
            return Problems.Invalid(user.Language, TimeLimitTexts.Words.Field("state", "unknown", "state", user.Language));
        return await _reader.Read<Outcome<ClockList>>(async db => await Read(db, user, request, ct), ct);
    }

    private async Task<ClockList> Read(DeskDb db, DeskUser user, ListClocksRequest request, CancellationToken ct)
    {
        var now = db.Now;
        var until = now.AddHours(Math.Clamp(request.Hours ?? 24, 1, 24 * 60));
        var open = db.Set<Clock>().Where(clock => clock.EndedAt == null);
        if (request.Unit is { } unit)
        {
            var units = (await UnitTree.Load(db, ct)).Below([unit]);
            open = open.Where(clock =>
                db.Cases.Any(row => row.Key == clock.CaseKey && row.DepartmentCode != null && units.Contains(row.DepartmentCode))
            );
        }
        if (!user.May(Permissions.ReadAllCases))
        {
            var readable = CaseGuard.Readable(db, user);
            open = open.Where(clock => readable.Any(row => row.Key == clock.CaseKey));
        }
        var late = open.Where(clock => clock.DueAt <= now && clock.PausedAt == null);
        var soon = open.Where(clock => clock.DueAt > now && clock.DueAt <= until && clock.PausedAt == null);
        var wanted = request.State switch
        {
            Late => late,
            Soon => soon,
            Open => open,
            _ => open.Where(clock => clock.DueAt <= until && clock.PausedAt == null),
        };
        var clocks = await wanted
            .OrderBy(clock => clock.DueAt)
            .ThenBy(clock => clock.Key)
            .Take(Math.Clamp(request.Limit ?? Usual, 1, Max))
            .ToListAsync(ct);
        return new(await Lines(db, user, clocks, now, ct), await late.CountAsync(ct), await soon.CountAsync(ct));
    }

    private async Task<IReadOnlyList<ClockLine>> Lines(
        DeskDb db,
        DeskUser user,
        List<Clock> clocks,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var keys = clocks.Select(clock => clock.CaseKey).Distinct().ToList();
        var cases = await db.Cases.Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, ct);
        var tasks = await db
            .WorkItems.AsNoTracking()
            .Include(item => item.Candidates)
            .Where(item => keys.Contains(item.CaseKey) && item.Status == WorkItemStatus.Open)
            .ToListAsync(ct);
        var names = await DeskUsers.Names(db, tasks.SelectMany(task => task.AskedByName()), ct);
        var groups = await GroupNames.All(db, ct);
        var lines = new List<ClockLine>();
        foreach (var clock in clocks)
        {
            var (row, limit) = (cases[clock.CaseKey], await _limits.Get(db, clock.PolicyCode, clock.PolicyVersion, ct));
            var holders = tasks
                .Where(task => task.CaseKey == clock.CaseKey && (clock.TaskKey is null || task.Key == clock.TaskKey))
                .SelectMany(task => Holders(task, names, groups, user.Language))
                .Distinct(StringComparer.Ordinal);
            lines.Add(
                new(
                    clock.Key,
                    row.Number,
                    row.Subject,
                    row.CustomerName,
                    row.DepartmentCode,
                    limit.Code,
                    limit.Name.In(user.Language),
                    clock.State,
                    clock.DueAt <= now,
                    clock.DueAt,
                    clock.RoundsDone,
                    clock.TaskKey,
                    [.. holders]
                )
            );
        }
        return lines;
    }

    /// <summary>Who has the task; of a free one, who may take it.</summary>
    private static IEnumerable<string> Holders(
        WorkItem task,
        Dictionary<string, string> names,
        Dictionary<string, LocalizedText> groups,
        string language
    ) =>
        task.AskedByName()
            .Select(one => names.GetValueOrDefault(one, one))
            .Concat(
                task.Assignee is not null
                    ? []
                    : task
                        .Candidates.Where(one => one.IsGroup)
                        .Select(one => groups.TryGetValue(one.Name, out var name) ? name.In(language) : one.Name)
            );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/clocks",
                async (string? state, string? unit, int? hours, int? limit, DeskUser user, ListClocks handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(state, unit, hours, limit), ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ListClocks", "Time limits that are late or due soon, of cases that I may read", StatusCodes.Status400BadRequest)
            .Produces<ClockList>();
}
