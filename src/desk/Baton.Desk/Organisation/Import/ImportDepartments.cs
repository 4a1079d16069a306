using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Import;

/// <summary>
/// Brings departments up to a file: those that are new or changed are saved, each line as a whole or not at all; those that are not in it stay.
/// The columns are code, name, parent and level.
/// </summary>
public sealed class ImportDepartments(DeskReader reader, SaveDepartment departments)
{
    private const string Code = "code";
    private const string Name = "name";
    private const string Parent = "parent";
    private const string Level = "level";

    internal static readonly string[] Columns = [Code, Name, Parent, Level];

    private sealed record Plan(ImportLine Line, SaveDepartmentRequest? Request);

    public async Task<Outcome<ImportReport>> Handle(DeskUser user, ImportFile request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var table = StaffTable.Read(request.File, Columns, Code, user.Language, ct);
        if (table.Problem is { } unreadable)
            return unreadable;
        var present = await reader.Read(db => db.Departments.AsNoTracking().ToListAsync(ct), ct);
        var plans = ParentsFirst(table.Value).ConvertAll(row => Judge(user, row, present));
        var lines = new List<ImportLine>(plans.Count);
        foreach (var plan in plans)
            lines.Add(request.Apply && plan.Request is { } wanted ? await Apply(user, plan.Line, wanted, ct) : plan.Line);
        return new ImportReport(request.Apply, [.. lines.OrderBy(line => line.Line)], [], 0, []);
    }

    private async Task<ImportLine> Apply(DeskUser user, ImportLine line, SaveDepartmentRequest wanted, CancellationToken ct) =>
        (await departments.Handle(user, wanted, ct)).Problem is { } refused ? line.Refuse(refused) : line;

    /// <summary>What becomes of a line after the lines before it, which stand in <paramref name="present"/> afterwards as if they were saved.</summary>
    private static Plan Judge(DeskUser user, StaffRow row, List<Department> present)
    {
        var code = row.Cell(Code)!;
        var known = present.Find(one => one.Code == code);
        var name =
            row.Cell(Name) is not { } given ? known?.Name ?? LocalizedText.Same("")
            : known is null ? LocalizedText.Same(given)
            : given == known.Name.In(user.Language) ? known.Name
            : known.Name.Renamed(user.Language, given);
        var parent = row.Cell(Parent) is { } typed ? (typed.Length == 0 ? null : typed) : known?.ParentCode;
        var level = row.Cell(Level) is { } chosen ? (chosen.Length == 0 ? null : chosen.ToLowerInvariant()) : known?.Level;
        var wanted = new SaveDepartmentRequest(
            code,
            parent,
            name,
            known?.DefaultManager,
            IsClosed: known?.IsClosed ?? false,
            SortOrder: known?.SortOrder ?? 0
        )
        {
            ContactPerson = known?.ContactPerson,
            Level = level,
            Version = known?.Version,
        };
        var line = new ImportLine(row.Line, code, name.In(user.Language), ImportChange.Unchanged, []);
        // The default manager is as he was, so that there is nothing to check about him.
        var faults = SaveDepartment.Check(user, wanted with { DefaultManager = null }, present, new Dictionary<string, string>());
        if (faults.Count > 0)
            return new(line.Refuse(Problems.Invalid(user.Language, faults)), null);
        if (known is not null && known.Name == name && known.ParentCode == parent && known.Level == level)
            return new(line, null);
        if (known is null)
            present.Add(
                new()
                {
                    Code = code,
                    Name = name,
                    ParentCode = parent,
                    Level = level,
                }
            );
        else
            (known.ParentCode, known.Level) = (parent, level);
        return new(line with { Change = known is null ? ImportChange.New : ImportChange.Changed }, wanted);
    }

    /// <summary>Lines whose parents come later in the file wait for them.</summary>
    private static List<StaffRow> ParentsFirst(IReadOnlyList<StaffRow> rows)
    {
        var waiting = rows.ToList();
        var ordered = new List<StaffRow>(rows.Count);
        while (waiting.Count > 0)
        {
            var codes = waiting.Select(row => row.Cell(Code)!).ToHashSet(StringComparer.Ordinal);
            var ready = waiting.Where(row => row.Cell(Parent) is not { Length: > 0 } parent || !codes.Contains(parent)).ToList();
            // What is left names itself in a ring; each is refused in turn.
            if (ready.Count == 0)
                return [.. ordered, .. waiting];
            ordered.AddRange(ready);
            waiting.RemoveAll(ready.Contains);
        }
        return ordered;
    }
}
