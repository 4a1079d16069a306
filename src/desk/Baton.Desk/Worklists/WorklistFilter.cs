using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Words;

namespace Baton.Desk.Worklists;

/// <summary>What narrows a view of the work list; what is given must all fit. Names bind from the query string.</summary>
public sealed record WorklistFilter
{
    /// <summary>Code of a case type.</summary>
    public string? Type { get; init; }

    /// <summary>A category; all below it are meant too.</summary>
    public string? Category { get; init; }

    /// <summary>The department that the case belongs to.</summary>
    public string? Department { get; init; }

    /// <summary>The least priority, 0 to 100; 50 is ordinary.</summary>
    public int? Priority { get; init; }

    /// <summary>An element id: the step that the task is of.</summary>
    public string? Step { get; init; }

    /// <summary>True: what is late. False: what is not.</summary>
    public bool? Overdue { get; init; }

    /// <summary>The tasks of a view that fit, also to a text.</summary>
    internal async Task<IQueryable<WorkItem>> Of(DeskDb db, IQueryable<WorkItem> view, string? search, CancellationToken ct)
    {
        if (Priority is { } least)
            view = view.Where(item => item.Priority >= least);
        if (Step is { Length: > 0 } step)
            view = view.Where(item => item.ElementId == step);
        if (Overdue is { } isLate)
        {
            var now = db.Now;
            view = view.Where(item => (item.DueAt != null && item.DueAt < now) == isLate);
        }
        if (await Cases(db, search, ct) is { } cases)
            view = view.Where(item => cases.Any(row => row.Key == item.CaseKey));
        return view;
    }

    /// <summary>The cases whose tasks fit; null where nothing is asked of them.</summary>
    private async Task<IQueryable<Case>?> Cases(DeskDb db, string? search, CancellationToken ct)
    {
        IQueryable<Case> cases = db.Cases;
        if (Type is { Length: > 0 } type)
            cases = cases.Where(row => row.TypeCode == type);
        if (Category is { Length: > 0 } category)
        {
            var below = await ListCategories.Below(db, category, ct);
            cases = cases.Where(row => row.CategoryCode != null && below.Contains(row.CategoryCode));
        }
        if (Department is { Length: > 0 } department)
            cases = cases.Where(row => row.DepartmentCode == department);
        if (!string.IsNullOrWhiteSpace(search))
            cases = (await db.Words.Look(db, WordTable.Cases, search, ct)).Of(cases);
        return ReferenceEquals(cases, db.Cases) ? null : cases;
    }
}
