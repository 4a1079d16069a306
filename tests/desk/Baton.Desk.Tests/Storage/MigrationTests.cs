using Baton.Desk.Storage;
using Baton.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
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
    public async Task A_migration_of_PostgreSQL_may_take_longer_than_a_question()
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        var database = ThrowawayPostgres.Shared.NewDatabase();
        await using var other = new NpgsqlConnection(database);
        await other.OpenAsync(DeskHost.Ct);
        await using (var db = DeskDb.On(other))
        {
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().SkipLast(1).Last(), DeskHost.Ct);
        }
        await using var held = await other.BeginTransactionAsync(DeskHost.Ct);
        await using (var hold = new NpgsqlCommand("LOCK TABLE desk_migration IN EXCLUSIVE MODE", other, held))
        {
            await hold.ExecuteNonQueryAsync(DeskHost.Ct);
        }

        await using var impatient = new NpgsqlConnection(database + ";Command Timeout=1");
        await impatient.OpenAsync(DeskHost.Ct);
        var migrated = DeskSchema.Apply(impatient, DeskHost.Ct);
        await Task.WhenAny(migrated, Task.Delay(TimeSpan.FromSeconds(2), DeskHost.Ct));
        await held.CommitAsync(DeskHost.Ct);
        await migrated;

        await using var after = DeskDb.On(impatient);
        Assert.Empty(await after.Database.GetPendingMigrationsAsync(DeskHost.Ct));
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
