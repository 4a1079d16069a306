using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Notes;

/// <summary>For whom a note is written.</summary>
public enum NoteKind
{
    /// <summary>For colleagues; the customer never sees it.</summary>
    Internal,

    /// <summary>What the customer reads about his case.</summary>
    ForCustomer,

    /// <summary>What the customer himself wrote on his page; nobody in the desk writes one.</summary>
    FromCustomer,
}

/// <summary>What a note for the customer is to him.</summary>
public enum NotePurpose
{
    /// <summary>News of his case.</summary>
    Information,

    /// <summary>It waits for his answer.</summary>
    Question,

    /// <summary>What was done about his matter; he reads the latest first when the case is closed.</summary>
    Solution,
}

/// <summary>What somebody wrote on a case beside its steps. It is never deleted; its author may correct it for a while.</summary>
internal sealed class CaseNote
{
    public required long Key { get; init; }
    public required long CaseKey { get; init; }
    public required NoteKind Kind { get; init; }

    /// <summary>More than <see cref="NotePurpose.Information"/> only in a note for the customer.</summary>
    public NotePurpose Purpose { get; init; }

    /// <summary>When the customer answered a question; null while it waits, and for all other notes.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>User name; <see cref="Access.CustomerHimself"/> for what the customer wrote.</summary>
    public required string Author { get; init; }

    /// <summary>Plain text; line breaks count.</summary>
    public required string Text { get; set; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When its author corrected it last; null for never.</summary>
    public DateTimeOffset? CorrectedAt { get; set; }

    /// <summary>What it said before each correction, the oldest first.</summary>
    public List<CaseNoteWording> Earlier { get; } = [];

    public List<CaseMention> Mentions { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<CaseNote>
    {
        public void Configure(EntityTypeBuilder<CaseNote> builder)
        {
            builder.ToTable("desk_case_note");
            builder.HasKey(note => note.Key);
            builder.Property(note => note.Key).ValueGeneratedNever();
            builder.Property(note => note.Kind).HasConversion<string>().HasMaxLength(20);
            builder
                .Property(note => note.Purpose)
                .HasConversion<string>()
                .HasMaxLength(20)
                .HasDefaultValue(NotePurpose.Information)
                .HasSentinel(NotePurpose.Information);
            builder.HasIndex(note => new { note.CaseKey, note.Key });
            builder.HasOne<Case>().WithMany().HasForeignKey(note => note.CaseKey);
            builder.HasMany(note => note.Earlier).WithOne().HasForeignKey(wording => wording.NoteKey);
            builder.HasMany(note => note.Mentions).WithOne().HasForeignKey(mention => mention.NoteKey);
        }
    }
}

/// <summary>What a note said until it was corrected.</summary>
internal sealed class CaseNoteWording
{
    public required long NoteKey { get; init; }
    public required DateTimeOffset Until { get; init; }
    public required string Text { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseNoteWording>
    {
        public void Configure(EntityTypeBuilder<CaseNoteWording> builder)
        {
            builder.ToTable("desk_case_note_wording");
            builder.HasKey(wording => new { wording.NoteKey, wording.Until });
        }
    }
}
