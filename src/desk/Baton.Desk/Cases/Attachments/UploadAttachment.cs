using System.Text.Json.Serialization;
using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Attachments;

/// <summary>Where a file goes: to a case, or to one's own draft of a case.</summary>
public sealed record UploadAttachmentRequest(string? CaseNumber, string? DraftKey, string FileName)
{
    /// <summary>The file; read once, to its end.</summary>
    [JsonIgnore]
    public required Stream Content { get; init; }

    /// <summary>Its length where that is known before; too long a file is then refused unread.</summary>
    public long? Length { get; init; }
}

/// <summary>Attaches a file. The bytes are kept before the row is committed; a refused file leaves nothing behind.</summary>
public sealed class UploadAttachment(BatonRuntime runtime, AttachmentIntake intake, DeskChanges changes)
{
    public async Task<Outcome<AttachmentView>> Handle(DeskUser user, UploadAttachmentRequest request, CancellationToken ct)
    {
        var incoming = new IncomingFile(request.FileName, request.Content, request.Length);
        var taken = await intake.Take(user, incoming, async db => (await Target(db, user, request, ct)).Problem, ct);
        if (taken.Problem is { } problem)
            return problem;
        return await runtime.Write<AttachmentView>(unit => Record(unit, user, request, taken.Value, ct), ct);
    }

    private async ValueTask<Outcome<AttachmentView>> Record(
        UnitOfWork unit,
        DeskUser user,
        UploadAttachmentRequest request,
        TakenFile file,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var target = await Target(db, user, request, ct);
        if (target.Problem is { } refused)
            return refused;
        var row = new Attachment
        {
            Key = unit.NextKey(),
            CaseKey = target.Value,
            DraftKey = target.Value is null ? request.DraftKey : null,
            FileName = file.Name,
            ContentType = file.ContentType,
            Size = file.Content.Size,
            Sha256 = file.Content.Sha256,
            Scan = ScanStates.Of(file.Scan),
            UploadedBy = user.UserName,
            UploadedAt = unit.Now,
        };
        db.Attachments.Add(row);
        LateScan.Follow(unit, row);
        if (target.Value is { } caseKey)
        {
            Timeline.Add(db, unit, caseKey, TimelineCodes.AttachmentAdded, user.UserName, null, ("file", file.Name));
            unit.AfterCommit(() => changes.Publish(DeskChanges.Case(caseKey)));
        }
        await db.SaveChangesAsync(ct);
        return AttachmentRows.View(row, await DeskUsers.Names(db, [user.UserName], ct));
    }

    /// <summary>The key of the case, null for a draft, or why not.</summary>
    private static async Task<Outcome<long?>> Target(DeskDb db, DeskUser user, UploadAttachmentRequest request, CancellationToken ct)
    {
        if (request.CaseNumber is null)
        {
            return Permissions.OpenSomeCases.Any(user.May) && request.DraftKey is { Length: > 0 and <= 100 }
                ? (long?)null
                : Problems.Forbidden(user.Language);
        }
        var row = await CaseGuard.Find(db, user, request.CaseNumber, ct);
        if (row is null)
            return Problems.NotFound("case", user.Language);
        if (!user.May(Permissions.WorkOnTasks) && !user.May(Permissions.OpenCases))
            return Problems.Forbidden(user.Language);
        return row.IsClosed ? Problems.Rejected("case-closed", user.Language, ("number", row.Number)) : row.Key;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/cases/{number}/attachments",
                (string number, DeskUser user, UploadAttachment handler, HttpContext context, CancellationToken ct) =>
                    UploadBody.Take(
                        context,
                        file => handler.Handle(user, new(number, null, file.Name) { Content = file.Content, Length = file.Length }, ct),
                        ct
                    )
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("UploadAttachment", "Attach a file to a case: multipart/form-data, or the bytes with ?fileName=", Refusals)
            .TakesQuery(UploadBody.FileName)
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream")
            .Produces<AttachmentView>(StatusCodes.Status201Created);
        routes
            .MapPost(
                "/drafts/{key}/attachments",
                (string key, DeskUser user, UploadAttachment handler, HttpContext context, CancellationToken ct) =>
                    UploadBody.Take(
                        context,
                        file => handler.Handle(user, new(null, key, file.Name) { Content = file.Content, Length = file.Length }, ct),
                        ct
                    )
            )
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe("UploadDraftAttachment", "Attach a file to a draft", Refusals)
            .TakesQuery(UploadBody.FileName)
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream")
            .Produces<AttachmentView>(StatusCodes.Status201Created);
    }

    internal static int[] Refusals =>
        [
            StatusCodes.Status400BadRequest,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status503ServiceUnavailable,
        ];
}
