using System.Text.Json;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Drafts;

/// <summary>A draft to save.</summary>
/// <param name="Key">Any name that the screen chooses, up to 100 characters.</param>
/// <param name="Content">What was typed; any JSON.</param>
public sealed record SaveDraftRequest(string Key, JsonElement Content);

/// <summary>A draft in a list.</summary>
public sealed record DraftLine(string Key, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A draft with what was typed and the files that were attached so far.</summary>
public sealed record DraftView(
    string Key,
    JsonElement Content,
    IReadOnlyList<AttachmentView> Attachments,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);

/// <summary>Keeps what a user types, as he types it. Drafts are one's own; nobody else sees them.</summary>
public sealed class SaveDraft(BatonRuntime runtime)
{
    private const int ContentMaxLength = 256 * 1024;

    public async Task<Outcome<DraftLine>> Handle(DeskUser user, SaveDraftRequest request, CancellationToken ct)
    {
        if (!Permissions.OpenSomeCases.Any(user.May))
            return Problems.Forbidden(user.Language);
        if (request.Key is not { Length: > 0 and <= 100 })
            return Problems.Invalid(user.Language, Problems.Field("key", "required", "draft.key", user.Language));
        var content = request.Content.ValueKind == JsonValueKind.Undefined ? "{}" : request.Content.GetRawText();
        if (content.Length > ContentMaxLength)
            return Problems.Invalid(user.Language, Problems.Field("content", "maxLength", "draft.too-long", user.Language));
        return await runtime.Write<DraftLine>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var draft = await db.Drafts.FindAsync([user.UserName, request.Key], ct);
                if (draft is null)
                {
                    var made = new Draft
                    {
                        UserName = user.UserName,
                        Key = request.Key,
                        Content = content,
                        CreatedAt = unit.Now,
                    };
                    draft = db.Drafts.Add(made).Entity;
                }
                draft.Content = content;
                draft.UpdatedAt = unit.Now;
                await db.SaveChangesAsync(ct);
                return new DraftLine(draft.Key, draft.CreatedAt, draft.UpdatedAt);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/drafts/{key}",
                async (string key, JsonElement content, DeskUser user, SaveDraft handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key, content), ct))
            )
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe("SaveDraft", "Keep a half-typed case", StatusCodes.Status400BadRequest)
            .Produces<DraftLine>();
}

/// <summary>A draft to read.</summary>
public sealed record GetDraftRequest(string Key);

/// <summary>Reads one of one's own drafts.</summary>
public sealed class GetDraft(DeskReader reader)
{
    public async Task<Outcome<DraftView>> Handle(DeskUser user, GetDraftRequest request, CancellationToken ct)
    {
        var view = await reader.Read(
            async db =>
            {
                var draft = await db.Drafts.SingleOrDefaultAsync(row => row.UserName == user.UserName && row.Key == request.Key, ct);
                if (draft is null)
                    return null;
                var files = await AttachmentRows.OfDraft(db, user, request.Key).Latest().ToListAsync(ct);
                var names = new Dictionary<string, string>(StringComparer.Ordinal) { [user.UserName] = user.DisplayName };
                using var content = JsonDocument.Parse(draft.Content);
                return new DraftView(
                    draft.Key,
                    content.RootElement.Clone(),
                    files.ConvertAll(file => AttachmentRows.View(file, names)),
                    draft.CreatedAt,
                    draft.UpdatedAt
                );
            },
            ct
        );
        return view is null ? Problems.NotFound("draft", user.Language) : view;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/drafts/{key}",
                async (string key, DeskUser user, GetDraft handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key), ct))
            )
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe("GetDraft", "One of my drafts", StatusCodes.Status404NotFound)
            .Produces<DraftView>();
}

/// <summary>Lists one's own drafts, the last touched first.</summary>
public sealed class ListDrafts(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<DraftLine>>> Handle(DeskUser user, CancellationToken ct)
    {
        var drafts = await reader.Read(
            db =>
                db.Drafts.Where(row => row.UserName == user.UserName)
                    .OrderByDescending(row => row.UpdatedAt)
                    .ThenBy(row => row.Key)
                    .Select(row => new DraftLine(row.Key, row.CreatedAt, row.UpdatedAt))
                    .ToListAsync(ct),
            ct
        );
        return Outcome.Of<IReadOnlyList<DraftLine>>(drafts);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/drafts", async (DeskUser user, ListDrafts handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct)))
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe("ListDrafts", "My drafts")
            .Produces<IReadOnlyList<DraftLine>>();
}

/// <summary>A draft to throw away.</summary>
public sealed record DeleteDraftRequest(string Key);

/// <summary>Throws a draft away, with the files on it. A draft that is not there is as good as thrown away.</summary>
public sealed class DeleteDraft(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, DeleteDraftRequest request, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                await db.Drafts.Where(row => row.UserName == user.UserName && row.Key == request.Key).ExecuteDeleteAsync(ct);
                foreach (var file in await AttachmentRows.OfDraft(db, user, request.Key).ToListAsync(ct))
                {
                    file.DeletedAt = unit.Now;
                    file.DeletedBy = user.UserName;
                }
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/drafts/{key}",
                async (string key, DeskUser user, DeleteDraft handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, new(key), ct))
            )
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe("DeleteDraft", "Throw a draft away")
            .Produces(StatusCodes.Status204NoContent);
}
