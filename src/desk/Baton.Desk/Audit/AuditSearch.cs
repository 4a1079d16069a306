using Baton.Desk.Access;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Desk.Texts;

namespace Baton.Desk.Audit;

/// <summary>Which entries of the audit log. Names bind from the query string.</summary>
public sealed record AuditSearch
{
    /// <summary>One of the kinds; all when empty.</summary>
    public string? Kind { get; init; }

    /// <summary>User name of who did it.</summary>
    public string? Actor { get; init; }

    /// <summary>Not before this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A part of what was changed or of its fields before and after.</summary>
    public string? Text { get; init; }

    /// <summary>Longer texts are cut for the search.</summary>
    private const int TextMaxLength = 200;

    internal IQueryable<AuditEntry> In(DeskDb db)
    {
        IQueryable<AuditEntry> rows = db.AuditEntries;
        if (Kind is { Length: > 0 } kind)
            rows = rows.Where(row => row.Kind == kind);
        if (!string.IsNullOrWhiteSpace(Actor))
        {
            var actor = DeskUsers.Normal(Actor);
            rows = rows.Where(row => row.Actor == actor);
        }
        if (From is { } from)
            rows = rows.Where(row => row.At >= from);
        if (To is { } to)
            rows = rows.Where(row => row.At < to);
        if (!string.IsNullOrWhiteSpace(Text))
        {
            var part = SearchText.Fold(Text.Trim()[..Math.Min(Text.Trim().Length, TextMaxLength)]);
            rows = rows.Where(row => row.SearchText.Contains(part));
        }
        return rows;
    }
}
