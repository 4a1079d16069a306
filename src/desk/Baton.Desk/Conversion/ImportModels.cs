using Baton.Desk.Designs;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Conversion;

/// <summary>What became of one model.</summary>
/// <param name="Name">The file, with the ZIP file before it.</param>
/// <param name="Design">The design that began with it; null where it was not taken.</param>
/// <param name="Fault">Why it was not taken; null where it was.</param>
public sealed record ImportedFile(string Name, DesignLine? Design, string? Fault);

/// <summary>Begins a design with each uploaded model that can be read, for those who draw. Nothing is deployed.</summary>
public sealed class ImportModels(PreviewImport preview, StartDesign startDesign)
{
    public async Task<Outcome<IReadOnlyList<ImportedFile>>> Handle(DeskUser user, ImportModelsRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var looked = await preview.Handle(user, request, ct);
        if (looked.Problem is { } problem)
            return problem;
        var outcomes = new List<ImportedFile>();
        foreach (var model in looked.Value.Where(one => request.Names?.Contains(one.Name, StringComparer.Ordinal) != false))
        {
            if (model.Fault is { } fault)
            {
                outcomes.Add(new(model.Name, null, fault));
                continue;
            }
            var name = model.Title ?? model.ModelId!;
            var wanted = new StartDesignRequest(model.Kind!.Value, name.Length > 200 ? name[..200] : name)
            {
                Text = model.Text,
                AsCopy = request.AsCopies,
            };
            var started = await startDesign.Handle(user, wanted, ct);
            outcomes.Add(
                started.Problem is { } refused
                    ? new(model.Name, null, refused.Fields is [var first, ..] ? first.Message : refused.Detail)
                    : new(model.Name, started.Value, null)
            );
        }
        return outcomes;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/conversion/import",
                async (ImportModelsRequest request, DeskUser user, ImportModels handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe("ImportModels", "Begin designs with uploaded models", StatusCodes.Status400BadRequest)
            .Produces<IReadOnlyList<ImportedFile>>();
}
