using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Sms;

/// <summary>How many answers a number got on a day, so that two machines do not answer each other for ever.</summary>
internal sealed class SmsAnswered
{
    public required string Number { get; init; }

    /// <summary>Days since 1970, UTC.</summary>
    public required int Day { get; init; }
    public int Count { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SmsAnswered>
    {
        public void Configure(EntityTypeBuilder<SmsAnswered> builder)
        {
            builder.ToTable("desk_sms_answered");
            builder.HasKey(row => new { row.Number, row.Day });
        }
    }
}
