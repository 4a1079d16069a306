using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage.Words;

/// <summary>A tsvector of the words as they were cut, under a GIN index; no dictionary of the database has a say.</summary>
internal sealed class PostgresWords : WordIndex
{
    public static readonly PostgresWords Instance = new();

    protected override string KeyColumn => "key";

    protected override IQueryable<long> Matching(DeskDb db, WordTable table, IReadOnlyList<SearchTerm> terms, IReadOnlyList<string> months)
    {
        var all = string.Join(" & ", terms.Select(term => $"'{term.Text}'{(term.IsBeginning ? ":*" : "")}"));
        var any = string.Join(" | ", months.Select(month => $"'{month}'"));
        return db.Database.SqlQuery<long>(
            Sql($"SELECT key AS \"Value\" FROM {table.Name} WHERE words @@ {{0}}::tsquery", any.Length == 0 ? all : $"{all} & ({any})")
        );
    }

    protected override FormattableString Writing(WordTable table, long key, string[] words) =>
        Sql(
            $"INSERT INTO {table.Name} (key, words) VALUES ({{0}}, array_to_tsvector({{1}})) ON CONFLICT (key) DO UPDATE SET words = excluded.words",
            key,
            words
        );

    protected override FormattableString Smallest(WordTable table) => Sql($"SELECT min(key) AS \"Value\" FROM {table.Name}");
}
