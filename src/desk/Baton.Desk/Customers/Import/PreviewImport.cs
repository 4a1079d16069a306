using Baton.Desk.Cases.Attachments;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers.Import;

/// <summary>Says what an import of a file would do, without doing it.</summary>
public sealed class PreviewImport(DeskReader reader, IOptions<DeskOptions> options, TimeProvider clock)
{
    private const int LinesShown = 20;
    private const int FaultsShown = 200;

    public async Task<Outcome<ImportPreview>> Handle(DeskUser user, ImportRequest request, CancellationToken ct)
    {
        if (!user.May(Permissions.ImportCustomers))
            return Problems.Forbidden(user.Language);
        var table = await TableFile.Read(request.Content, request.Length, user.Language, ct);
        if (table.Problem is { } unreadable)
            return unreadable;
        var planned = ImportPlan.Of(user, table.Value, request.Columns, options.Value.DefaultRegion);
        if (planned.Problem is { } wrong)
            return wrong;
        return await Look(planned.Value, request.Progress, ct);
    }

    private async Task<ImportPreview> Look(ImportPlan plan, Action<int, int>? progress, CancellationToken ct)
    {
        var tally = new ImportTally();
        var bodies = new Dictionary<string, NamedBody>(StringComparer.Ordinal);
        var first = new List<ImportLine>();
        // Keys of customers who are not made: no row has one below zero.
        var key = 0L;
        foreach (var batch in plan.Batches)
        {
            var lines = await reader.Read(db => plan.Decide(db, batch, bodies, () => --key, clock.GetUtcNow(), ct), ct);
            tally.Add(lines);
            first.AddRange(
                lines.Take(LinesShown - first.Count).Select(line => new ImportLine(line.Line.Line, line.Result, line.Line.Cells))
            );
            progress?.Invoke(tally.Total, plan.Count);
        }
        return new(plan.Columns, first, tally.Counts, [.. tally.Faults.Take(FaultsShown)]);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/customers/import/preview",
                (string? columns, DeskUser user, PreviewImport handler, HttpContext context, CancellationToken ct) =>
                    UploadBody.Open(
                        context,
                        async file =>
                            Answer.Ok(await handler.Handle(user, new(columns) { Content = file.Content, Length = file.Length }, ct)),
                        ct
                    )
            )
            .RequirePermission(Permissions.ImportCustomers)
            .Describe(
                "PreviewCustomerImport",
                "What an import of customers would do: multipart/form-data, CSV or Excel",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status413PayloadTooLarge
            )
            .TakesQuery(UploadBody.FileName)
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream")
            .Produces<ImportPreview>();
}
