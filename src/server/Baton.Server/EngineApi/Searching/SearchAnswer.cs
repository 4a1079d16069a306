using Baton.Runtime.Search;

namespace Baton.Server.EngineApi.Searching;

/// <summary>What a search answers: a part of the rows, and where it lies among all.</summary>
internal sealed record SearchAnswer<T>(IReadOnlyList<T> Items, PageAnswer Page)
{
    public static SearchAnswer<T> Of<TRow>(SearchResult<TRow> result, Func<TRow, T> view) =>
        new([.. result.Items.Select(view)], new PageAnswer(result.TotalItems, false, result.StartCursor, result.EndCursor));
}

/// <summary>The position of a part. All rows are always counted, so there are never more than it says.</summary>
internal sealed record PageAnswer(long TotalItems, bool HasMoreTotalItems, string? StartCursor, string? EndCursor);
