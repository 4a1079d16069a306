using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>A step at which cases wait now.</summary>
/// <param name="ElementId">Of the user task in its process.</param>
/// <param name="Name">In the reader's language.</param>
public sealed record CaseStep(string ElementId, string Name);

/// <summary>Lists the steps of all processes at which cases wait for somebody.</summary>
public sealed class ListSteps(DeskReader reader, PackTexts packTexts)
{
    public async Task<Outcome<IReadOnlyList<CaseStep>>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        var words = await packTexts.Words(ct);
        var open = await reader.Read(
            db =>
                db.WorkItems.Where(item => item.Status == WorkItemStatus.Open)
                    .Select(item => new
                    {
                        item.ProcessId,
                        item.ElementId,
                        item.ElementName,
                    })
                    .Distinct()
                    .ToListAsync(ct),
            ct
        );
        return Outcome.Of<IReadOnlyList<CaseStep>>([
            .. open.Select(one => new CaseStep(one.ElementId, words.Element(one.ProcessId, one.ElementId, one.ElementName, user.Language)))
                .Distinct()
                .OrderBy(one => one.Name, StringComparer.Ordinal),
        ]);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/case-steps",
                async (DeskUser user, ListSteps handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ListSteps", "Steps at which cases wait for somebody")
            .Produces<IReadOnlyList<CaseStep>>();
}
