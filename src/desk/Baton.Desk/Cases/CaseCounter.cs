using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases;

/// <summary>The last number given out for a prefix on a day.</summary>
internal sealed class CaseCounter
{
    public required string Prefix { get; init; }

    /// <summary>yyyyMMdd in the desk's time zone.</summary>
    public required int Day { get; init; }
    public int Last { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseCounter>
    {
        public void Configure(EntityTypeBuilder<CaseCounter> builder)
        {
            builder.ToTable("desk_case_counter");
            builder.HasKey(counter => new { counter.Prefix, counter.Day });
        }
    }
}
