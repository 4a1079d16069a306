using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Versions.Migration;

/// <summary>Lists the migrations of a process, newest first, so that one that was left is found again; for operators.</summary>
public sealed class ListMigrations(EngineSearch search, DeskReader reader)
{
    private const int Most = 50;

    public async Task<Outcome<IReadOnlyList<MigrationView>>> Handle(DeskUser user, string processId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (processId.Contains('\0', StringComparison.Ordinal))
            return Outcome.Of<IReadOnlyList<MigrationView>>([]);
        var rows = await reader.Read(
            db =>
                db.Set<MigrationRun>()
                    .Where(row => row.ProcessId == processId)
                    .OrderByDescending(row => row.Key)
                    .Take(Most)
                    .ToListAsync(ct),
            ct
        );
        var views = new List<MigrationView>();
        foreach (var row in rows)
            views.Add(await MigrationView.Of(search, reader, row, ct));
        return views;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/versions/migrations",
                async (string process, DeskUser user, ListMigrations handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, process, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ListMigrations", "The migrations of a process, newest first")
            .Produces<IReadOnlyList<MigrationView>>();
}
