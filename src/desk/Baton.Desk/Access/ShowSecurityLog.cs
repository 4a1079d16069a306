using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>An entry of the security log.</summary>
public sealed record SecurityLogEntry(
    long Key,
    DateTimeOffset At,
    string Kind,
    string UserName,
    string? ActorName,
    string? RemoteAddress,
    string? Detail
);

/// <summary>Which entries: of one user, of one kind, from where on.</summary>
public sealed record ShowSecurityLogRequest(string? UserName = null, string? Kind = null, string? Cursor = null, int? Limit = null);

/// <summary>Shows who came in, who did not, and who changed what others may do; newest first.</summary>
public sealed class ShowSecurityLog
{
    private readonly DeskReader _reader;

    public ShowSecurityLog(DeskReader reader) => _reader = reader;

    public async Task<Outcome<Page<SecurityLogEntry>>> Handle(DeskUser user, ShowSecurityLogRequest request, CancellationToken ct)
    {
        if (!user.May(Permissions.AdministerUsers))
            return Problems.Forbidden(user.Language);
        var limit = Math.Clamp(request.Limit ?? 100, 1, 500);
        var before = Cursor.Decode(request.Cursor)?.Key ?? long.MaxValue;
        return await _reader.Read<Page<SecurityLogEntry>>(
            async db =>
            {
                var query = db.SecurityEvents.Where(row => row.Key < before);
                if (request.UserName is { Length: > 0 } name)
                    query = query.Where(row => row.UserName == DeskUsers.Normal(name));
                if (request.Kind is { Length: > 0 } kind)
                    query = query.Where(row => row.Kind == kind);
                var rows = await query
                    .OrderByDescending(row => row.Key)
                    .Take(limit + 1)
                    .Select(row => new SecurityLogEntry(
                        row.Key,
                        row.At,
                        row.Kind,
                        row.UserName,
                        row.ActorName,
                        row.RemoteAddress,
                        row.Detail
                    ))
                    .ToListAsync(ct);
                var next = rows.Count > limit ? new Cursor(null, rows[limit - 1].Key).Encode() : null;
                return new([.. rows.Take(limit)], next);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/security-log",
                async (
                    string? userName,
                    string? kind,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ShowSecurityLog handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, new(userName, kind, cursor, limit), ct))
            )
            .RequirePermission(Permissions.AdministerUsers)
            .Describe("ShowSecurityLog", "Sign-ins and changes of rights")
            .Produces<Page<SecurityLogEntry>>();
}
