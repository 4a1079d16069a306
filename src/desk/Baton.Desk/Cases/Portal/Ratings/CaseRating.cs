using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Portal.Ratings;

/// <summary>How the customer rates the result of his case; one for each case.</summary>
internal sealed class CaseRating
{
    public const int StarsMax = 5;
    public const int CommentMaxLength = 2000;

    public required long CaseKey { get; init; }

    /// <summary>1 (bad) to 5 (good).</summary>
    public required int Stars { get; set; }
    public string? Comment { get; set; }

    /// <summary>When he rated this closing of the case first; from then on he may change it for a while.</summary>
    public required DateTimeOffset RatedAt { get; set; }
    public DateTimeOffset? ChangedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseRating>
    {
        public void Configure(EntityTypeBuilder<CaseRating> builder)
        {
            builder.ToTable("desk_case_rating", table => table.HasCheckConstraint("ck_desk_case_rating_stars", "stars BETWEEN 1 AND 5"));
            builder.HasKey(rating => rating.CaseKey);
            builder.Property(rating => rating.CaseKey).ValueGeneratedNever();
            builder.Property(rating => rating.Comment).HasMaxLength(CommentMaxLength);
            builder.HasIndex(rating => rating.RatedAt);
            builder.HasOne<Case>().WithMany().HasForeignKey(rating => rating.CaseKey);
        }
    }
}

/// <summary>How a customer rated his case.</summary>
/// <param name="Stars">1 (bad) to 5 (good).</param>
/// <param name="Comment">What he wrote; null for nothing.</param>
/// <param name="RatedAt">When he rated it first.</param>
/// <param name="ChangedAt">When he changed it last; null for never.</param>
public sealed record CaseRatingView(int Stars, string? Comment, DateTimeOffset RatedAt, DateTimeOffset? ChangedAt)
{
    internal static CaseRatingView Of(CaseRating row) => new(row.Stars, row.Comment, row.RatedAt, row.ChangedAt);
}

/// <summary>When a case may be rated. Pure.</summary>
internal static class RatingRules
{
    /// <summary>Once for each closing; it may be changed for some days.</summary>
    public static bool MayRate(Case standing, CaseRating? rating, DateTimeOffset now, PortalOptions options) =>
        standing.IsClosed && (rating is null || IsOfEarlierClosing(standing, rating) || now - rating.RatedAt <= Changeable(options));

    /// <summary>The case was taken up again since, and closed once more.</summary>
    public static bool IsOfEarlierClosing(Case standing, CaseRating rating) => standing.ClosedAt > rating.RatedAt;

    private static TimeSpan Changeable(PortalOptions options) => TimeSpan.FromDays(options.RatingDays);
}
