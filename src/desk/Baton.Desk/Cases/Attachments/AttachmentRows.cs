using Baton.Desk.Cases.Attachments.Previews;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Attachments;

/// <summary>A file on a case.</summary>
/// <param name="Key">By which it is addressed, whatever the version.</param>
/// <param name="FileName">As it was sent.</param>
/// <param name="ContentType">What it is by its content.</param>
/// <param name="IsAsNamed">False when the name promises something else than the content is: a reason to be careful.</param>
/// <param name="Preview">How the desk shows it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Hash of the content, lower-case hexadecimal.</param>
/// <param name="UploadedBy">User name; null when the system made it.</param>
/// <param name="UploadedByName">Name of the person.</param>
/// <param name="UploadedAt">When it came.</param>
/// <param name="Version">Counts from 1; in lists of attachments the latest.</param>
/// <param name="Comment">What its sender says has changed.</param>
/// <param name="Scan">What the virus scanner said: clean; waiting, as it has not answered yet; null where none is set up.</param>
public sealed record AttachmentView(
    long Key,
    string FileName,
    string ContentType,
    bool IsAsNamed,
    PreviewKind Preview,
    int Size,
    string Sha256,
    string? UploadedBy,
    string? UploadedByName,
    DateTimeOffset UploadedAt,
    int Version,
    string? Comment,
    string? Scan
)
{
    /// <summary>Number of the merged case that it is on; null where it is on the case that is read.</summary>
    public string? FromCase { get; init; }
}

/// <summary>The attachments that are there: not deleted, of a case or of a user's draft, in all their versions.</summary>
internal static class AttachmentRows
{
    public static IQueryable<Attachment> OfDraft(DeskDb db, DeskUser user, string draftKey) =>
        db.Attachments.Where(row =>
            row.CaseKey == null && row.DeletedAt == null && row.UploadedBy == user.UserName && row.DraftKey == draftKey
        );

    public static IQueryable<Attachment> OfCase(DeskDb db, long caseKey) => OfCases(db, [caseKey]);

    public static IQueryable<Attachment> OfCases(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        db.Attachments.Where(row => row.CaseKey != null && caseKeys.Contains(row.CaseKey.Value) && row.DeletedAt == null);

    /// <summary>The latest versions, in the order in which the first ones came.</summary>
    public static IQueryable<Attachment> Latest(this IQueryable<Attachment> rows) =>
        rows.Where(row => row.ReplacedAt == null).OrderBy(row => row.VersionOf ?? row.Key);

    /// <summary>All versions of an attachment.</summary>
    public static IQueryable<Attachment> Versions(DeskDb db, long key) =>
        db.Attachments.Where(row => (row.Key == key && row.VersionOf == null || row.VersionOf == key) && row.DeletedAt == null);

    public static AttachmentView View(Attachment row, IReadOnlyDictionary<string, string> names) =>
        new(
            row.VersionOf ?? row.Key,
            row.FileName,
            row.ContentType,
            FileRules.IsAsNamed(row.FileName, row.ContentType),
            PreviewKinds.Of(row.ContentType),
            row.Size,
            row.Sha256,
            row.UploadedBy,
            row.UploadedBy is null ? null : names.GetValueOrDefault(row.UploadedBy, row.UploadedBy),
            row.UploadedAt,
            row.Version,
            row.Comment,
            row.Scan
        );

    /// <summary>A version of the attachment, the latest when null, if the user may read its case or the one that this is merged into, or if it is
    /// on his own draft.</summary>
    public static async Task<Attachment?> Find(DeskDb db, DeskUser user, long key, CancellationToken ct, int? version = null)
    {
        var row = await Versions(db, key)
            .SingleOrDefaultAsync(one => version == null ? one.ReplacedAt == null : one.Version == version, ct);
        if (row is null)
            return null;
        if (row.IncomingKey is { } incoming)
            return await InboxGuard.Readable(db, user).AnyAsync(one => one.Key == incoming, ct) ? row : null;
        if (row.CaseKey is not { } caseKey)
            return row.UploadedBy == user.UserName ? row : null;
        var mayRead =
            CaseGuard.MayReadSome(user)
            && await CaseGuard
                .Readable(db, user)
                .AnyAsync(one => one.Key == caseKey || db.Cases.Any(below => below.Key == caseKey && below.MergedIntoKey == one.Key), ct);
        return mayRead ? row : null;
    }
}
