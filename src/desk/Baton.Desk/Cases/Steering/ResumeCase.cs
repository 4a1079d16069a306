using System.Xml;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Steering;

/// <summary>Goes on with a case that rested; the due times of its tasks move by as long as it rested.</summary>
public sealed class ResumeCase(CaseCommand cases)
{
    public Task<Outcome<CaseSteered>> Handle(DeskUser user, SteerCaseRequest request, CancellationToken ct) =>
        cases.Run(user, request, needsReason: false, rights => rights.Resume, Resume, ct);

    private static async ValueTask<Problem?> Resume(CaseCommand.Step step)
    {
        var rested = step.Unit.Now - step.Case.SuspendedAt!.Value;
        (step.Case.SuspendedAt, step.Case.SuspendedBy, step.Case.SuspendReason) = (null, null, null);
        foreach (var item in step.OpenTasks)
        {
            item.IsSuspended = false;
            item.Version++;
        }
        step.Write(TimelineCodes.Resumed, (TimelineWords.Within, XmlConvert.ToString(rested)));
        return await DueTimes.Move(step, step.OpenTasks, rested);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        CaseCommand.Describe(
            routes.MapPost(
                "/cases/{number}/resume",
                async (string number, ReasonBody body, DeskUser user, ResumeCase handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(number, body.Reason), ct))
            ),
            "ResumeCase",
            "Go on with a case that rests"
        );
}
