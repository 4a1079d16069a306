using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Worklists.Consultations;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Worklists;

/// <summary>A task to finish.</summary>
/// <param name="Key">The task.</param>
/// <param name="Action">Id of the pressed button; may be null where there is only one.</param>
/// <param name="Opinion">What the person has to say; some actions require it.</param>
/// <param name="Form">The fields of the step's form; what is not among them stays as it is.</param>
public sealed record CompleteTaskRequest(long Key = 0, string? Action = null, string? Opinion = null, JsonObject? Form = null);

/// <summary>That a task is finished by a mail.</summary>
/// <param name="Keep">Keeps the mail with the case, in the unit that finishes the task; saves.</param>
internal sealed record CompletionByMail(Func<UnitOfWork, DeskDb, WorkItem, Task> Keep);

/// <summary>Finishes a task by one of its actions; the process goes on at once.</summary>
public sealed class CompleteTask(
    TaskCommand tasks,
    DeskReader reader,
    FormCatalog forms,
    FormChoices choices,
    CaseProcess process,
    IOptions<DeskOptions> options
)
{
    public Task<Outcome<TaskView>> Handle(DeskUser user, CompleteTaskRequest request, CancellationToken ct) =>
        Handle(user, request, byMail: null, ct);

    /// <summary>The same for an answer by mail, which is kept in the same unit.</summary>
    internal async Task<Outcome<TaskView>> Handle(
        DeskUser user,
        CompleteTaskRequest request,
        CompletionByMail? byMail,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var shown = await reader.Read(db => db.WorkItems.SingleOrDefaultAsync(item => item.Key == request.Key, ct), ct);
        var form = shown?.FormKey is { } formKey ? await forms.ByKey(formKey, ct) : null;
        var refused = new List<FieldProblem>();
        if (form is not null)
        {
            var sight = await reader.Read(db => Sight(db, user, shown!, ct), ct);
            var before = await process.Variables(shown!, form.Fields.Select(field => field.Key), ct);
            refused.AddRange(sight.Refuse(request.Form, before, form, user.Language));
            request = request with { Form = Filled(before, request.Form) };
            form = sight.Narrow(await choices.Fill(form, request.Form, ct));
        }
        return await tasks.Run(
            user,
            request.Key,
            async (unit, db, item) =>
            {
                if (!TaskGuard.Rights(item, user).Complete)
                    return await TaskCommand.Refuse(db, item, user, ct);
                if (refused.Count > 0)
                    return Problems.Invalid(user.Language, [.. refused.Select(one => one with { Field = "form." + one.Field })]);
                var decided = Decide(user, request, item, form, options.Value.DefaultRegion);
                if (decided.Problem is { } invalid)
                    return invalid;
                var (action, opinion, variables) = decided.Value;
                var asked = await ConsultationRows.Pending(db, item.Key, ct);
                if (asked.Exists(ConsultationRules.Blocks))
                    return Problems.Rejected("task-awaits-answers", user.Language);
                if (opinion is not null)
                    db.Opinions.Add(StepOpinion.Of(unit, user, item, action.Id, opinion));
                UnitActor.Set(unit, new(user.UserName, opinion) { For = item.DeputisedFor, IsByMail = byMail is not null });
                if (byMail is not null)
                    await byMail.Keep(unit, db, item);
                if (item.ConsultationKey is { } consultation)
                    return await Unless(await GivePart(unit, db, item, consultation, user, action, ct), unit, db, item, user, ct);
                var signatures = asked.FindAll(one => one.Kind is ConsultationKind.SignAfter);
                if (signatures.Count == 0)
                    await CaseForm.Keep(db, await db.Cases.SingleAsync(one => one.Key == item.CaseKey, ct), variables, ct);
                await db.SaveChangesAsync(ct);
                if (item.Assignee is null)
                {
                    // Whoever does a free task has taken it; the engine's own record says so too.
                    var claimed = await EngineTasks.Claims(unit, item, user.UserName);
                    if (claimed.Problem is { } taken)
                        return taken;
                }
                return signatures.Count > 0
                    ? await HoldBack(unit, db, item, signatures, user, decided.Value, ct)
                    : await Unless(await EngineTasks.Complete(unit, item.Key, variables, action.Id), unit, db, item, user, ct);
            },
            ct
        );
    }

    /// <summary>What was done stands, unless it would close a case whose children are open.</summary>
    private static async ValueTask<Outcome<Done>> Unless(
        Outcome<Done> done,
        UnitOfWork unit,
        DeskDb db,
        WorkItem item,
        DeskUser user,
        CancellationToken ct
    ) => done.Problem is null && await CaseFamily.Refusal(unit, db, item.CaseKey, user, ct) is { } refused ? refused : done;

    private static async ValueTask<Outcome<Done>> GivePart(
        UnitOfWork unit,
        DeskDb db,
        WorkItem part,
        long consultationKey,
        DeskUser user,
        TaskAction action,
        CancellationToken ct
    )
    {
        var consultation = (await ConsultationRows.Find(db, consultationKey, ct))!;
        var steps = await ConsultationSteps.Of(db, unit, consultation.TaskKey, ct);
        await steps.Answer(consultation, part.Key, user.UserName, action.Id, ct);
        return await steps.Finish(ct);
    }

    /// <summary>Those who sign afterwards confirm it first.</summary>
    private static async ValueTask<Outcome<Done>> HoldBack(
        UnitOfWork unit,
        DeskDb db,
        WorkItem item,
        IReadOnlyList<Consultation> signatures,
        DeskUser user,
        Decided decided,
        CancellationToken ct
    )
    {
        var steps = await ConsultationSteps.Of(db, unit, item.Key, ct);
        var completion = new PendingCompletion
        {
            TaskKey = item.Key,
            CaseKey = item.CaseKey,
            Action = decided.Action.Id,
            Variables = decided.Variables.ToJsonString(FormJson.Options),
            Opinion = decided.Opinion,
            CompletedBy = user.UserName,
            At = unit.Now,
        };
        await steps.HoldBack(completion, signatures);
        return await steps.Finish(ct);
    }

    private static async Task<FieldSight> Sight(DeskDb db, DeskUser user, WorkItem item, CancellationToken ct)
    {
        var row = await db.Cases.SingleAsync(one => one.Key == item.CaseKey, ct);
        return (await FieldRights.Of(db, row.TypeCode, ct)).For(user, row.DepartmentCode);
    }

    /// <summary>Fields that were not sent keep what the step shows in them.</summary>
    private static JsonObject Filled(JsonObject before, JsonObject? sent)
    {
        var filled = (JsonObject)before.DeepClone();
        foreach (var (name, value) in sent ?? [])
            filled[name] = value?.DeepClone();
        return filled;
    }

    /// <summary>A task that may be finished.</summary>
    internal sealed record Decided(TaskAction Action, string? Opinion, JsonObject Variables);

    /// <summary>Pure: does what was sent fit the step?</summary>
    internal static Outcome<Decided> Decide(DeskUser user, CompleteTaskRequest request, WorkItem item, FormSchema? form, string region) =>
        Decide(user, request, TaskAction.Parse(item.Actions), item.ResultVariable, form, region);

    /// <summary>Pure: does what was sent fit a step with these buttons?</summary>
    internal static Outcome<Decided> Decide(
        DeskUser user,
        CompleteTaskRequest request,
        IReadOnlyList<TaskAction> actions,
        string? resultVariable,
        FormSchema? form,
        string region
    )
    {
        var faults = new List<FieldProblem>();
        var action = request.Action is null && actions.Count == 1 ? actions[0] : actions.FirstOrDefault(one => one.Id == request.Action);
        if (action is null)
        {
            var known = string.Join(", ", actions.Select(one => one.Id));
            faults.Add(Problems.Field("action", "unknown", "task.unknown-action", user.Language, ("known", known)));
        }
        var opinion = string.IsNullOrWhiteSpace(request.Opinion) ? null : request.Opinion.Trim();
        if (action is { RequiresOpinion: true } && opinion is null)
            faults.Add(Problems.Field("opinion", "required", "task.opinion", user.Language));
        if (opinion?.Length > Opinion.TextMaxLength)
            faults.Add(Problems.Field("opinion", "maxLength", "task.text-length", user.Language, ("max", $"{Opinion.TextMaxLength}")));
        var check = FormValidation.Check(form ?? FormSchema.Empty, request.Form ?? [], user.Language, region);
        faults.AddRange(
            check
                .Problems.Concat(Missing(action, form, check, user.Language))
                .Select(problem => problem with { Field = "form." + problem.Field })
        );
        if (faults.Count > 0)
            return Problems.Invalid(user.Language, faults);

        var variables = check.Data;
        foreach (var reserved in CaseVariables.Reserved)
            variables.Remove(reserved);
        if (resultVariable is not null)
            variables[resultVariable] = action!.Value;
        return new Decided(action!, opinion, variables);
    }

    /// <summary>What the pressed button needs and other buttons of the step do not.</summary>
    private static IEnumerable<FieldProblem> Missing(TaskAction? action, FormSchema? form, FormCheck check, string language) =>
        from key in action?.RequiredFields ?? []
        where form is null || form.Fields.Any(field => field.Key == key && !field.ReadOnly)
        where check.Problems.All(problem => problem.Field != key) && FormValues.IsEmpty(check.Data[key])
        let label = form?.Fields.FirstOrDefault(field => field.Key == key)?.LabelIn(language) ?? key
        select Problems.Field(key, "required", "form.required", language, ("field", label));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/tasks/{key:long}/complete",
                async (long key, CompleteTaskRequest request, DeskUser user, CompleteTask handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request with { Key = key }, ct))
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe(
                "CompleteTask",
                "Finish a task by one of its actions",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<TaskView>();
}
