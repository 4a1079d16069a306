using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Baton.Desk.Storage;

/// <summary>
/// The models for <c>dotnet ef migrations add NAME --context DeskDb --output-dir Migrations/Sqlite</c>, and for the same with
/// <c>PostgresDeskDb</c> and <c>Migrations/Postgres</c>; never used by the running program.
/// </summary>
internal sealed class DesignTimeDeskDb : IDesignTimeDbContextFactory<DeskDb>, IDesignTimeDbContextFactory<PostgresDeskDb>
{
    DeskDb IDesignTimeDbContextFactory<DeskDb>.CreateDbContext(string[] args) => DeskDb.On(new SqliteConnection("Data Source=:memory:"));

    PostgresDeskDb IDesignTimeDbContextFactory<PostgresDeskDb>.CreateDbContext(string[] args) =>
        (PostgresDeskDb)DeskDb.On(new NpgsqlConnection("Host=localhost"));
}
