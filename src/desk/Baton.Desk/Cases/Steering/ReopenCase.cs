using System.Text.Json.Nodes;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Steering;

/// <summary>
/// Takes up a closed case again, with a reason: its type's process begins anew with what the case says now, under the same number. The models see
/// <c>reopened</c> (true) and <c>reopenReason</c>.
/// </summary>
public sealed class ReopenCase(CaseCommand cases)
{
    public Task<Outcome<CaseSteered>> Handle(DeskUser user, SteerCaseRequest request, CancellationToken ct) =>
        cases.Run(user, request, needsReason: true, rights => rights.Reopen, Reopen, ct);

    private static async ValueTask<Problem?> Reopen(CaseCommand.Step step)
    {
        var row = step.Case;
        var type = await step.Db.CaseTypes.SingleAsync(one => one.Code == row.TypeCode, step.Ct);
        row.IsClosed = false;
        row.ClosedAt = null;
        row.Status = type.InitialStatus;
        row.StatusAt = step.Unit.Now;
        step.Write(TimelineCodes.Reopened);
        await step.Db.SaveChangesAsync(step.Ct);
        var fax = await step
            .Db.CustomerPhones.Where(phone => phone.CustomerKey == row.CustomerKey && phone.Kind == CustomerPhone.Fax)
            .OrderBy(phone => phone.SortOrder)
            .Select(phone => phone.Number)
            .FirstOrDefaultAsync(step.Ct);
        var variables = CaseVariables.Of(row, JsonNode.Parse(row.FormData)!.AsObject(), fax);
        variables["reopened"] = true;
        variables["reopenReason"] = step.Reason;
        return (await CaseProcess.Start(step.Unit, type.ProcessId, row.Number, variables)).Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        CaseCommand.Describe(
            routes.MapPost(
                "/cases/{number}/reopen",
                async (string number, ReasonBody body, DeskUser user, ReopenCase handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(number, body.Reason), ct))
            ),
            "ReopenCase",
            "Take up a closed case again"
        );
}
