using Baton.Desk.Connectors.Calls;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Connectors.Connections;

/// <summary>What to ask a connection for.</summary>
/// <param name="Path">Below its base address; null for that itself.</param>
public sealed record TryConnectionRequest(string? Path);

/// <summary>What a connection answered.</summary>
/// <param name="Status">Such as 200; 0 where nothing was answered.</param>
/// <param name="Body">The beginning of the answer, without the connection's secrets.</param>
/// <param name="Reason">Why there is no answer, in words; null where there is.</param>
public sealed record ConnectionTried(int Status, string Body, string? Reason);

/// <summary>Asks a connection as it is saved for a path by GET, and shows the answer.</summary>
public sealed class TryConnection
{
    private const int ShownLength = 2000;

    private readonly DeskReader _reader;
    private readonly CallOut _calls;

    internal TryConnection(DeskReader reader, CallOut calls) => (_reader, _calls) = (reader, calls);

    public async Task<Outcome<ConnectionTried>> Handle(DeskUser user, string code, TryConnectionRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        var connection = await _reader.Read(db => db.Set<HttpConnection>().SingleOrDefaultAsync(row => row.Code == code, ct), ct);
        if (connection is null)
            return ConnectorTexts.Words.NotFound(user.Language);
        var path = request.Path?.Trim() ?? "";
        if (CallTarget.PathFault(path) is { } fault)
            return Problems.Invalid(user.Language, ConnectorTexts.Words.Field("path", "path", "path", user.Language, ("fault", fault)));
        HttpOrder order;
        try
        {
            order = new("GET", CallTarget.Below(new Uri(connection.BaseAddress), path, ""), [], null, null);
        }
        catch (CallFaultException escape)
        {
            return Problems.Invalid(
                user.Language,
                ConnectorTexts.Words.Field("path", "path", "path", user.Language, ("fault", escape.Message))
            );
        }
        var outcome = await _calls.Send(order, connection, key: null, TimeSpan.FromSeconds(connection.TimeoutSeconds), ct);
        if (outcome.Answer is not { } answer)
            return new ConnectionTried(0, "", outcome.Trouble);
        var body = Formula.Text(answer.Body) ?? "";
        return new ConnectionTried(answer.Status, body.Length > ShownLength ? body[..ShownLength] + "…" : body, null);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/connections/{code}/try",
                async (string code, TryConnectionRequest request, DeskUser user, TryConnection handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, code, request, ct))
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe(
                "TryConnection",
                "Ask a connection as it is saved for a path by GET, and show the answer",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<ConnectionTried>();
}
