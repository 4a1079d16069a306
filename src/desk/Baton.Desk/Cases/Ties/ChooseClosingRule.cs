using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Ties;

/// <summary>The rule of a case.</summary>
public sealed record ChooseClosingRuleRequest(string CaseNumber, ClosingRule Rule);

/// <summary>Says what the closing of a case means for its children. A case that waited for them takes them along at once.</summary>
public sealed class ChooseClosingRule(TieCommand ties)
{
    public Task<Outcome<Done>> Handle(DeskUser user, ChooseClosingRuleRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ties.Run(
            user,
            request.CaseNumber,
            async step =>
            {
                var row = step.Case;
                if (row.IsClosed)
                    return Problems.Rejected("case-closed", user.Language, ("number", row.Number));
                if (!Enum.IsDefined(request.Rule))
                    return Problems.Invalid(user.Language, Problems.Field("rule", "unknown", "case.closing-rule", user.Language));
                if (row.ClosingRule == request.Rule)
                    return null;
                row.ClosingRule = request.Rule;
                step.Write(row, request.Rule is ClosingRule.CloseChildren ? TieCodes.ClosingRuleClose : TieCodes.ClosingRuleWait);
                if (row.WaitsForChildrenSince is not null)
                {
                    var children = await CaseFamily.OpenChildren(step.Db, row.Key).ToListAsync(ct);
                    await CaseFamily.CloseAll(step.Db, step.Unit, row, children, step.Topics);
                }
                return null;
            },
            ct
        );
    }

    /// <summary>What a caller sends; the case is in the address.</summary>
    public sealed record Body(ClosingRule Rule);

    public static void Map(IEndpointRouteBuilder routes) =>
        TieCommand.Describe(
            routes.MapPut(
                "/cases/{number}/closing-rule",
                async (string number, Body body, DeskUser user, ChooseClosingRule handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, new(number, body.Rule), ct))
            ),
            "ChooseClosingRule",
            "Say what the closing of a case means for its children"
        );
}
