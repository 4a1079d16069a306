using Baton.Desk.Designs;
using Baton.Desk.Designs.Versions;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Versions.Differences;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Versions.Migration;

/// <summary>A migration with what was refused.</summary>
/// <param name="Migration">How far it is.</param>
/// <param name="Refused">The first hundred that were refused.</param>
public sealed record MigrationPage(MigrationView Migration, IReadOnlyList<RefusedInstance> Refused);

/// <summary>Shows how far a migration is and what it could not do, for operators.</summary>
public sealed class ShowMigration(EngineSearch search, DeskReader reader, PackTexts texts)
{
    private const int MostRefused = 100;

    public async Task<Outcome<MigrationPage>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var row = await reader.Read(db => db.Set<MigrationRun>().SingleOrDefaultAsync(one => one.Key == key, ct), ct);
        if (row is null)
            return VersionTexts.Words.NotFound("migration", user.Language);
        var request = new SearchRequest
        {
            Filter = new Filter.All(new Filter.Where("batchOperationKey", key), new Filter.Where("state", "FAILED")),
            Page = new() { Limit = MostRefused },
        };
        var failed = (await search.BatchItems(request, ct)).Value.Items;
        var keys = failed.Select(one => (long?)one.ItemKey).ToList();
        // A number alone tells whose matter it is to nobody who may not read all cases.
        var numbers =
            user.May(Permissions.ReadAllCases) && user.MayIn(Permissions.ReadAllCases, null)
                ? await reader.Read(
                    db =>
                        db.Cases.Where(one => keys.Contains(one.ProcessInstanceKey))
                            .ToDictionaryAsync(one => one.ProcessInstanceKey!.Value, one => one.Number, ct),
                    ct
                )
                : [];
        var words = await texts.Words(ct);
        var (before, after) =
            failed.Count == 0
                ? (new ProcessShape(), new ProcessShape())
                : (await Shape(row.ProcessId, row.FromVersion, ct), await Shape(row.ProcessId, row.ToVersion, ct));
        return new MigrationPage(
            await MigrationView.Of(search, reader, row, ct),
            [
                .. failed.Select(one => new RefusedInstance(
                    one.ItemKey,
                    numbers.GetValueOrDefault(one.ItemKey),
                    MigrationReasons.In(one.ErrorMessage ?? "", Name, user.Language)
                )),
            ]
        );

        string Name(string id, bool isTarget)
        {
            var shape = isTarget ? after : before;
            return words.Element(row.ProcessId, id, shape.Find(id)?.Display ?? id, user.Language);
        }
    }

    private async Task<ProcessShape> Shape(string processId, int version, CancellationToken ct)
    {
        var found = await DeployedModels.Find(search, DesignKind.Process, processId, version, ct);
        var xml = found is null ? null : await search.ProcessDefinitionXml(found.Key, ct);
        return xml is null ? new() : ProcessShape.Read(xml);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/versions/migrations/{key:long}",
                async (long key, DeskUser user, ShowMigration handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ShowMigration", "How far a migration is, and what was refused", StatusCodes.Status404NotFound)
            .Produces<MigrationPage>();
}
