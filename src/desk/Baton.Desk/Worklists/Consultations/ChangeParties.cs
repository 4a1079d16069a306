using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>One more to ask: a person or a department.</summary>
public sealed record AddPartyRequest(long TaskKey, long ConsultationKey, string? User, string? Department);

/// <summary>One to ask no more; null for the consultation as a whole.</summary>
public sealed record WithdrawPartyRequest(long TaskKey, long ConsultationKey, long? PartyKey);

/// <summary>Asks one more, or one less, while a consultation is open. The rule of the consultation is applied anew each time.</summary>
public sealed class ChangeParties(ConsultationCommand consultations)
{
    public Task<Outcome<IReadOnlyList<ConsultationView>>> Add(DeskUser user, AddPartyRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return consultations.Run(
            user,
            request.TaskKey,
            request.ConsultationKey,
            async (unit, db, steps, consultation) =>
            {
                if (string.IsNullOrEmpty(request.User) == string.IsNullOrEmpty(request.Department))
                    return Problems.Invalid(user.Language, Problems.Field("user", "required", "consult.party", user.Language));
                var isDepartment = string.IsNullOrEmpty(request.User);
                var name = isDepartment ? request.Department! : request.User!;
                var wrong = isDepartment
                    ? await PartyCheck.Department(db, user, name, "department", ct)
                    : await PartyCheck.Person(db, user, name, "user", ct);
                var asked = consultation.Parties.Where(party => party.State is not PartyState.Withdrawn).ToList();
                if (asked.Exists(party => party.IsDepartment == isDepartment && party.Name == name))
                    wrong = Problems.Field(isDepartment ? "department" : "user", "twice", "consult.twice", user.Language);
                if (wrong is not null)
                    return Problems.Invalid(user.Language, wrong);
                if (consultation.Status is not ConsultationStatus.Open || asked.Count >= Consultation.MaxParties)
                    return Problems.Rejected("consultation-over", user.Language);
                await steps.Ask(consultation, AskOthers.Party(unit, consultation, isDepartment, name));
                consultation.Version++;
                return null;
            },
            ct
        );
    }

    public Task<Outcome<IReadOnlyList<ConsultationView>>> Withdraw(DeskUser user, WithdrawPartyRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return consultations.Run(
            user,
            request.TaskKey,
            request.ConsultationKey,
            async (_, _, steps, consultation) =>
            {
                if (request.PartyKey is not { } key)
                {
                    await steps.Withdraw(consultation, ct);
                    return null;
                }
                var party = consultation.Parties.Find(one => one.Key == key);
                if (party is null)
                    return Problems.NotFound("consultation", user.Language);
                if (party.State is not PartyState.Waiting || consultation.Status is not ConsultationStatus.Open)
                    return Problems.Rejected("part-answered", user.Language);
                await steps.Withdraw(consultation, party, ct);
                return null;
            },
            ct
        );
    }

    /// <summary>What a caller sends; task and consultation are in the address.</summary>
    public sealed record Body(string? User = null, string? Department = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(
            routes.MapPost(
                "/tasks/{key:long}/consultations/{consultation:long}/parties",
                async (long key, long consultation, Body body, DeskUser user, ChangeParties handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Add(user, new(key, consultation, body.User, body.Department), ct))
            ),
            "AddParty",
            "Ask one more person or department"
        );
        Describe(
            routes.MapDelete(
                "/tasks/{key:long}/consultations/{consultation:long}/parties/{party:long}",
                async (long key, long consultation, long party, DeskUser user, ChangeParties handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Withdraw(user, new(key, consultation, party), ct))
            ),
            "WithdrawParty",
            "Ask a person or department no more"
        );
        Describe(
            routes.MapDelete(
                "/tasks/{key:long}/consultations/{consultation:long}",
                async (long key, long consultation, DeskUser user, ChangeParties handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Withdraw(user, new(key, consultation, null), ct))
            ),
            "WithdrawConsultation",
            "Take a whole consultation back"
        );
    }

    private static void Describe(RouteHandlerBuilder route, string name, string summary) =>
        route
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe(name, summary, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<IReadOnlyList<ConsultationView>>();
}
