using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers.Import;

/// <summary>
/// Takes customers from a file, found again by their numbers: a line is taken as a whole or refused, and the same file once more changes nothing. Lines
/// go in units of work of at most <see cref="ImportPlan.Batch"/>; what is done when somebody gives up stays.
/// </summary>
public sealed class ImportCustomers(BatonRuntime runtime, IOptions<DeskOptions> options)
{
    public async Task<Outcome<ImportReport>> Handle(DeskUser user, ImportRequest request, CancellationToken ct)
    {
        if (!user.May(Permissions.ImportCustomers))
            return Problems.Forbidden(user.Language);
        var table = await TableFile.Read(request.Content, request.Length, user.Language, ct);
        if (table.Problem is { } unreadable)
            return unreadable;
        var planned = ImportPlan.Of(user, table.Value, request.Columns, options.Value.DefaultRegion);
        if (planned.Problem is { } wrong)
            return wrong;
        var tally = new ImportTally();
        try
        {
            foreach (var batch in planned.Value.Batches)
            {
                var taken = await Take(planned.Value, batch, ct);
                if (taken.Problem is { } problem)
                    return problem;
                tally.Add(taken.Value);
                request.Progress?.Invoke(tally.Total, planned.Value.Count);
            }
        }
        finally
        {
            await Log(user, tally.Counts);
        }
        return new ImportReport(tally.Counts, tally.Faults);
    }

    private Task<Outcome<List<PlannedLine>>> Take(ImportPlan plan, TableLine[] batch, CancellationToken ct) =>
        runtime.Write<List<PlannedLine>>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var bodies = new Dictionary<string, NamedBody>(StringComparer.Ordinal);
                var lines = await plan.Decide(db, batch, bodies, unit.NextKey, unit.Now, ct);
                db.Customers.AddRange(lines.Where(line => line.Result == ImportResults.New).Select(line => line.Customer!));
                await KeyAccounts.Save(db, unit, ct);
                return lines;
            },
            ct
        );

    /// <summary>Also of an import that somebody gave up, as far as it came.</summary>
    private async Task Log(DeskUser user, ImportCounts counts) =>
        await runtime.Write<Done>(async unit =>
        {
            await using var db = DeskDb.In(unit);
            var detail = string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.New} new, {counts.Changed} changed, {counts.Unchanged} unchanged, {counts.Refused} refused"
            );
            db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.CustomersImported, user.UserName, null, detail));
            await db.SaveChangesAsync();
            return Done.Outcome;
        });

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/customers/import",
                (string? columns, DeskUser user, ImportCustomers handler, HttpContext context, CancellationToken ct) =>
                    UploadBody.Open(
                        context,
                        async file =>
                            Answer.Ok(await handler.Handle(user, new(columns) { Content = file.Content, Length = file.Length }, ct)),
                        ct
                    )
            )
            .RequirePermission(Permissions.ImportCustomers)
            .Describe(
                "ImportCustomers",
                "Import customers by their numbers: multipart/form-data, CSV or Excel",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status413PayloadTooLarge
            )
            .TakesQuery(UploadBody.FileName)
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream")
            .Produces<ImportReport>();
}
