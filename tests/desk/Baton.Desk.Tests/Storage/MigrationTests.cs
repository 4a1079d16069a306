using Baton.Desk.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Baton.Desk.Tests.Storage;

/// <summary>The migrations of each database lead to the model that the program has.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_of_SQLite_make_the_tables_of_the_model()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        using var db = DeskDb.On(connection);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_of_PostgreSQL_make_the_tables_of_the_model()
    {
        using var connection = new NpgsqlConnection("Host=localhost");
        using var db = DeskDb.On(connection);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void All_texts_of_PostgreSQL_sort_by_their_code_points_and_have_no_greatest_length()
    {
        using var connection = new NpgsqlConnection("Host=localhost");
        using var db = DeskDb.On(connection);

        var texts = db.GetService<IDesignTimeModel>()
            .Model.GetRelationalModel()
            .Tables.SelectMany(table => table.Columns)
            .Where(column => column.ProviderClrType == typeof(string))
            .ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, column => Assert.Equal(("text", "C"), (column.StoreType, column.Collation)));
    }
}
