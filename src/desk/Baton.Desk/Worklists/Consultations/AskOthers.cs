using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>What to ask others about a task.</summary>
/// <param name="Key">The task.</param>
/// <param name="Kind">What they are asked for.</param>
/// <param name="Question">What they read; 2000 characters at most.</param>
public sealed record AskOthersRequest(long Key, ConsultationKind Kind, string Question)
{
    /// <summary>User names of the people who are asked, each for himself.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Codes of the departments that are asked; one of its members answers for each.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>Until when they should answer; null for no limit.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>
    /// In percent, 1 to 100: for a vote the share of approvals that it needs; for opinions the share of answers without which the step cannot be
    /// completed, null when it does not wait for them. Signatures need all and say nothing here.
    /// </summary>
    public int? NeededPercent { get; init; }
}

/// <summary>Asks several people and departments at once for their part in a task, while its holder keeps it; whether the model draws it or not.</summary>
public sealed class AskOthers(TaskCommand tasks, ListConsultations list, TimeProvider clock)
{
    public async Task<Outcome<ConsultationView>> Handle(DeskUser user, AskOthersRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Check(user, request, clock.GetUtcNow()) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        var key = 0L;
        var outcome = await tasks.Run(
            user,
            request.Key,
            async (unit, db, item) =>
            {
                if (!TaskGuard.Rights(item, user).Consult)
                    return await TaskCommand.Refuse(db, item, user, ct);
                if (await CheckParties(db, user, request, ct) is { Count: > 0 } wrong)
                    return Problems.Invalid(user.Language, wrong);
                UnitActor.Set(unit, new(user.UserName, request.Question.Trim()));
                var consultation = Row(unit, user, item, request);
                key = consultation.Key;
                db.Consultations.Add(consultation);
                var steps = await ConsultationSteps.Of(db, unit, item.Key, ct);
                foreach (var person in request.Users)
                    await steps.Ask(consultation, Party(unit, consultation, isDepartment: false, person));
                foreach (var department in request.Departments)
                    await steps.Ask(consultation, Party(unit, consultation, isDepartment: true, department));
                return await steps.Finish(ct);
            },
            ct
        );
        if (outcome.Problem is { } problem)
            return problem;
        var shown = await list.Handle(user, new(request.Key), ct);
        return shown.Problem is { } unseen ? unseen : shown.Value.First(view => view.Key == key);
    }

    internal static ConsultationParty Party(UnitOfWork unit, Consultation consultation, bool isDepartment, string name) =>
        new()
        {
            Key = unit.NextKey(),
            ConsultationKey = consultation.Key,
            IsDepartment = isDepartment,
            Name = name,
        };

    private static Consultation Row(UnitOfWork unit, DeskUser user, WorkItem item, AskOthersRequest request) =>
        new()
        {
            Key = unit.NextKey(),
            CaseKey = item.CaseKey,
            TaskKey = item.Key,
            Kind = request.Kind,
            Question = request.Question.Trim(),
            AskedBy = user.UserName,
            AskedAt = unit.Now,
            DueAt = request.DueAt,
            NeededPercent = request.Kind is ConsultationKind.Opinion or ConsultationKind.Vote ? request.NeededPercent : null,
            Version = 1,
        };

    /// <summary>Pure: what is wrong with the request whoever is asked.</summary>
    private static List<FieldProblem> Check(DeskUser user, AskOthersRequest request, DateTimeOffset now)
    {
        var faults = new List<FieldProblem>();
        var max = Consultation.QuestionMaxLength;
        if (!Enum.IsDefined(request.Kind))
            faults.Add(Problems.Field("kind", "unknown", "consult.kind", user.Language));
        if (string.IsNullOrWhiteSpace(request.Question))
            faults.Add(Problems.Field("question", "required", "consult.question", user.Language));
        else if (request.Question.Length > max)
            faults.Add(Problems.Field("question", "maxLength", "task.text-length", user.Language, ("max", $"{max}")));
        string?[] asked =
        [
            .. request.Users ?? [],
            .. (request.Departments ?? []).Select(code => code is null ? null : "department:" + code),
        ];
        if (asked.Length is 0 or > Consultation.MaxParties || asked.Any(string.IsNullOrEmpty) || asked.Distinct().Count() != asked.Length)
            faults.Add(Problems.Field("users", "required", "consult.parties", user.Language, ("max", $"{Consultation.MaxParties}")));
        if (request.DueAt <= now)
            faults.Add(Problems.Field("dueAt", "past", "consult.due", user.Language));
        if (request.NeededPercent is < 1 or > 100 || (request.Kind is ConsultationKind.Vote && request.NeededPercent is null))
            faults.Add(Problems.Field("neededPercent", "range", "consult.percent", user.Language));
        return faults;
    }

    private static async Task<List<FieldProblem>> CheckParties(DeskDb db, DeskUser user, AskOthersRequest request, CancellationToken ct)
    {
        var faults = new List<FieldProblem?>();
        foreach (var person in request.Users)
            faults.Add(await PartyCheck.Person(db, user, person, "users", ct));
        foreach (var department in request.Departments)
            faults.Add(await PartyCheck.Department(db, user, department, "departments", ct));
        return [.. faults.OfType<FieldProblem>()];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/tasks/{key:long}/consultations",
                async (long key, AskOthersRequest request, DeskUser user, AskOthers handler, CancellationToken ct) =>
                    Answer.Created(await handler.Handle(user, request with { Key = key }, ct), _ => $"/api/tasks/{key}/consultations")
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe(
                "AskOthers",
                "Ask people and departments for their opinion, vote or signature on my task",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<ConsultationView>(StatusCodes.Status201Created);
}
