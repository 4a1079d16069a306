using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>What became of a contact in the inbox.</summary>
internal static class InboxStates
{
    public const string Waiting = "waiting";
    public const string Joined = "joined";
    public const string Opened = "opened";
    public const string Logged = "logged";
    public const string Spam = "spam";
}

/// <summary>Why a contact waits for a person.</summary>
internal static class InboxReasons
{
    /// <summary>It is about to become a case by itself.</summary>
    public const string Opening = "opening";

    /// <summary>It was to become a case by itself, and something for that is missing.</summary>
    public const string NotOpened = "not-opened";

    /// <summary>It answers a case that is closed.</summary>
    public const string ClosedCase = "closed-case";

    /// <summary>Several customers have the number or the address.</summary>
    public const string SeveralCustomers = "several-customers";

    /// <summary>The sender is blocked.</summary>
    public const string Blocked = "blocked";

    /// <summary>Parts of a long message did not come.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>A formatted message whose fields do not fit its pattern.</summary>
    public const string Misfit = "misfit";

    /// <summary>It may be advertising: so many links stand in it.</summary>
    public const string Suspicious = "suspicious";
}

/// <summary>
/// A contact that came by itself and is no case yet, or was one until a person or a rule decided what it is. What is joined, opened or logged has a
/// row among the contacts under the same key.
/// </summary>
internal sealed class IncomingContact
{
    public required long Key { get; init; }
    public required string Channel { get; init; }

    /// <summary>Where it was taken in; with <see cref="SourceId"/> there is one row.</summary>
    public required string Source { get; init; }
    public required string SourceId { get; init; }
    public string? From { get; init; }
    public string? FromName { get; init; }

    /// <summary>The other way by which the sender can be reached, where he named a number and an address.</summary>
    public string? OtherAddress { get; init; }
    public string? To { get; init; }
    public required string Subject { get; set; }
    public string? Text { get; init; }

    /// <summary>Hash of the content as it came.</summary>
    public string? RawSha256 { get; init; }
    public bool IsAutomatic { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }
    public long? CustomerKey { get; set; }

    /// <summary>The case that it belongs to; null while it waits.</summary>
    public long? CaseKey { get; set; }

    /// <summary>The case that it answers, while a person must decide whether it does.</summary>
    public long? AnswersCaseKey { get; set; }
    public string? Unit { get; set; }
    public string? CaseType { get; set; }
    public string? Category { get; set; }
    public string? Form { get; init; }

    /// <summary>One of <see cref="InboxStates"/>.</summary>
    public required string State { get; set; }

    /// <summary>Why it waits for a person: one of <see cref="InboxReasons"/>; null for no reason beyond being new.</summary>
    public string? Reason { get; set; }

    /// <summary>What the reason leaves open: what is missing, or the number of the closed case.</summary>
    public string? ReasonDetail { get; set; }

    /// <summary>Who has taken it up; nobody else decides meanwhile.</summary>
    public string? ClaimedBy { get; set; }
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>Until when somebody must have decided; null once it is.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>How often its people were told that it is late.</summary>
    public int Urged { get; set; }

    /// <summary>When they are told again; null once it is decided.</summary>
    public DateTimeOffset? UrgeAt { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<IncomingContact>
    {
        public void Configure(EntityTypeBuilder<IncomingContact> builder)
        {
            builder.ToTable("desk_incoming_contact");
            builder.HasKey(contact => contact.Key);
            builder.Property(contact => contact.Key).ValueGeneratedNever();
            builder.HasIndex(contact => new { contact.Source, contact.SourceId }).IsUnique();
            builder.HasIndex(contact => new { contact.State, contact.DueAt });
            builder.HasIndex(contact => new { contact.State, contact.UrgeAt });
            builder.HasIndex(contact => new { contact.CustomerKey, contact.State });
            builder.HasIndex(contact => contact.CaseKey);
            builder.Property(contact => contact.Version).IsConcurrencyToken();
        }
    }
}
