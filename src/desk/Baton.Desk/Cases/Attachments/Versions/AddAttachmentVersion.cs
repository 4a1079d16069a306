using System.Text.Json.Serialization;
using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Attachments.Versions;

/// <summary>A file that takes the place of an attachment's latest version.</summary>
/// <param name="Key">The attachment.</param>
/// <param name="FileName">The name of the file; it may differ from that of the version before.</param>
/// <param name="Comment">What has changed; up to 500 characters.</param>
public sealed record AddAttachmentVersionRequest(long Key, string FileName, string? Comment)
{
    /// <summary>The file; read once, to its end.</summary>
    [JsonIgnore]
    public required Stream Content { get; init; }

    /// <summary>Its length where that is known before; too long a file is then refused unread.</summary>
    public long? Length { get; init; }
}

/// <summary>Adds a version to an attachment: whoever may attach files to its case may do so. The versions before stay readable.</summary>
public sealed class AddAttachmentVersion(BatonRuntime runtime, AttachmentIntake intake, DeskChanges changes)
{
    public async Task<Outcome<AttachmentView>> Handle(DeskUser user, AddAttachmentVersionRequest request, CancellationToken ct)
    {
        if (request.Comment?.Length > Attachment.CommentMaxLength)
            return Problems.Invalid(user.Language, Problems.Field("comment", "length", "attachment.comment", user.Language));
        var incoming = new IncomingFile(request.FileName, request.Content, request.Length);
        var taken = await intake.Take(user, incoming, async db => (await Latest(db, user, request.Key, ct)).Problem, ct);
        if (taken.Problem is { } problem)
            return problem;
        return await runtime.Write<AttachmentView>(unit => Record(unit, user, request, taken.Value, ct), ct);
    }

    private async ValueTask<Outcome<AttachmentView>> Record(
        UnitOfWork unit,
        DeskUser user,
        AddAttachmentVersionRequest request,
        TakenFile file,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var found = await Latest(db, user, request.Key, ct);
        if (found.Problem is { } refused)
            return refused;
        var latest = found.Value;
        if (latest.Sha256 == file.Content.Sha256)
            return Problems.Rejected("attachment-unchanged", user.Language, ("file", latest.FileName), ("version", $"{latest.Version}"));
        // Of two servers only one finds the row still to be the latest.
        var replaced = db.Attachments.Where(row => row.Key == latest.Key && row.ReplacedAt == null);
        if (await replaced.ExecuteUpdateAsync(set => set.SetProperty(row => row.ReplacedAt, unit.Now), ct) == 0)
            return Problems.Changed(user.Language);
        var row = Next(unit, user, request, latest, file);
        db.Attachments.Add(row);
        LateScan.Follow(unit, row);
        if (latest.CaseKey is { } caseKey)
        {
            Timeline.Add(
                db,
                unit,
                caseKey,
                TimelineCodes.AttachmentVersionAdded,
                user.UserName,
                null,
                ("file", row.FileName),
                ("version", $"{row.Version}"),
                ("reason", row.Comment)
            );
            unit.AfterCommit(() => changes.Publish(DeskChanges.Case(caseKey)));
        }
        await db.SaveChangesAsync(ct);
        return AttachmentRows.View(row, await DeskUsers.Names(db, [user.UserName], ct));
    }

    private static Attachment Next(
        UnitOfWork unit,
        DeskUser user,
        AddAttachmentVersionRequest request,
        Attachment latest,
        TakenFile file
    ) =>
        new()
        {
            Key = unit.NextKey(),
            VersionOf = request.Key,
            Version = latest.Version + 1,
            Comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim(),
            CaseKey = latest.CaseKey,
            DraftKey = latest.DraftKey,
            FileName = file.Name,
            ContentType = file.ContentType,
            Size = file.Content.Size,
            Sha256 = file.Content.Sha256,
            Scan = ScanStates.Of(file.Scan),
            UploadedBy = user.UserName,
            UploadedAt = unit.Now,
        };

    /// <summary>The version to replace, or why it may not be replaced.</summary>
    private static async Task<Outcome<Attachment>> Latest(DeskDb db, DeskUser user, long key, CancellationToken ct)
    {
        var row = await AttachmentRows.Find(db, user, key, ct);
        if (row is null)
            return Problems.NotFound("attachment", user.Language);
        if (!user.May(Permissions.WorkOnTasks) && !user.May(Permissions.OpenCases))
            return Problems.Forbidden(user.Language);
        var owner = await db.Cases.AsNoTracking().SingleOrDefaultAsync(one => one.Key == row.CaseKey, ct);
        return owner is { IsClosed: true } ? Problems.Rejected("case-closed", user.Language, ("number", owner.Number)) : row;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/attachments/{key:long}/versions",
                (long key, string? comment, DeskUser user, AddAttachmentVersion handler, HttpContext context, CancellationToken ct) =>
                    UploadBody.Take(
                        context,
                        file => handler.Handle(user, new(key, file.Name, comment) { Content = file.Content, Length = file.Length }, ct),
                        ct
                    )
            )
            .RequireSignIn()
            .Describe(
                "AddAttachmentVersion",
                "Add a version to an attachment: multipart/form-data, or the bytes with ?fileName=; ?comment= says what changed",
                UploadAttachment.Refusals
            )
            .TakesQuery(UploadBody.FileName)
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream")
            .Produces<AttachmentView>(StatusCodes.Status201Created);
}
