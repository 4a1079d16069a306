using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>The attachments of the case that go with a mail, each in its latest version.</summary>
internal static class AnswerFiles
{
    public const int Most = 10;

    /// <summary>Of all together; servers seldom take more.</summary>
    public const long BytesMax = 20L * 1024 * 1024;

    private const string Field = "files";

    public static async Task<(IReadOnlyList<MessageFile> Files, FieldProblem? Problem)> Find(
        DeskDb db,
        DeskUser user,
        Case row,
        IReadOnlyList<long> keys,
        CancellationToken ct
    )
    {
        var files = new List<MessageFile>();
        foreach (var key in keys.Distinct())
        {
            var found = await AttachmentRows.Find(db, user, key, ct);
            if (found?.CaseKey != row.Key)
                return ([], MailTexts.Words.Field(Field, "unknown", "file-unknown", user.Language));
            if (found.Scan == ScanStates.Waiting)
                return ([], MailTexts.Words.Field(Field, "waiting", "file-waiting", user.Language, ("name", found.FileName)));
            files.Add(new(found.Key, found.FileName, found.ContentType, found.Size, found.Sha256));
        }
        return files.Sum(file => (long)file.Size) > BytesMax
            ? ([], MailTexts.Words.Field(Field, "maxSize", "files-too-large", user.Language, ("max", $"{BytesMax / 1024 / 1024}")))
            : (files, null);
    }
}
