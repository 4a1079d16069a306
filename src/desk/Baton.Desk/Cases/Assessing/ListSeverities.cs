using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Assessing;

/// <summary>How severe a case can be.</summary>
public sealed record SeverityView(string Code, string Name);

/// <summary>Lists the severities that packs have names for, by which cases are searched.</summary>
public sealed class ListSeverities(PackTexts packTexts)
{
    public async Task<Outcome<IReadOnlyList<SeverityView>>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        var words = await packTexts.Words(ct);
        return Outcome.Of<IReadOnlyList<SeverityView>>([
            .. words.Severities().Select(code => new SeverityView(code, words.Severity(code, user.Language))),
        ]);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/severities",
                async (DeskUser user, ListSeverities handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ListSeverities", "How severe cases can be")
            .Produces<IReadOnlyList<SeverityView>>();
}
