using Baton.Desk.Access;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Recipients;

/// <summary>What several questions about recipients need, read once for all of them when the first one asks. Used by one thread.</summary>
internal sealed class RecipientReadings(DeskDb db, IReadOnlyList<RecipientQuestion> questions, CancellationToken ct)
{
    private readonly Dictionary<(string Groups, string? Unit), List<string>> _groups = [];
    private readonly Dictionary<string, bool> _active = new(StringComparer.Ordinal);
    private ILookup<long, WorkItem>? _ofTask;
    private ILookup<long, WorkItem>? _ofCase;
    private List<Department>? _departments;

    /// <summary>The task that the question is about, else the open ones of its case.</summary>
    public async Task<IEnumerable<WorkItem>> Tasks(RecipientQuestion question)
    {
        if (question.TaskKey is { } taskKey)
        {
            var keys = questions.Select(one => one.TaskKey).OfType<long>().Distinct().ToList();
            _ofTask ??= (await Items().Where(item => keys.Contains(item.Key)).ToListAsync(ct)).ToLookup(item => item.Key);
            return _ofTask[taskKey];
        }
        var cases = questions.Where(one => one.TaskKey is null).Select(one => one.Row.Key).Distinct().ToList();
        _ofCase ??= (
            await Items()
                .Where(item => cases.Contains(item.CaseKey) && item.Status == WorkItemStatus.Open && item.ConsultationKey == null)
                .OrderBy(item => item.Key)
                .ToListAsync(ct)
        ).ToLookup(item => item.CaseKey);
        return _ofCase[question.Row.Key];
    }

    public async Task<List<Department>> Departments() =>
        _departments ??= await db.Departments.AsNoTracking().Include(one => one.Members).ToListAsync(ct);

    /// <summary>The default manager of a department or of the nearest above it that has one.</summary>
    public async Task<string?> UnitHead(string? code) =>
        code is null
            ? null
            : UnitManagers.Default(
                (await Departments()).ToDictionary(
                    one => one.Code,
                    one => new UnitManagers.Link(one.Code, one.ParentCode, one.DefaultManager),
                    StringComparer.Ordinal
                ),
                code
            );

    /// <summary>Whom work for these groups concerns in a unit: <see cref="DeskUsers.InGroups"/>.</summary>
    public async Task<List<string>> InGroups(IReadOnlyCollection<string> groups, string? unit)
    {
        if (groups.Count == 0)
            return [];
        var key = (string.Join('\n', groups), unit);
        if (!_groups.TryGetValue(key, out var people))
            _groups[key] = people = await DeskUsers.InGroups(db, groups, unit, ct);
        return people;
    }

    public async Task<bool> IsActive(string name)
    {
        if (!_active.TryGetValue(name, out var isActive))
            _active[name] = isActive = await db.Users.AnyAsync(user => user.UserName == name && !user.IsDisabled, ct);
        return isActive;
    }

    private IQueryable<WorkItem> Items() => db.WorkItems.AsNoTracking().Include(item => item.Candidates);
}
