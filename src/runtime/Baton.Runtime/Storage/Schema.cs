using System.Data.Common;
using System.Text.RegularExpressions;

namespace Baton.Runtime.Storage;

/// <summary>Creates the engine's tables and brings older ones up to date, step by numbered step. A released step never changes.</summary>
internal static partial class Schema
{
    private static readonly string[][] Steps =
    [
        SchemaStep1.Statements,
        SchemaStep2.Statements,
        SchemaStep3.Statements,
        SchemaStep4.Statements,
        SchemaStep5.Statements,
        SchemaStep6.Statements,
        SchemaStep7.Statements,
        SchemaStep8.Statements,
        SchemaStep9.Statements,
        SchemaStep10.Statements,
        SchemaStep11.Statements,
        SchemaStep12.Statements,
    ];

    /// <summary>The schema that this program writes.</summary>
    public static int Newest => Steps.Length;

    /// <summary>All that the steps execute, oldest first.</summary>
    public static IEnumerable<string> Statements => Steps.SelectMany(step => step);

    /// <summary>Runs the missing steps, each in its own transaction.</summary>
    /// <exception cref="SchemaException">The database was written by a newer program.</exception>
    public static void Migrate(BatonStorage storage)
    {
        using var connection = storage.OpenWriter();
        using var alone = storage.LockSchema(connection);
        Execute(storage, connection, null, "CREATE TABLE IF NOT EXISTS engine_schema (id bigint PRIMARY KEY, version bigint NOT NULL)");
        var found = Version(connection);
        if (found > Newest)
        {
            throw new SchemaException(
                $"The database {storage.Name} has the engine schema {found}, this program knows {Newest}: a newer Baton has written it. "
                    + "Start that version, or restore a backup made before the upgrade."
            );
        }
        for (var step = found; step < Newest; step++)
        {
            using var transaction = storage.Begin(connection);
            foreach (var statement in Steps[step])
            {
                Execute(storage, connection, transaction, Adapt(storage, statement));
            }
            Execute(storage, connection, transaction, "DELETE FROM engine_schema");
            Execute(
                storage,
                connection,
                transaction,
                FormattableString.Invariant($"INSERT INTO engine_schema (id, version) VALUES (1, {step + 1})")
            );
            transaction.Commit();
        }
        foreach (var statement in storage.OwnSchema)
        {
            Execute(storage, connection, null, statement);
        }
    }

    private static string Adapt(BatonStorage storage, string statement) =>
        Texts()
            .Replace(statement, $"$1 {storage.TextType}")
            .Replace("{blob}", storage.BlobType, StringComparison.Ordinal)
            .Replace("{clustered}", storage.ClusteredTable, StringComparison.Ordinal);

    /// <summary>A column of texts in a CREATE or ALTER TABLE.</summary>
    [GeneratedRegex(@"(?<=[(,]\s*|ADD COLUMN )(\w+) text\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Texts();

    private static long Version(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(version) FROM engine_schema";
        return command.ExecuteScalar() is long version ? version : 0;
    }

    private static void Execute(BatonStorage storage, DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        if (!storage.IsExclusive)
        {
            // An index of millions of rows takes longer than any question may; where one process is alone, only a file that another one has is waited for.
            command.CommandTimeout = 0;
        }
        command.ExecuteNonQuery();
    }
}

/// <summary>The database cannot be used by this program; the message tells the operator what to do.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException() { }

    public SchemaException(string message)
        : base(message) { }

    public SchemaException(string message, Exception innerException)
        : base(message, innerException) { }
}
