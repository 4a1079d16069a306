using Baton.Desk.Access;
using Baton.Desk.Storage.Files;
using Baton.Desk.Storage.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Baton.Desk.Storage;

/// <summary>
/// The desk's tables on PostgreSQL: those of SQLite, and what several servers must share that a single one keeps in its data directory.
/// </summary>
internal sealed class PostgresDeskDb(DbContextOptions<PostgresDeskDb> options) : DeskDb(options)
{
    internal override WordIndex Words => PostgresWords.Instance;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<KeptFile>(KeptFile.Configure);
        modelBuilder.Entity<KeptFileChunk>(KeptFileChunk.Configure);
        modelBuilder.Entity<KeyRingElement>(KeyRingElement.Configure);
        base.OnModelCreating(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                AsText(property);
            foreach (var complex in entity.GetComplexProperties())
            {
                foreach (var property in complex.ComplexType.GetProperties())
                    AsText(property);
            }
        }
    }

    /// <summary>Texts of any length that sort and compare by their code points, whatever the language of the database: as in SQLite.</summary>
    private static void AsText(IMutableProperty property)
    {
        var stored = property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType;
        if (stored != typeof(string))
            return;
        property.SetColumnType("text");
        property.SetCollation("C");
    }
}
