using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Steering;

/// <summary>Lets a case rest, with a reason: nobody can work on its tasks until it is resumed. The process stays where it is; timers of the model run on.</summary>
public sealed class SuspendCase(CaseCommand cases)
{
    public Task<Outcome<CaseSteered>> Handle(DeskUser user, SteerCaseRequest request, CancellationToken ct) =>
        cases.Run(user, request, needsReason: true, rights => rights.Suspend, Suspend, ct);

    private static ValueTask<Problem?> Suspend(CaseCommand.Step step)
    {
        step.Case.SuspendedAt = step.Unit.Now;
        step.Case.SuspendedBy = step.User.UserName;
        step.Case.SuspendReason = step.Reason;
        foreach (var item in step.OpenTasks)
        {
            item.IsSuspended = true;
            item.Version++;
        }
        step.Write(TimelineCodes.Suspended);
        return default;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        CaseCommand.Describe(
            routes.MapPost(
                "/cases/{number}/suspend",
                async (string number, ReasonBody body, DeskUser user, SuspendCase handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(number, body.Reason), ct))
            ),
            "SuspendCase",
            "Let a case rest"
        );
}
