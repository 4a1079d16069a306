using System.Text.Json.Nodes;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Desk.Storage;
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
        return await Begin(step.Db, step.Unit, step.Case, step.User.UserName, step.Reason, step.Ct);
    }

    /// <summary>Takes the closed case up again in a unit of the caller's, who has asked who may; saves.</summary>
    internal static async Task<Problem?> Begin(DeskDb db, UnitOfWork unit, Case row, string actor, string? reason, CancellationToken ct)
    {
        var type = await db.CaseTypes.SingleAsync(one => one.Code == row.TypeCode, ct);
        row.IsClosed = false;
        row.ClosedAt = null;
        row.Status = type.InitialStatus;
        row.StatusAt = unit.Now;
        Timeline.Add(db, unit, row.Key, TimelineCodes.Reopened, actor, null, ("reason", reason));
        await db.SaveChangesAsync(ct);
        var fax = await db
            .CustomerPhones.Where(phone => phone.CustomerKey == row.CustomerKey && phone.Kind == CustomerPhone.Fax)
            .OrderBy(phone => phone.SortOrder)
            .Select(phone => phone.Number)
            .FirstOrDefaultAsync(ct);
        var variables = CaseVariables.Of(row, JsonNode.Parse(row.FormData)!.AsObject(), fax);
        variables["reopened"] = true;
        variables["reopenReason"] = reason;
        return (await CaseProcess.Start(unit, type.ProcessId, row.Number, variables)).Problem;
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
