using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Attachments;

/// <summary>A file on a case.</summary>
public sealed record AttachmentView(
    long Key,
    string FileName,
    string ContentType,
    int Size,
    string? UploadedBy,
    string? UploadedByName,
    DateTimeOffset UploadedAt
);

/// <summary>The attachments that are there: not deleted, of a case or of a user's draft.</summary>
internal static class AttachmentRows
{
    public static IQueryable<Attachment> OfDraft(DeskDb db, DeskUser user, string draftKey) =>
        db.Attachments.Where(row =>
            row.CaseKey == null && row.DeletedAt == null && row.UploadedBy == user.UserName && row.DraftKey == draftKey
        );

    public static IQueryable<Attachment> OfCase(DeskDb db, long caseKey) =>
        db.Attachments.Where(row => row.CaseKey == caseKey && row.DeletedAt == null);

    public static AttachmentView View(Attachment row, IReadOnlyDictionary<string, string> names) =>
        new(
            row.Key,
            row.FileName,
            row.ContentType,
            row.Size,
            row.UploadedBy,
            row.UploadedBy is null ? null : names.GetValueOrDefault(row.UploadedBy, row.UploadedBy),
            row.UploadedAt
        );

    /// <summary>The attachment if the user may read its case, or if it is on his own draft.</summary>
    public static async Task<Attachment?> Find(DeskDb db, DeskUser user, long key, CancellationToken ct)
    {
        var row = await db.Attachments.SingleOrDefaultAsync(one => one.Key == key && one.DeletedAt == null, ct);
        if (row is null)
            return null;
        if (row.CaseKey is not { } caseKey)
            return row.UploadedBy == user.UserName ? row : null;
        var mayRead = CaseGuard.MayReadSome(user) && await CaseGuard.Readable(db, user).AnyAsync(one => one.Key == caseKey, ct);
        return mayRead ? row : null;
    }
}
