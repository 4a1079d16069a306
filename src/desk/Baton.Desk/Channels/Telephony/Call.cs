using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Telephony;

/// <summary>A call as the exchange tells of it; its columns say what its events amount to.</summary>
internal sealed class Call
{
    public required long Key { get; init; }

    /// <summary>The exchange's name of it.</summary>
    public required string CallId { get; init; }

    /// <summary>A list of <see cref="CallEvent"/> as JSON.</summary>
    public string Events { get; set; } = "[]";

    /// <summary>ringing, answered, ended or missed.</summary>
    public string Phase { get; set; } = CallEvents.Ringing;
    public string? From { get; set; }
    public string? To { get; set; }
    public bool IsOutbound { get; set; }
    public string? UserName { get; set; }

    /// <summary>The department of the number that was called.</summary>
    public string? Unit { get; set; }
    public long? CustomerKey { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? Recording { get; set; }

    /// <summary>The contact that was made of it; null while nobody took it up.</summary>
    public long? ContactKey { get; set; }

    /// <summary>Its end stands on the time line of its case.</summary>
    public bool IsTold { get; set; }
    public int Version { get; set; }

    /// <summary>The number at the other end.</summary>
    public string? Other => IsOutbound ? To : From;

    public List<CallEvent> EventList() => JsonSerializer.Deserialize<List<CallEvent>>(Events) ?? [];

    internal sealed class Configuration : IEntityTypeConfiguration<Call>
    {
        public void Configure(EntityTypeBuilder<Call> builder)
        {
            builder.ToTable("desk_call");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.CallId).IsRequired();
            builder.Ignore(row => row.Other);
            builder.HasIndex(row => row.CallId).IsUnique();
            builder.HasIndex(row => new { row.Phase, row.StartedAt });
            builder.HasIndex(row => new { row.UserName, row.Key });
            builder.HasIndex(row => row.ContactKey);
            builder.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>The phone of somebody.</summary>
internal sealed class Extension
{
    public required string UserName { get; init; }
    public required string Number { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Extension>
    {
        public void Configure(EntityTypeBuilder<Extension> builder)
        {
            builder.ToTable("desk_extension");
            builder.HasKey(row => row.UserName);
            builder.HasIndex(row => row.Number).IsUnique();
        }
    }
}
