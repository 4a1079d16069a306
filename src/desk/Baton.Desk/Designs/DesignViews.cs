using Baton.Desk.Access;
using Baton.Desk.Storage;

namespace Baton.Desk.Designs;

/// <summary>A design in a list.</summary>
public sealed record DesignLine
{
    public required long Key { get; init; }
    public required DesignKind Kind { get; init; }
    public required string ModelId { get; init; }
    public required string Name { get; init; }
    public required DesignState State { get; init; }

    /// <summary>Counts the saves; name it when you save.</summary>
    public required int Revision { get; init; }

    /// <summary>The deployed version from which it was drawn on; null for none.</summary>
    public int? BasedOnVersion { get; init; }

    /// <summary>The version that it became last; null for none.</summary>
    public int? DeployedVersion { get; init; }
    public required string CreatedBy { get; init; }
    public required string CreatedByName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string ChangedBy { get; init; }
    public required string ChangedByName { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Names of those who drew since it was last approved.</summary>
    public required IReadOnlyList<string> DrawnByNames { get; init; }

    /// <summary>User name of who asked for the review.</summary>
    public string? ReviewAskedBy { get; init; }

    /// <summary>Name of who approved the text as it is now; null where nobody has.</summary>
    public string? ApprovedByName { get; init; }

    /// <summary>When it is to be deployed; null unless it is scheduled.</summary>
    public DateTimeOffset? DeployAt { get; init; }

    /// <summary>Name of who set that time.</summary>
    public string? DeployByName { get; init; }

    /// <summary>Whether it is deployed then even where kept runs come out differently.</summary>
    public bool DeployRegardless { get; init; }

    /// <summary>Why it is deployed then.</summary>
    public string? Comment { get; init; }

    /// <summary>Why the last deployment at a set time was refused; null when it was not.</summary>
    public string? DeployFailure { get; init; }

    internal static IEnumerable<string?> People(Design row) => [row.CreatedBy, row.ChangedBy, row.ApprovedBy, row.DeployBy, .. row.DrawnBy];

    internal static DesignLine Of(Design row, Dictionary<string, string> names)
    {
        return new()
        {
            Key = row.Key,
            Kind = row.Kind,
            ModelId = row.ModelId,
            Name = row.Name,
            State = row.State,
            Revision = row.Revision,
            BasedOnVersion = row.BasedOnVersion,
            DeployedVersion = row.DeployedVersion,
            CreatedBy = row.CreatedBy,
            CreatedByName = Name(row.CreatedBy)!,
            CreatedAt = row.CreatedAt,
            ChangedBy = row.ChangedBy,
            ChangedByName = Name(row.ChangedBy)!,
            ChangedAt = row.ChangedAt,
            DrawnByNames = [.. row.DrawnBy.Select(one => Name(one)!)],
            ReviewAskedBy = row.ReviewAskedBy,
            ApprovedByName = Name(row.ApprovedBy),
            DeployAt = row.DeployAt,
            DeployByName = Name(row.DeployBy),
            DeployRegardless = row.DeployRegardless,
            Comment = row.Comment,
            DeployFailure = row.DeployFailure,
        };

        string? Name(string? userName) => userName is null ? null : names.GetValueOrDefault(userName, userName);
    }

    internal static async Task<DesignLine> Of(DeskDb db, Design row, CancellationToken ct) =>
        Of(row, await DeskUsers.Names(db, People(row), ct));
}

/// <summary>What somebody did with a design or said about it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Deed">What was done.</param>
/// <param name="Revision">The revision that it is about.</param>
/// <param name="Author">User name.</param>
/// <param name="AuthorName">The name shown to people.</param>
/// <param name="At">When.</param>
/// <param name="Text">What he said; null for nothing.</param>
/// <param name="ElementId">The element that it is about; null for the whole.</param>
public sealed record RemarkView(
    long Key,
    DesignDeed Deed,
    int Revision,
    string Author,
    string AuthorName,
    DateTimeOffset At,
    string? Text,
    string? ElementId
);

/// <summary>A design as a whole.</summary>
/// <param name="Design">What lists show of it.</param>
/// <param name="Text">The whole XML or JSON.</param>
/// <param name="Remarks">What was done and said, oldest first.</param>
/// <param name="NeedsAnother">Whether somebody who has not drawn must approve it before it can be deployed.</param>
public sealed record DesignView(DesignLine Design, string Text, IReadOnlyList<RemarkView> Remarks, bool NeedsAnother);

/// <summary>A text that a design had.</summary>
/// <param name="Revision">Its number; smaller ones that the same person saved shortly before are not kept.</param>
/// <param name="AuthorName">Who saved it.</param>
/// <param name="At">When.</param>
public sealed record RevisionView(int Revision, string AuthorName, DateTimeOffset At);
