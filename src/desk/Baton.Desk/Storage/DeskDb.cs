using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Drafts;
using Baton.Desk.Contacts;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Desk.Notifications;
using Baton.Desk.Organisation;
using Baton.Desk.Texts;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Baton.Desk.Storage;

/// <summary>The desk's tables. Writers use it inside a unit of work, readers through <see cref="DeskReader"/>.</summary>
internal sealed class DeskDb(DbContextOptions<DeskDb> options) : DbContext(options)
{
    private static readonly ConditionalWeakTable<DbConnection, DbContextOptions<DeskDb>> OptionsByConnection = [];

    public DbSet<User> Users => Set<User>();
    public DbSet<UserRole> UserRoles => Set<UserRole>();
    public DbSet<Role> Roles => Set<Role>();
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<SecurityEvent> SecurityEvents => Set<SecurityEvent>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<DepartmentMember> DepartmentMembers => Set<DepartmentMember>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<CustomerPhone> CustomerPhones => Set<CustomerPhone>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<CaseType> CaseTypes => Set<CaseType>();
    public DbSet<Category> Categories => Set<Category>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseCounter> CaseCounters => Set<CaseCounter>();
    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();
    public DbSet<Opinion> Opinions => Set<Opinion>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    public DbSet<WorkItemCandidate> WorkItemCandidates => Set<WorkItemCandidate>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<PackText> PackTexts => Set<PackText>();
    public DbSet<IdempotentCreate> IdempotentCreates => Set<IdempotentCreate>();

    /// <summary>The desk's tables inside a unit of work: what is saved is committed, or rolled back, with the unit.</summary>
    public static DeskDb In(UnitOfWork unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var db = On(unit.Connection);
        db.Database.UseTransaction(unit.Transaction);
        return db;
    }

    /// <summary>The desk's tables on an open connection that somebody else owns.</summary>
    public static DeskDb On(DbConnection connection) =>
        new(OptionsByConnection.GetValue(connection, static open => Configure(new DbContextOptionsBuilder<DeskDb>(), open)));

    /// <summary>The one place that knows the databases by name.</summary>
    private static DbContextOptions<DeskDb> Configure(DbContextOptionsBuilder<DeskDb> builder, DbConnection connection) =>
        connection switch
        {
            SqliteConnection => builder.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable("desk_migration")).Options,
            _ => throw new NotSupportedException(
                $"The desk has no provider for {connection.GetType().Name}. Set Storage:Provider to Sqlite."
            ),
        };

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DeskDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Underscored(property.Name));
            foreach (var complex in entity.GetComplexProperties())
            {
                foreach (var property in complex.ComplexType.GetProperties())
                    property.SetColumnName(Underscored(complex.Name) + "_" + Underscored(property.Name));
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no instants: milliseconds since 1970 sort and compare as numbers.
        if (Database.IsSqlite())
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
    }

    private static string Underscored(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }

    private sealed class InstantConverter()
        : ValueConverter<DateTimeOffset, long>(
            instant => instant.ToUnixTimeMilliseconds(),
            milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        );
}
