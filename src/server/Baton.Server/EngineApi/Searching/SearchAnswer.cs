using Baton.Runtime.Search;

namespace Baton.Server.EngineApi.Searching;

/// <summary>What a search answers: a part of the rows, and where it lies among all.</summary>
internal sealed record SearchAnswer<T>(IReadOnlyList<T> Items, PageAnswer Page)
{
    public static SearchAnswer<T> Of<TRow>(SearchResult<TRow> result, Func<TRow, T> view) =>
        new(
            [.. result.Items.Select(view)],
            new PageAnswer(result.TotalItems, result.HasMoreTotalItems, result.StartCursor, result.EndCursor)
        );
}

/// <summary>The position of a part, and how many rows there are; of very many only the first are counted.</summary>
internal sealed record PageAnswer(long TotalItems, bool HasMoreTotalItems, string? StartCursor, string? EndCursor);
