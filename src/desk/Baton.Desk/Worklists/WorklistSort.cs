using System.Linq.Expressions;
using Baton.Desk.Cases;
using Baton.Desk.Storage;

namespace Baton.Desk.Worklists;

/// <summary>The orders of the work list: one for each of its columns. The key breaks ties, so that a page never repeats a row of the one before.</summary>
internal static class WorklistSort
{
    /// <param name="db">Where the cases are that some columns are of.</param>
    /// <param name="query">The tasks.</param>
    /// <param name="sort">Name of a column, a minus in front turns it round; an unknown one is due.</param>
    public static IQueryable<WorkItem> Apply(DeskDb db, IQueryable<WorkItem> query, string? sort)
    {
        var descending = sort?.StartsWith('-') == true;
        return sort?.TrimStart('-') switch
        {
            "created" => By(query, item => item.CreatedAt, descending),
            "priority" when descending => query.OrderByDescending(item => item.Priority).ThenBy(item => item.Key),
            "priority" => By(query, item => item.Priority, false),
            "step" => By(query, item => item.ElementName, descending),
            "holder" => By(query, item => item.Assignee ?? "", descending),
            "number" => ByCase(db, query, row => row.Number, descending),
            "subject" => ByCase(db, query, row => row.Subject, descending),
            "customer" => ByCase(db, query, row => row.CustomerName, descending),
            "status" => ByCase(db, query, row => row.Status, descending),
            _ => ByDue(query, descending),
        };
    }

    private static IQueryable<WorkItem> By<T>(IQueryable<WorkItem> query, Expression<Func<WorkItem, T>> column, bool descending) =>
        descending ? query.OrderByDescending(column).ThenByDescending(item => item.Key) : query.OrderBy(column).ThenBy(item => item.Key);

    /// <summary>Tasks without a due time come after those that have one.</summary>
    private static IQueryable<WorkItem> ByDue(IQueryable<WorkItem> query, bool descending)
    {
        var dated = query.OrderBy(item => item.DueAt == null);
        return descending
            ? dated.ThenByDescending(item => item.DueAt).ThenByDescending(item => item.Key)
            : dated.ThenBy(item => item.DueAt).ThenByDescending(item => item.Priority).ThenBy(item => item.Key);
    }

    private static IQueryable<WorkItem> ByCase(
        DeskDb db,
        IQueryable<WorkItem> query,
        Expression<Func<Case, string>> column,
        bool descending
    )
    {
        var texts = query.Join(
            db.Cases.Select(Named(column)),
            item => item.CaseKey,
            named => named.Key,
            (item, named) => new { Item = item, named.Text }
        );
        var sorted = descending
            ? texts.OrderByDescending(one => one.Text).ThenByDescending(one => one.Item.Key)
            : texts.OrderBy(one => one.Text).ThenBy(one => one.Item.Key);
        return sorted.Select(one => one.Item);
    }

    /// <summary>The column beside the key, as a database can read it.</summary>
    private static Expression<Func<Case, NamedCase>> Named(Expression<Func<Case, string>> column)
    {
        var row = column.Parameters[0];
        var members = Expression.MemberInit(
            Expression.New(typeof(NamedCase)),
            Expression.Bind(typeof(NamedCase).GetProperty(nameof(NamedCase.Key))!, Expression.Property(row, nameof(Case.Key))),
            Expression.Bind(typeof(NamedCase).GetProperty(nameof(NamedCase.Text))!, column.Body)
        );
        return Expression.Lambda<Func<Case, NamedCase>>(members, row);
    }

    private sealed class NamedCase
    {
        public long Key { get; set; }
        public string Text { get; set; } = "";
    }
}
