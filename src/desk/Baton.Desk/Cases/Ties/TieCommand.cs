using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Baton.Desk.Cases.Ties;

/// <summary>What all changes of ties share: who may, telling the screens of both cases.</summary>
public sealed class TieCommand(BatonRuntime runtime, DeskChanges changes)
{
    /// <summary>One unit of work on a case; what the command returns refuses it as a whole.</summary>
    internal async Task<Outcome<Done>> Run(
        DeskUser user,
        string caseNumber,
        Func<Step, ValueTask<Problem?>> command,
        CancellationToken ct
    ) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (!user.MayIn(Permissions.SteerCases, row.DepartmentCode))
                    return Problems.Forbidden(user.Language);
                UnitActor.Set(unit, new(user.UserName));
                var step = new Step(unit, db, row, user, ct);
                if (await command(step) is { } refused)
                    return refused;
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish(step.Topics));
                return Done.Outcome;
            },
            ct
        );

    /// <summary>What a command works with.</summary>
    internal sealed record Step(UnitOfWork Unit, DeskDb Db, Case Case, DeskUser User, CancellationToken Ct)
    {
        /// <summary>Live screens to tell after the commit.</summary>
        public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);

        /// <summary>Another case that the user may read; null when there is none, or he may not.</summary>
        public Task<Case?> Other(string number) => CaseGuard.Find(Db, User, number, Ct);

        /// <summary>The case was changed, and how.</summary>
        public void Write(Case row, string code, params IReadOnlyList<(string Name, string? Value)> parameters)
        {
            Timeline.Add(Db, Unit, row.Key, code, User.UserName, null, parameters);
            row.UpdatedAt = Unit.Now;
            row.Version++;
            Topics.Add(DeskChanges.Case(row.Key));
        }
    }

    /// <summary>The routes of all these commands look alike.</summary>
    internal static void Describe(RouteHandlerBuilder route, string name, string summary) =>
        route
            .RequirePermission(Permissions.SteerCases)
            .Describe(name, summary, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces(StatusCodes.Status204NoContent);
}
