using System.Globalization;
using System.Runtime.CompilerServices;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage.Words;

/// <summary>
/// Finds rows by their words in time that does not grow with the table: a GIN index on PostgreSQL, FTS5 on SQLite. Both keep the words that
/// <see cref="SearchWords"/> cuts, so that they find the same.
/// </summary>
internal abstract class WordIndex
{
    /// <summary>
    /// Up to this many rows are read from the index before anything else is looked at; where more have the words, walking the rows in
    /// their order comes upon a page of them soon.
    /// </summary>
    public const int FewMax = 10_000;

    /// <summary>Looks which rows have every piece of the text, in any order.</summary>
    /// <param name="db">Whose connection is asked.</param>
    /// <param name="table">Where the words of these rows are.</param>
    /// <param name="text">As typed; pieces are parted by spaces.</param>
    /// <param name="ct">Cancels the look.</param>
    /// <param name="few">Up to how many rows are read from the index before anything else is looked at.</param>
    /// <param name="stretch">The months to which it is narrowed, for rows that have a beginning; null for all rows.</param>
    public async Task<WordFilter> Look(
        DeskDb db,
        WordTable table,
        string? text,
        CancellationToken ct,
        int few = FewMax,
        Stretch? stretch = null
    )
    {
        var pieces = SearchText.Fold(text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var terms = pieces.SelectMany(SearchWords.Terms).Distinct().ToList();
        if (terms.Count == 0)
            return new(pieces, null, null);
        var matching = Matching(db, table, terms, [.. stretch?.Words ?? []]);
        var found = await matching.Take(few + 1).ToListAsync(ct);
        return found.Count <= few ? new(pieces, found, null) : new(pieces, null, matching);
    }

    /// <summary>
    /// The newest rows that can have every piece of the text; none where the pieces are so common that they tell nothing, or too short. Whoever asks
    /// compares the texts themselves.
    /// </summary>
    public async Task<IReadOnlyList<long>> Newest(DeskDb db, WordTable table, string text, int count, CancellationToken ct)
    {
        var pieces = SearchText.Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var terms = pieces.SelectMany(SearchWords.Terms).Distinct().ToList();
        if (terms.Count == 0)
            return [];
        var few = await Matching(db, table, terms, []).Take(FewMax + 1).ToListAsync(ct);
        return few.Count > FewMax ? [] : [.. few.OrderDescending().Take(count)];
    }

    /// <summary>Writes the words of a row's text in place of those that it had.</summary>
    public Task Write(DeskDb db, WordTable table, ISearched row, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(Writing(table, row.Key, Words(row)), ct);

    /// <summary>All words under which a row is kept.</summary>
    public static string[] Words(ISearched row) =>
        row.Began is { } began ? [.. SearchWords.Of(row.SearchText), Months.Word(began)] : SearchWords.Of(row.SearchText);

    /// <summary>Forgets the words of rows that are deleted.</summary>
    public async Task Delete(DeskDb db, WordTable table, IReadOnlyList<long> keys, CancellationToken ct)
    {
        if (keys.Count > 0)
            await db.Database.ExecuteSqlAsync(Deleting(table, keys), ct);
    }

    /// <summary>The smallest key that has words; null for none.</summary>
    public Task<long?> First(DeskDb db, WordTable table, CancellationToken ct) =>
        db.Database.SqlQuery<long?>(Smallest(table)).SingleAsync(ct);

    /// <summary>The name of the column that has the key.</summary>
    protected abstract string KeyColumn { get; }

    /// <summary>The keys of the rows that have all terms and, where there are months, one of them; in no order.</summary>
    protected abstract IQueryable<long> Matching(DeskDb db, WordTable table, IReadOnlyList<SearchTerm> terms, IReadOnlyList<string> months);

    protected abstract FormattableString Writing(WordTable table, long key, string[] words);

    protected abstract FormattableString Smallest(WordTable table);

    /// <summary>Names of tables are this program's own and stand in the text; values are parameters.</summary>
    protected static FormattableString Sql(string text, params object[] values) => FormattableStringFactory.Create(text, values);

    private FormattableString Deleting(WordTable table, IReadOnlyList<long> keys) =>
        Sql(
            $"DELETE FROM {table.Name} WHERE {KeyColumn} IN ("
                + string.Join(", ", keys.Select(key => key.ToString(CultureInfo.InvariantCulture)))
                + ")"
        );
}
