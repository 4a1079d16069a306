using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs;

/// <summary>Which designs.</summary>
/// <param name="Kind">Of this kind; null for all.</param>
/// <param name="State">In this state; null for all that nobody discarded.</param>
/// <param name="Search">With this in its name or id; null for all.</param>
public sealed record ListDesignsRequest(DesignKind? Kind = null, DesignState? State = null, string? Search = null);

/// <summary>Lists the designs of everybody, those changed last first.</summary>
public sealed class ListDesigns(DeskReader reader)
{
    private const int Most = 500;

    public async Task<Outcome<IReadOnlyList<DesignLine>>> Handle(DeskUser user, ListDesignsRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!DesignGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        return await reader.Read(
            async db =>
            {
                var query = db.Set<Design>().AsQueryable();
                if (request.Kind is { } kind)
                    query = query.Where(row => row.Kind == kind);
                query = request.State is { } state
                    ? query.Where(row => row.State == state)
                    : query.Where(row => row.State != DesignState.Discarded);
                if (request.Search?.Trim().ToLowerInvariant() is { Length: > 0 } wanted)
                {
#pragma warning disable CA1304, CA1311, CA1862 // The database lowers it.
                    query = query.Where(row => row.Name.ToLower().Contains(wanted) || row.ModelId.ToLower().Contains(wanted));
#pragma warning restore CA1304, CA1311, CA1862
                }
                // Without the texts, which are large.
                var rows = await query
                    .OrderByDescending(row => row.ChangedAt)
                    .ThenBy(row => row.Key)
                    .Take(Most)
                    .Select(row => new Design
                    {
                        Key = row.Key,
                        Kind = row.Kind,
                        ModelId = row.ModelId,
                        Name = row.Name,
                        Text = "",
                        Revision = row.Revision,
                        BasedOnVersion = row.BasedOnVersion,
                        State = row.State,
                        CreatedBy = row.CreatedBy,
                        CreatedAt = row.CreatedAt,
                        ChangedBy = row.ChangedBy,
                        ChangedAt = row.ChangedAt,
                        Drawers = row.Drawers,
                        ReviewAskedBy = row.ReviewAskedBy,
                        ApprovedBy = row.ApprovedBy,
                        Comment = row.Comment,
                        DeployAt = row.DeployAt,
                        DeployBy = row.DeployBy,
                        DeployFailure = row.DeployFailure,
                        DeployedVersion = row.DeployedVersion,
                    })
                    .ToListAsync(ct);
                var names = await DeskUsers.Names(db, rows.SelectMany(DesignLine.People), ct);
                return Outcome.Of<IReadOnlyList<DesignLine>>(rows.ConvertAll(row => DesignLine.Of(row, names)));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/designs",
                async (
                    Word<DesignKind>? kind,
                    Word<DesignState>? state,
                    string? search,
                    DeskUser user,
                    ListDesigns handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, new(kind?.Value, state?.Value, search), ct))
            )
            .RequirePermission(DesignGuard.Readers)
            .Describe("ListDesigns", "The designs of everybody, those changed last first", StatusCodes.Status400BadRequest)
            .Produces<IReadOnlyList<DesignLine>>();
}
