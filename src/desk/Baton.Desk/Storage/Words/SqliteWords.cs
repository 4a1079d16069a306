using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage.Words;

/// <summary>FTS5 without a copy of the text. Its tokenizer "ascii" leaves everything that is not ASCII to the words as they were cut.</summary>
internal sealed class SqliteWords : WordIndex
{
    public static readonly SqliteWords Instance = new();

    protected override string KeyColumn => "rowid";

    protected override IQueryable<long> Matching(DeskDb db, WordTable table, IReadOnlyList<SearchTerm> terms, IReadOnlyList<string> months)
    {
        var all = string.Join(" AND ", terms.Select(term => $"\"{term.Text}\"{(term.IsBeginning ? "*" : "")}"));
        var any = string.Join(" OR ", months.Select(month => $"\"{month}\""));
        return db.Database.SqlQuery<long>(
            Sql($"SELECT rowid AS \"Value\" FROM {table.Name} WHERE {table.Name} MATCH {{0}}", any.Length == 0 ? all : $"{all} AND ({any})")
        );
    }

    protected override FormattableString Writing(WordTable table, long key, string[] words) =>
        Sql($"INSERT OR REPLACE INTO {table.Name} (rowid, words) VALUES ({{0}}, {{1}})", key, string.Join(' ', words));

    protected override FormattableString Smallest(WordTable table) =>
        Sql($"SELECT (SELECT rowid FROM {table.Name} ORDER BY rowid LIMIT 1) AS \"Value\"");
}
