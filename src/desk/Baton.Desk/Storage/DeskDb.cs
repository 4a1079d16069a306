using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Drafts;
using Baton.Desk.Cases.Involvement;
using Baton.Desk.Cases.Keywords;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Cases.Portal.Ratings;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Contacts;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;
using Baton.Desk.Customers.Merge;
using Baton.Desk.Customers.Notes;
using Baton.Desk.Customers.Tiers;
using Baton.Desk.Http;
using Baton.Desk.Notifications;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Organisation.Skills;
using Baton.Desk.Storage.Auditing;
using Baton.Desk.Storage.Words;
using Baton.Desk.Texts;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.Worklists;
using Baton.Desk.Worklists.Consultations;
using Baton.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace Baton.Desk.Storage;

/// <summary>
/// The desk's tables, as SQLite has them; <see cref="PostgresDeskDb"/> is the same on PostgreSQL. Writers use it inside a unit of work, readers
/// through <see cref="DeskReader"/>.
/// </summary>
internal class DeskDb(DbContextOptions options) : DbContext(options)
{
    private const string MigrationsTable = "desk_migration";

    private static readonly ConditionalWeakTable<DbConnection, DbContextOptions> OptionsByConnection = [];

    private UnitOfWork? _unit;

    /// <summary>The instant of the unit of work or of the reading; does not move meanwhile.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>False keeps changes out of the audit log that no person made, such as counting sign-ins.</summary>
    public bool IsAudited { get; set; } = true;

    /// <summary>False for who follows the changes of cases: what he writes is no change that he would have to look at again.</summary>
    public bool NotesCases { get; set; } = true;

    /// <summary>Display names that were looked up in this reading or unit, null for a user who is not there; forgotten with each save.</summary>
    public Dictionary<string, string?> KnownNames { get; } = new(StringComparer.Ordinal);

    private readonly List<AuditChange> _noted = [];

    public DbSet<User> Users => Set<User>();
    public DbSet<UserRole> UserRoles => Set<UserRole>();
    public DbSet<UserUnitRole> UserUnitRoles => Set<UserUnitRole>();
    public DbSet<Role> Roles => Set<Role>();
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<SecurityEvent> SecurityEvents => Set<SecurityEvent>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<DepartmentMember> DepartmentMembers => Set<DepartmentMember>();
    public DbSet<Skill> Skills => Set<Skill>();
    public DbSet<UserSkill> UserSkills => Set<UserSkill>();
    public DbSet<Deputy> Deputies => Set<Deputy>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<CustomerPhone> CustomerPhones => Set<CustomerPhone>();
    public DbSet<CustomerTier> CustomerTiers => Set<CustomerTier>();
    public DbSet<CustomerNote> CustomerNotes => Set<CustomerNote>();
    public DbSet<CustomerNoteDismissal> CustomerNoteDismissals => Set<CustomerNoteDismissal>();
    public DbSet<CustomerMerge> CustomerMerges => Set<CustomerMerge>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<IncomingContact> IncomingContacts => Set<IncomingContact>();
    public DbSet<CaseType> CaseTypes => Set<CaseType>();
    public DbSet<Category> Categories => Set<Category>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseMerge> CaseMerges => Set<CaseMerge>();
    public DbSet<CaseWatcher> CaseWatchers => Set<CaseWatcher>();
    public DbSet<CaseNote> CaseNotes => Set<CaseNote>();
    public DbSet<CaseNoteWording> CaseNoteWordings => Set<CaseNoteWording>();
    public DbSet<CaseMention> CaseMentions => Set<CaseMention>();
    public DbSet<PortalAccess> PortalAccesses => Set<PortalAccess>();
    public DbSet<CaseRating> CaseRatings => Set<CaseRating>();
    public DbSet<CaseKeyword> CaseKeywords => Set<CaseKeyword>();
    public DbSet<CaseCounter> CaseCounters => Set<CaseCounter>();
    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();
    public DbSet<Opinion> Opinions => Set<Opinion>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<CaseInvolvement> CaseInvolvements => Set<CaseInvolvement>();
    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    public DbSet<WorkItemCandidate> WorkItemCandidates => Set<WorkItemCandidate>();
    public DbSet<Consultation> Consultations => Set<Consultation>();
    public DbSet<ConsultationParty> ConsultationParties => Set<ConsultationParty>();
    public DbSet<PendingCompletion> PendingCompletions => Set<PendingCompletion>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<PackText> PackTexts => Set<PackText>();
    public DbSet<IdempotentCreate> IdempotentCreates => Set<IdempotentCreate>();

