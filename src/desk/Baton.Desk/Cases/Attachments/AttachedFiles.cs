using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Cases.Attachments;

/// <summary>Files that were taken in become attachments of a case.</summary>
internal static class AttachedFiles
{
    /// <summary>The caller saves.</summary>
    /// <param name="db">Of the unit.</param>
    /// <param name="unit">In which they become attachments.</param>
    /// <param name="row">The case.</param>
    /// <param name="by">Who sent them.</param>
    /// <param name="files">What was taken in.</param>
    public static void Add(DeskDb db, UnitOfWork unit, Case row, string by, IReadOnlyList<TakenFile> files)
    {
        foreach (var file in files)
        {
            var attachment = new Attachment
            {
                Key = unit.NextKey(),
                CaseKey = row.Key,
                FileName = file.Name,
                ContentType = file.ContentType,
                Size = file.Content.Size,
                Sha256 = file.Content.Sha256,
                Scan = ScanStates.Of(file.Scan),
                UploadedBy = by,
                UploadedAt = unit.Now,
            };
            db.Attachments.Add(attachment);
            LateScan.Follow(unit, attachment);
            Timeline.Add(db, unit, row.Key, TimelineCodes.AttachmentAdded, by, null, ("file", file.Name));
        }
    }

    /// <summary>What tells a request that is sent again: where files come along, they must be the same.</summary>
    public static object Compared(object request, IReadOnlyList<TakenFile> files) =>
        files.Count == 0 ? request : new { Request = request, Files = files.Select(file => $"{file.Content.Sha256} {file.Name}") };
}
