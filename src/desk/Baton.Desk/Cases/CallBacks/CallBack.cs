using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>
/// A promise to call the customer of a case back. A case has one open promise at most, whose time stands on the case as well
/// (<see cref="Case.CallBackAt"/>); those that were kept stay.
/// </summary>
internal sealed class CallBack
{
    public required long Key { get; init; }
    public required long CaseKey { get; init; }

    /// <summary>When the customer is to be called.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>What he is to be told or asked; null for nothing.</summary>
    public string? Remark { get; set; }

    /// <summary>Who promised it last, and calls.</summary>
    public required string PromisedBy { get; set; }
    public required DateTimeOffset PromisedAt { get; set; }

    /// <summary>When it was told that the time has come; null while it has not.</summary>
    public DateTimeOffset? ToldAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public string? DoneBy { get; set; }

    /// <summary>What came out of the call.</summary>
    public string? Result { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CallBack>
    {
        public void Configure(EntityTypeBuilder<CallBack> builder)
        {
            builder.ToTable("desk_call_back");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => row.CaseKey);
            builder.HasIndex(row => new { row.DoneAt, row.DueAt });
            builder.HasIndex(row => new { row.PromisedBy, row.DoneAt });
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseKey);
        }
    }
}
