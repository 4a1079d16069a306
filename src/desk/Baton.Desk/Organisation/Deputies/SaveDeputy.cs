using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Deputies;

/// <summary>A deputy for a time.</summary>
/// <param name="UserName">Who is absent.</param>
/// <param name="Deputy">User name of who does his tasks meanwhile.</param>
/// <param name="From">The first instant of the absence.</param>
/// <param name="Until">The first instant after it.</param>
public sealed record SaveDeputyRequest(string UserName, string Deputy, DateTimeOffset From, DateTimeOffset Until);

/// <summary>Names the deputy of the user himself, or of anybody on behalf of an administrator; it takes the place of the one before.</summary>
public sealed class SaveDeputy(BatonRuntime runtime, DeskChanges changes)
{
    public async Task<Outcome<DeputyView>> Handle(DeskUser user, SaveDeputyRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        var name = DeskUsers.Normal(request.UserName ?? "");
        if (!DeputyRules.MayChange(user, name))
            return Problems.Forbidden(user.Language);
        var wanted = new Deputy
        {
            UserName = name,
            DeputyName = DeskUsers.Normal(request.Deputy ?? ""),
            StartsAt = request.From,
            EndsAt = request.Until,
        };
        return await runtime.Write<DeputyView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (!await db.Users.AnyAsync(row => row.UserName == name, ct))
                    return Problems.NotFound("user", user.Language);
                var faults = DeputyRules.CheckPeriod(wanted.StartsAt, wanted.EndsAt, unit.Now, user.Language);
                if (await CheckPerson(db, wanted, user.Language, ct) is { } wrong)
                    faults.Add(wrong);
                if (faults.Count > 0)
                    return Problems.Invalid(user.Language, faults);
                await Put(db, wanted, ct);
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish(DeskChanges.Worklist(wanted.DeputyName), DeskChanges.AnyWorklist));
                return await DeputyView.Read(db, name, ct);
            },
            ct
        );
    }

    private static async Task<FieldProblem?> CheckPerson(DeskDb db, Deputy wanted, string language, CancellationToken ct)
    {
        if (wanted.DeputyName == wanted.UserName)
            return Problems.Field("deputy", "self", "deputy.self", language);
        if ((await DeskUsers.Load(db, wanted.DeputyName, ct))?.May(Permissions.WorkOnTasks) != true)
            return Problems.Field("deputy", "unknown", "deputy.unknown", language, ("name", wanted.DeputyName));
        var others = await db
            .Deputies.AsNoTracking()
            .Where(row => row.UserName != wanted.UserName && row.StartsAt < wanted.EndsAt && row.EndsAt > wanted.StartsAt)
            .ToDictionaryAsync(row => row.UserName, StringComparer.Ordinal, ct);
        if (DeputyRules.Ring(wanted, others) is not { } ring)
            return null;
        var names = await DeskUsers.Names(db, ring, ct);
        var way = string.Join(" → ", ring.Select(one => names.GetValueOrDefault(one, one)));
        return Problems.Field("deputy", "ring", "deputy.ring", language, ("way", way));
    }

    private static async Task Put(DeskDb db, Deputy wanted, CancellationToken ct)
    {
        if (await db.Deputies.SingleOrDefaultAsync(row => row.UserName == wanted.UserName, ct) is not { } row)
        {
            db.Deputies.Add(wanted);
            return;
        }
        row.DeputyName = wanted.DeputyName;
        row.StartsAt = wanted.StartsAt;
        row.EndsAt = wanted.EndsAt;
    }

    /// <summary>What a caller sends; the absent person is in the address.</summary>
    public sealed record Body(string Deputy, DateTimeOffset From, DateTimeOffset Until);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/deputies/{userName}",
                async (string userName, Body body, DeskUser user, SaveDeputy handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(userName, body.Deputy, body.From, body.Until), ct))
            )
            .RequireSignIn()
            .Describe(
                "SaveDeputy",
                "Name who does my tasks while I am absent; administrators for anybody",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<DeputyView>();
}
