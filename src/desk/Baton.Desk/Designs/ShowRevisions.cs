using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs;

/// <summary>A text that a design had, as a whole.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="Text">The whole XML or JSON.</param>
public sealed record RevisionText(int Revision, string Text);

/// <summary>Shows what a design was.</summary>
public sealed class ShowRevisions(DeskReader reader)
{
    /// <summary>The kept revisions, newest first.</summary>
    public async Task<Outcome<IReadOnlyList<RevisionView>>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!DesignGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<IReadOnlyList<RevisionView>>>(
            async db =>
            {
                var rows = await db.Set<DesignRevision>()
                    .Where(row => row.DesignKey == key)
                    .OrderByDescending(row => row.Revision)
                    .Select(row => new
                    {
                        row.Revision,
                        row.Author,
                        row.At,
                    })
                    .ToListAsync(ct);
                if (rows.Count == 0)
                    return DesignGuard.NotFound(user.Language);
                var names = await DeskUsers.Names(db, rows.Select(row => row.Author), ct);
                return rows.ConvertAll(row => new RevisionView(row.Revision, names.GetValueOrDefault(row.Author, row.Author), row.At));
            },
            ct
        );
    }

    /// <summary>One of them with its text.</summary>
    public async Task<Outcome<RevisionText>> Text(DeskUser user, long key, int revision, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!DesignGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var text = await reader.Read(
            db =>
                db.Set<DesignRevision>()
                    .Where(row => row.DesignKey == key && row.Revision == revision)
                    .Select(row => row.Text)
                    .FirstOrDefaultAsync(ct),
            ct
        );
        return text is null ? DesignTexts.Words.NotFound("version", user.Language) : new RevisionText(revision, text);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/designs/{key:long}/revisions",
                async (long key, DeskUser user, ShowRevisions handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(DesignGuard.Readers)
            .Describe("ListDesignRevisions", "The kept revisions of a design, newest first", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<RevisionView>>();
        routes
            .MapGet(
                "/designs/{key:long}/revisions/{revision:int}",
                async (long key, int revision, DeskUser user, ShowRevisions handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Text(user, key, revision, ct))
            )
            .RequirePermission(DesignGuard.Readers)
            .Describe("ShowDesignRevision", "The text of a kept revision", StatusCodes.Status404NotFound)
            .Produces<RevisionText>();
    }
}
