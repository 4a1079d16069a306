using System.Data.Common;
using System.Globalization;
using Baton.Runtime.Storage;

namespace Baton.Storage.Conformance;

/// <summary>Rows of SQLite wait for others of their shape; parameters keep what they have in common. None of that may be seen.</summary>
public sealed class SqliteRowsTests : IDisposable
{
    private static readonly RowShape NewRow = RowShape.Insert("thing", "id", "name", "at", "content");
    private static readonly RowShape Renamed = new(RowVerb.Update, "thing", ["name"], ["id"]);
    private static readonly RowShape Gone = RowShape.Delete("thing", "id");

    private readonly BatonStorage _storage = SqliteStorages.InMemory();
    private readonly DbConnection _connection;
    private readonly RowWriters _writers;

    public SqliteRowsTests()
    {
        _connection = _storage.OpenWriter();
        _writers = _storage.Writers(_connection);
        using var command = Command("CREATE TABLE thing (id bigint PRIMARY KEY, name text, at bigint, content blob)");
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _writers.Dispose();
        _connection.Dispose();
        _storage.Dispose();
    }

    [Fact]
    public void Every_row_has_its_own_values_whatever_the_rows_before_had()
    {
        var texts = (string?[])
            [
                "same",
                "same",
                null,
                "",
                new string('x', 1_000),
                new string('x', 1_000),
                "other",
                new string('y', 10_000),
                "other",
                null,
                null,
                "same",
                "Grüße 你好",
            ];
        var rows = Enumerable
            .Range(0, 50)
            .Select(id =>
                (Id: (long)id, Name: texts[id % texts.Length], At: id % 3 == 0 ? null : (long?)(id % 4), Content: new byte[id % 5])
            )
            .ToList();
        foreach (var row in rows)
        {
            Array.Fill(row.Content, (byte)row.Id);
            _writers[NewRow].Bind(row.Id).Bind(row.Name).Bind(row.At).Bind(row.Content).Add();
        }

        Assert.Equal(
            rows.Select(row => Line(row.Id, row.Name, row.At, row.Content)),
            Read("SELECT id, name, at, content FROM thing ORDER BY id")
        );
    }

    [Fact]
    public void Rows_of_several_shapes_take_effect_in_the_order_they_were_added_in()
    {
        Add(1, "first");
        Add(2, "second");
        _writers[Renamed].Bind("renamed").Bind(1).Add();
        Add(3, "third");
        _writers[Gone].Bind(2).Add();
        Add(2, "second again");
        _writers[Renamed].Bind("renamed again").Bind(1).Add();

        Assert.Equal(["1 renamed again", "2 second again", "3 third"], Names());
    }

    [Fact]
    public void A_row_that_was_begun_and_not_ended_is_not_written()
    {
        Add(1, "first");
        _writers[NewRow].Bind(7).Bind("given up");
        Add(2, "second");

        Assert.Equal(["1 first", "2 second"], Names());
    }

    [Fact]
    public void Forgotten_rows_are_not_written()
    {
        Add(1, "sent");
        _writers.Send();
        Add(2, "forgotten");
        _writers.Forget();
        Add(3, "sent too");

        Assert.Equal(["1 sent", "3 sent too"], Names());
    }

    [Fact]
    public void Rows_that_are_refused_leave_nothing_behind_and_others_can_be_written_after_them()
    {
        Add(1, "there");
        _writers.Send();
        Add(2, "beside the one that is refused");
        Add(1, "refused");

        Assert.ThrowsAny<DbException>(_writers.Send);
        Add(3, "later");
        Add(4, "later too");

        Assert.Equal(["1 there", "3 later", "4 later too"], Names());
    }

    private void Add(long id, string name) => _writers[NewRow].Bind(id).Bind(name).Bind((long?)null).Bind(ReadOnlySpan<byte>.Empty).Add();

    private List<string> Names() => Read("SELECT id || ' ' || name FROM thing ORDER BY id");

    private List<string> Read(string sql)
    {
        using var command = Command(sql);
        using var reader = _writers.Read(command);
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(
                reader.FieldCount == 1
                    ? reader.GetString(0)
                    : Line(
                        reader.GetInt64(0),
                        reader.IsDBNull(1) ? null : reader.GetString(1),
                        reader.IsDBNull(2) ? null : reader.GetInt64(2),
                        reader.GetFieldValue<byte[]>(3)
                    )
            );
        }
        return lines;
    }

    private static string Line(long id, string? name, long? at, byte[] content) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{id} [{name ?? "null"}] {at?.ToString(CultureInfo.InvariantCulture) ?? "null"} {Convert.ToHexString(content)}"
        );

    private DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
