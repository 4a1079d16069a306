using Baton.Desk.Cases.Ties;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Steering;

/// <summary>Ends a case before its process has come to an end, with a reason. Its tasks are withdrawn; it can be reopened.</summary>
public sealed class AbortCase(CaseCommand cases)
{
    public Task<Outcome<CaseSteered>> Handle(DeskUser user, SteerCaseRequest request, CancellationToken ct) =>
        cases.Run(user, request, needsReason: true, rights => rights.Abort, Abort, ct);

    private static async ValueTask<Problem?> Abort(CaseCommand.Step step)
    {
        if (step.Case.WaitsForChildrenSince is not null)
            return await CaseFamily.Refusal(step.Unit, step.Db, step.Case.Key, step.User, step.Ct);
        (step.Case.SuspendedAt, step.Case.SuspendedBy, step.Case.SuspendReason) = (null, null, null);
        step.Write(TimelineCodes.Aborted);
        await step.Db.SaveChangesAsync(step.Ct);
        var canceled = await step.Unit.Engine.CancelInstance(step.Case.ProcessInstanceKey!.Value);
        return canceled.Problem ?? await CaseFamily.Refusal(step.Unit, step.Db, step.Case.Key, step.User, step.Ct);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        CaseCommand.Describe(
            routes.MapPost(
                "/cases/{number}/abort",
                async (string number, ReasonBody body, DeskUser user, AbortCase handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(number, body.Reason), ct))
            ),
            "AbortCase",
            "End a case without finishing it"
        );
}
