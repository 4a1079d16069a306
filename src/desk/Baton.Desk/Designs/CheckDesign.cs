using Baton.Desk.Designs.Checks;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs;

/// <summary>Says what a deployment of a design would say, and what in this desk it names that is not there.</summary>
public sealed class CheckDesign(DeskReader reader, BatonRuntime runtime, TimeProvider clock)
{
    public async Task<Outcome<IReadOnlyList<DesignFinding>>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!DesignGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var design = await reader.Read(db => DesignGuard.Find(db, key, ct), ct);
        return design is null ? DesignGuard.NotFound(user.Language) : Outcome.Of(await Findings(design, user.Language, ct));
    }

    internal async Task<IReadOnlyList<DesignFinding>> Findings(Design design, string language, CancellationToken ct)
    {
        var found = DesignChecks.Of(design.Kind, design.Text, language, clock.GetUtcNow());
        return [.. found, .. await reader.Read(db => DeskReferences.Check(db, runtime.Catalog, design, language, ct), ct)];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/designs/{key:long}/findings",
                async (long key, DeskUser user, CheckDesign handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(DesignGuard.Readers)
            .Describe("CheckDesign", "What a deployment of a design would say", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<DesignFinding>>();
}
