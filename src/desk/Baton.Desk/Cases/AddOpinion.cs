using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases;

/// <summary>Something to say about a case between its steps.</summary>
public sealed record AddOpinionRequest(string CaseNumber, string Text);

/// <summary>What was said.</summary>
public sealed record OpinionAdded(long Key, DateTimeOffset At);

/// <summary>Adds an opinion to an open case. Opinions are never changed afterwards.</summary>
public sealed class AddOpinion(BatonRuntime runtime, DeskChanges changes)
{
    public async Task<Outcome<OpinionAdded>> Handle(DeskUser user, AddOpinionRequest request, CancellationToken ct)
    {
        if (Opinion.Check(request.Text, "text", user.Language) is { } fault)
            return Problems.Invalid(user.Language, fault);
        return await runtime.Write<OpinionAdded>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, request.CaseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (!user.May(Permissions.WorkOnTasks) && !user.May(Permissions.OpenCases))
                    return Problems.Forbidden(user.Language);
                if (row.IsClosed)
                    return Problems.Rejected("case-closed", user.Language, ("number", row.Number));
                var opinion = new Opinion
                {
                    Key = unit.NextKey(),
                    CaseKey = row.Key,
                    Author = user.UserName,
                    DepartmentCode = user.Departments.Count > 0 ? user.Departments[0] : null,
                    Text = request.Text.Trim(),
                    At = unit.Now,
                };
                db.Opinions.Add(opinion);
                Timeline.Add(db, unit, row.Key, TimelineCodes.OpinionAdded, user.UserName);
                row.UpdatedAt = unit.Now;
                row.Version++;
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish(DeskChanges.Case(row.Key)));
                return new OpinionAdded(opinion.Key, opinion.At);
            },
            ct
        );
    }

    /// <summary>What a caller sends; the case is in the address.</summary>
    public sealed record Body(string Text);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/cases/{number}/opinions",
                async (string number, Body body, DeskUser user, AddOpinion handler, CancellationToken ct) =>
                    Answer.Created(await handler.Handle(user, new(number, body.Text), ct), _ => $"/api/cases/{number}")
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe(
                "AddOpinion",
                "Say something about a case",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<OpinionAdded>(StatusCodes.Status201Created);
}
