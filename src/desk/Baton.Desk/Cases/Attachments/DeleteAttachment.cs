using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Attachments;

/// <summary>A file to take off.</summary>
public sealed record DeleteAttachmentRequest(long Key);

/// <summary>
/// Takes a file with all its versions off an open case: one's own, or any as a holder of one of the case's tasks. The time line keeps its name.
/// </summary>
public sealed class DeleteAttachment(BatonRuntime runtime, DeskChanges changes)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, DeleteAttachmentRequest request, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await AttachmentRows.Find(db, user, request.Key, ct);
                if (row is null)
                    return Problems.NotFound("attachment", user.Language);
                var versions = await AttachmentRows.Versions(db, request.Key).ToListAsync(ct);
                if (row.CaseKey is { } caseKey)
                {
                    var owner = await db.Cases.AsNoTracking().SingleAsync(one => one.Key == caseKey, ct);
                    if (owner.IsClosed)
                        return Problems.Rejected("case-closed", user.Language, ("number", owner.Number));
                    var mayDelete =
                        versions.TrueForAll(one => one.UploadedBy == user.UserName)
                        || await db.WorkItems.AnyAsync(
                            item =>
                                item.CaseKey == caseKey
                                && item.ConsultationKey == null
                                && item.Status == Worklists.WorkItemStatus.Open
                                && item.Assignee == user.UserName,
                            ct
                        );
                    if (!mayDelete)
                        return Problems.Forbidden(user.Language);
                    Timeline.Add(db, unit, caseKey, TimelineCodes.AttachmentDeleted, user.UserName, null, ("file", row.FileName));
                    unit.AfterCommit(() => changes.Publish(DeskChanges.Case(caseKey)));
                }
                foreach (var version in versions)
                    (version.DeletedAt, version.DeletedBy) = (unit.Now, user.UserName);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/attachments/{key:long}",
                async (long key, DeskUser user, DeleteAttachment handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, new(key), ct))
            )
            .RequireSignIn()
            .Describe(
                "DeleteAttachment",
                "Take an attachment off with all its versions",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