    /// <summary>Hashes of contents that are kept as they came, whether or not anything was attached.</summary>
    public IQueryable<string> Originals => Set<ReceivedMail>().Select(row => row.Sha256);

    /// <summary>The desk's tables inside a unit of work: what is saved is committed, or rolled back, with the unit.</summary>
    public static DeskDb In(UnitOfWork unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var db = On(unit.Connection);
        db._unit = unit;
        db.Now = unit.Now;
        db.Database.UseTransaction(unit.Transaction);
        // The lane takes a unit that fails back as a whole; a savepoint for each save would only cost two more round trips.
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    /// <summary>The same on behalf of a user, who stands in the audit log for what is changed; null for the program itself.</summary>
    public static DeskDb In(UnitOfWork unit, DeskUser? user)
    {
        if (user is not null)
            UnitActor.Set(unit, new(user.UserName) { RemoteAddress = user.RemoteAddress });
        return In(unit);
    }

    /// <summary>The desk's tables on an open connection that somebody else owns.</summary>
    public static DeskDb On(DbConnection connection)
    {
        var options = OptionsByConnection.GetValue(connection, Configure);
        return options is DbContextOptions<PostgresDeskDb> postgres ? new PostgresDeskDb(postgres) : new DeskDb(options);
    }

    /// <summary>Finds rows of this database by their words.</summary>
    internal virtual WordIndex Words => SqliteWords.Instance;

    /// <exception cref="InvalidOperationException">Rows are saved that others are written for (words, who is involved, the audit log): those are written without blocking.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        TellWhatMatters();
        if (RowsWithOtherWords().Count > 0 || Involvements.Touched(ChangeTracker).Count > 0 || Audited().Count > 0)
            throw new InvalidOperationException(
                $"Expected {nameof(SaveChangesAsync)} for rows that are found by their words, for tasks and for what the audit log is about."
            );
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Everybody who looks at the changes below would have all rows compared again.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            TellWhatMatters();
            if (_unit is not null)
                await AuditLog.Add(this, _unit, Audited(), cancellationToken);
            var rows = RowsWithOtherWords();
            var involved = Involvements.Touched(ChangeTracker);
            var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            foreach (var row in rows)
                await Words.Write(this, WordTable.Of(row), row, cancellationToken);
            foreach (var (caseKey, mayLose) in involved)
                await Involvements.Write(this, caseKey, mayLose, cancellationToken);
            KnownNames.Clear();
            return count;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>Puts something into the audit log that no row of the desk's shows; with the next save.</summary>
    public void Note(AuditChange change) => _noted.Add(change);

    private List<AuditChange> Audited()
    {
        if (ChangeTracker.Entries<AuditEntry>().Any(entry => entry.State is EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException("Expected to add to the audit log only, but an entry of it was to be changed or deleted.");
        List<AuditChange> changes = IsAudited ? [.. AuditChanges.Of(ChangeTracker), .. _noted] : [];
        _noted.Clear();
        return changes;
    }

    private List<ISearched> RowsWithOtherWords() =>
        [
            .. ChangeTracker
                .Entries<ISearched>()
                .Where(entry =>
                    entry.State == EntityState.Added
                    || (entry.State == EntityState.Modified && entry.Property(nameof(ISearched.SearchText)).IsModified)
                )
                .Select(entry => entry.Entity),
        ];

    private void TellWhatMatters()
    {
        if (_unit is null)
            return;
        if (AccessChanges.Any(ChangeTracker))
            _unit.Tell(DeskChanges.Access);
        if (CalendarChanges.Any(ChangeTracker))
            _unit.Tell(DeskChanges.Calendars);
        if (NotesCases)
            CaseTouches.Note(_unit, ChangeTracker);
        CaseNews.Note(_unit, ChangeTracker);
    }

    /// <summary>The one place that knows the databases by name. EF keeps the migrations of each under its own context type.</summary>
    private static DbContextOptions Configure(DbConnection connection) =>
        connection switch
        {
            SqliteConnection => new DbContextOptionsBuilder<DeskDb>()
                .UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(MigrationsTable))
                .Options,
            NpgsqlConnection => new DbContextOptionsBuilder<PostgresDeskDb>()
                .UseNpgsql(connection, postgres => postgres.MigrationsHistoryTable(MigrationsTable))
                .AddInterceptors(TextsWithoutNul.Instance)
                .Options,
            _ => throw new NotSupportedException(
                $"The desk has no provider for {connection.GetType().Name}. Set Storage:Provider to Sqlite or Postgres."
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
        // Milliseconds since 1970 sort and compare as numbers. SQLite has no instants, and the engine's tables and the raw readings of both
        // databases keep to the same, so that an instant has one form and one precision everywhere.
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
