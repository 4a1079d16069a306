using Baton.Desk.Cases.Ties;
using Baton.Desk.Customers;
using Baton.Desk.Storage.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases;

/// <summary>One matter of one customer.</summary>
internal sealed class Case : ISearched
{
    public required long Key { get; init; }

    /// <summary>For people: prefix, day and a gap-free number of that day, such as TOS-20261123-0001.</summary>
    public required string Number { get; init; }
    public required string TypeCode { get; init; }
    public string? CategoryCode { get; set; }
    public required string Subject { get; set; }
    public required string Description { get; set; }
    public long? CustomerKey { get; set; }

    /// <summary>As it was when the case was opened; the customer record may change.</summary>
    public required string CustomerName { get; set; }
    public string? CustomerPhone { get; set; }

    /// <summary>phone, fax, mail, web, ...</summary>
    public required string Channel { get; init; }
    public required string OpenedBy { get; init; }
    public string? DepartmentCode { get; set; }

    /// <summary>Who checks the case: picked by the agent or the department's default manager.</summary>
    public string? UnitManager { get; set; }

    /// <summary>Who looks after the customer now; kept in step with his record by <see cref="Watching.KeyAccounts"/>.</summary>
    public string? KeyAccountManager { get; set; }

    /// <summary>Code of the status; its name is a pack text <c>status.CODE</c>.</summary>
    public required string Status { get; set; }
    public DateTimeOffset StatusAt { get; set; }
    public bool IsClosed { get; set; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Code of how severe the decision of the type says it is; its name is a pack text <c>severity.CODE</c>. Null where none says.</summary>
    public string? Severity { get; set; }

    /// <summary>What the decision of the type said, and why, as JSON; null where none was asked.</summary>
    public string? Assessment { get; set; }

    /// <summary>The fields of the type's form, a JSON object.</summary>
    public required string FormData { get; set; }
    public long? ProcessInstanceKey { get; set; }
    public long? ProcessDefinitionKey { get; set; }

    /// <summary>Since when the case rests; null while it is worked on.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }
    public string? SuspendedBy { get; set; }
    public string? SuspendReason { get; set; }

    /// <summary>How often somebody urged those who hold the case, and when last.</summary>
    public int UrgeCount { get; set; }
    public DateTimeOffset? UrgedAt { get; set; }

    /// <summary>The agent settled it at the first contact: no process was needed.</summary>
    public bool IsSolvedAtOnce { get; init; }

    /// <summary>When the customer was promised to be called back; null for no promise.</summary>
    public DateTimeOffset? CallBackAt { get; set; }

    /// <summary>Code of the third party that it is about; null for none.</summary>
    public string? ThirdPartyCode { get; set; }

    /// <summary>The case whose child it is; null for none.</summary>
    public long? ParentKey { get; set; }

    /// <summary>What its closing means for its children.</summary>
    public ClosingRule ClosingRule { get; set; }

    /// <summary>Since when its process has ended while children are open: it closes with the last of them. Null for all others.</summary>
    public DateTimeOffset? WaitsForChildrenSince { get; set; }

    /// <summary>The case under which it shows since it was merged, itself not merged; null for a case that stands by itself.</summary>
    public long? MergedIntoKey { get; set; }

    /// <summary>The case that it was split from; null for all others.</summary>
    public long? SplitFromKey { get; set; }

    /// <summary>How the last transmission went: waiting, sent, failed; null where nothing is to be sent.</summary>
    public string? FaxStatus { get; set; }
    public string? FaxNumber { get; set; }
    public DateTimeOffset? FaxAt { get; set; }

    /// <summary>Folded number, subject, description, customer and form values, by which the case is found.</summary>
    public required string SearchText { get; set; }
    public int Version { get; set; }

    DateTimeOffset? ISearched.Began => OpenedAt;

    internal sealed class Configuration : IEntityTypeConfiguration<Case>
    {
        public void Configure(EntityTypeBuilder<Case> builder)
        {
            builder.ToTable("desk_case");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Version).IsConcurrencyToken();
            builder.HasIndex(row => row.Number).IsUnique();
            // What few cases have takes no room for the others; and SQLite, which takes the absence of a value for one that all rows share, would not use
            // an index in which it is the rule.
            builder.HasIndex(row => row.ProcessInstanceKey).HasFilter("process_instance_key IS NOT NULL");
            builder.HasIndex(row => row.ParentKey).HasFilter("parent_key IS NOT NULL");
            builder.HasIndex(row => row.MergedIntoKey).HasFilter("merged_into_key IS NOT NULL");
            builder.HasIndex(row => row.SplitFromKey).HasFilter("split_from_key IS NOT NULL");
            builder
                .Property(row => row.ClosingRule)
                .HasConversion<string>()
                .HasMaxLength(30)
                .HasDefaultValue(ClosingRule.WaitForChildren)
                .HasSentinel(ClosingRule.WaitForChildren);
            builder.HasIndex(row => new { row.OpenedAt, row.Key });
            builder.HasIndex(row => new { row.UpdatedAt, row.Key });
            builder.HasIndex(row => new { row.FaxAt, row.Key });
            builder.HasIndex(row => new { row.CustomerKey, row.OpenedAt });
            builder.HasIndex(row => new
            {
                row.UnitManager,
                row.OpenedAt,
                row.Key,
            });
            builder
                .HasIndex(row => new
                {
                    row.KeyAccountManager,
                    row.OpenedAt,
                    row.Key,
                })
                .HasFilter("key_account_manager IS NOT NULL");
            builder.HasIndex(row => new
            {
                row.OpenedBy,
                row.OpenedAt,
                row.Key,
            });
            builder.HasIndex(row => new
            {
                row.DepartmentCode,
                row.OpenedAt,
                row.Key,
            });
            builder.HasIndex(row => new { row.Status, row.OpenedAt });
            builder.Property(row => row.Severity).HasMaxLength(100);
            builder.HasIndex(row => new { row.Severity, row.OpenedAt });
            builder.HasIndex(row => new { row.CustomerPhone, row.OpenedAt });
            // With the type, so that how many there are is counted by the index alone.
            builder.HasIndex(row => new
            {
                row.CategoryCode,
                row.OpenedAt,
                row.TypeCode,
            });
            builder.HasIndex(row => new
            {
                row.TypeCode,
                row.ClosedAt,
                row.Key,
            });
            builder.Property(row => row.ThirdPartyCode).HasMaxLength(100);
            builder.HasIndex(row => new { row.ThirdPartyCode, row.OpenedAt }).HasFilter("third_party_code IS NOT NULL");
            builder.HasIndex(row => new { row.FaxStatus, row.FaxAt }).HasFilter("fax_status IS NOT NULL");
            builder.HasIndex(row => row.FaxNumber).HasFilter("fax_number IS NOT NULL");
            builder.HasOne<CaseType>().WithMany().HasForeignKey(row => row.TypeCode).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Category>().WithMany().HasForeignKey(row => row.CategoryCode).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Customer>().WithMany().HasForeignKey(row => row.CustomerKey).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
