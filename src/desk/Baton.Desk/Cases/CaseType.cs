using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases;

/// <summary>A kind of case: which process carries it, which form opens it, how its numbers begin.</summary>
[Audited(AuditKinds.CaseType, nameof(Code))]
internal sealed class CaseType
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; set; }

    /// <summary>complaint, suggestion, request, appointment, enquiry, or a deployment's own; for figures over several types.</summary>
    public required string Kind { get; set; }

    /// <summary>Letters before the date in the case number.</summary>
    public required string NumberPrefix { get; set; }

    /// <summary>BPMN process id; the latest version is started.</summary>
    public required string ProcessId { get; set; }

    /// <summary>Id of the form whose fields are the type's special fields; null for none.</summary>
    public string? FormId { get; set; }

    /// <summary>Id of the decision that says how severe a case is and which way it takes; the latest version is asked. Null for none.</summary>
    public string? DecisionId { get; set; }

    /// <summary>Whether the agent may pick who checks the case; only where the process asks for it.</summary>
    public bool AsksUnitManager { get; set; } = true;

    /// <summary>Whether customers may register cases of it on their own page, and follow them there.</summary>
    public bool IsOnPortal { get; set; }

    /// <summary>Whether the agent is asked which third party the case is about.</summary>
    public bool AsksThirdParty { get; set; }

    /// <summary>The pages that offer it, as <see cref="CaseEntries.Read"/> reads them; null for none.</summary>
    public string? Entries { get; set; }

    /// <summary>Who may read and change single fields, a JSON object by field name; null where everybody may who has the case.</summary>
    public string? FieldRights { get; set; }

    /// <summary>Status of a case before its process says otherwise.</summary>
    public required string InitialStatus { get; set; }

    /// <summary>Which pack keeps it up to date; null where administrators do.</summary>
    public string? Pack { get; set; }
    public bool IsRetired { get; set; }

    [NotAudited]
    public int Version { get; set; }
    public int SortOrder { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseType>
    {
        public void Configure(EntityTypeBuilder<CaseType> builder)
        {
            builder.ToTable("desk_case_type");
            builder.HasKey(type => type.Code);
            builder.Property(type => type.Code).HasMaxLength(100);
            builder.Property(type => type.AsksUnitManager).HasDefaultValue(true).HasSentinel(true);
            builder.Property(type => type.AsksThirdParty).HasDefaultValue(false);
            builder.Property(type => type.Entries).HasMaxLength(100);
            builder.Property(type => type.DecisionId).HasMaxLength(250);
            builder.ComplexProperty(type => type.Name);
            builder.Property(type => type.Version).HasDefaultValue(0).IsConcurrencyToken();
        }
    }
}
