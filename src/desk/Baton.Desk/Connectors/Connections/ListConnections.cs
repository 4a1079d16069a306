using Baton.Desk.Connectors.Breaking;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Connectors.Connections;

/// <summary>Lists connections and how calling them goes; secrets are never shown.</summary>
public sealed class ListConnections
{
    private readonly DeskReader _reader;
    private readonly Circuits _circuits;

    internal ListConnections(DeskReader reader, Circuits circuits) => (_reader, _circuits) = (reader, circuits);

    public async Task<Outcome<IReadOnlyList<ConnectionView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        var rows = await _reader.Read(db => db.Set<HttpConnection>().OrderBy(row => row.Code).ToListAsync(ct), ct);
        return Outcome.Of<IReadOnlyList<ConnectionView>>(rows.ConvertAll(row => ConnectionView.Of(row, _circuits)));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/connections",
                async (DeskUser user, ListConnections handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe("ListConnections", "Systems that processes call, their settings without secrets, and how calling them goes")
            .Produces<IReadOnlyList<ConnectionView>>();
}
