using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Web;

/// <summary>A form on the organisation's sites by which customers write to the desk.</summary>
[Audited(AuditKinds.WebForm, nameof(Code))]
internal sealed class WebForm
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; set; }

    /// <summary>Stands above the fields; may be empty.</summary>
    public required LocalizedText Lead { get; set; }

    /// <summary>What is said beside the receipt; may be empty.</summary>
    public required LocalizedText Thanks { get; set; }

    /// <summary>Of its form the fields that are marked for customers are asked.</summary>
    public required string CaseType { get; set; }

    /// <summary>The department whose people see to it; null for all.</summary>
    public string? Unit { get; set; }

    /// <summary>A case is opened at once where all that it needs is known; otherwise what is sent waits in the inbox.</summary>
    public bool OpensCases { get; set; }

    /// <summary>Sites that may show it, such as <c>https://www.example.com</c>, one a line.</summary>
    public required string Sites { get; set; }

    /// <summary>False takes nothing in.</summary>
    public bool IsActive { get; set; }

    [NotAudited]
    public int Version { get; set; }

    public IReadOnlyList<string> SiteList() => Sites.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal sealed class Configuration : IEntityTypeConfiguration<WebForm>
    {
        public void Configure(EntityTypeBuilder<WebForm> builder)
        {
            builder.ToTable("desk_web_form");
            builder.HasKey(row => row.Code);
            builder.Property(row => row.Code).HasMaxLength(60);
            builder.ComplexProperty(row => row.Name);
            builder.ComplexProperty(row => row.Lead);
            builder.ComplexProperty(row => row.Thanks);
            builder.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
