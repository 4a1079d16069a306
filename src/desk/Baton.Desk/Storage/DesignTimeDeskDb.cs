using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Design;

namespace Baton.Desk.Storage;

/// <summary>The model for <c>dotnet ef migrations add</c>; never used by the running program.</summary>
internal sealed class DesignTimeDeskDb : IDesignTimeDbContextFactory<DeskDb>
{
    public DeskDb CreateDbContext(string[] args) => DeskDb.On(new SqliteConnection("Data Source=:memory:"));
}
