using System.Text.Json.Nodes;
using Baton.Desk.Cases.Assessing;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases;

/// <summary>What a case is about, corrected. Null leaves a value as it is.</summary>
public sealed record EditCaseRequest(string? Subject = null, string? Description = null, string? Category = null)
{
    /// <summary>Special fields of the type; those that are not among them stay as they are.</summary>
    public JsonObject? Form { get; init; }

    /// <summary>The version that was read; required, because two people may have the case open.</summary>
    public int? Version { get; init; }
}

/// <summary>The version of the case after the change.</summary>
public sealed record CaseEdited(long Key, int Version);

/// <summary>Corrects an open case: by whoever opened it, checks it, steers cases, or has one of its tasks or could take it. The process sees the new values.</summary>
public sealed class EditCase(
    BatonRuntime runtime,
    DeskReader reader,
    DeskChanges changes,
    FormCatalog forms,
    FormChoices choices,
    CaseDecisions decisions,
    IOptions<DeskOptions> options
)
{
    public async Task<Outcome<CaseEdited>> Handle(DeskUser user, string caseNumber, EditCaseRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var form = request.Form is null ? default : await Form(user, caseNumber, request.Form, ct);
        var decision = await Decision(user, caseNumber, ct);
        return await runtime.Write<CaseEdited>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (row.IsClosed)
                    return Problems.Rejected("case-closed", user.Language, ("number", row.Number));
                var open = await CaseCommand.OpenTasks(db, row.Key, user, ct);
                if (!CaseRights.Of(row, user, CaseCommand.Holds(open, user)).Edit)
                    return Problems.Forbidden(user.Language);
                if (Problems.UnlessVersion(request.Version ?? -1, row.Version, user.Language) is { } changed)
                    return changed;
                var before = JsonNode.Parse(row.FormData)!.AsObject();
                var sight = form.Rights?.For(user, row.DepartmentCode) ?? FieldSight.Everything;
                var check = FormValidation.Check(
                    form.Schema is null ? FormSchema.Empty : sight.Narrow(form.Schema),
                    Merged(before, request.Form),
                    user.Language,
                    options.Value.DefaultRegion
                );
                var faults = await Check(db, user, request, row, ct);
                var refused = sight.Refuse(request.Form, before, form.Schema, user.Language);
                faults.AddRange(refused.Concat(check.Problems).Select(problem => problem with { Field = "form." + problem.Field }));
                if (faults.Count > 0)
                    return Problems.Invalid(user.Language, faults);

                var variables = Change(row, request, before, check.Data);
                if (variables.Count == 0)
                    return new CaseEdited(row.Key, row.Version);
                await CaseSearchText.Refresh(db, row, ct);
                row.UpdatedAt = unit.Now;
                row.Version++;
                var fields = string.Join(TimelineWords.Comma, variables.Select(variable => variable.Key));
                Timeline.Add(db, unit, row.Key, TimelineCodes.Edited, user.UserName, null, (TimelineWords.Fields, fields));
                if (await Assessor.Again(db, unit, row, decision, user.UserName, ct))
                    variables[CaseVariables.Assessment] = CaseVariables.OutcomeOf(row);
                await db.SaveChangesAsync(ct);
                if (await CaseProcess.SetVariables(unit, row.ProcessInstanceKey!.Value, variables) is { } notSet)
                    return notSet;
                unit.AfterCommit(() => changes.Publish(DeskChanges.Case(row.Key), DeskChanges.AnyWorklist));
                return new CaseEdited(row.Key, row.Version);
            },
            ct
        );
    }

    /// <summary>The form of the case's type with its choices and the rights to its fields; null when the type has none, or the user may not read the case.</summary>
    private async Task<(FormSchema? Schema, FieldRights? Rights)> Form(
        DeskUser user,
        string caseNumber,
        JsonObject data,
        CancellationToken ct
    )
    {
        var (type, channel) = await reader.Read<(CaseType?, string?)>(
            async db =>
                await CaseGuard.Find(db, user, caseNumber, ct) is { } row
                    ? (await db.CaseTypes.SingleAsync(type => type.Code == row.TypeCode, ct), row.Channel)
                    : default,
            ct
        );
        var form = type?.FormId is { } formId ? (await forms.Latest(formId, ct))?.After(channel) : null;
        return (form is null ? null : await choices.Fill(form, data, ct), FieldRights.Read(type?.FieldRights));
    }

    private async Task<CaseDecision?> Decision(DeskUser user, string caseNumber, CancellationToken ct)
    {
        var decisionId = await reader.Read(
            async db =>
                await CaseGuard.Find(db, user, caseNumber, ct) is { } row
                    ? await db.CaseTypes.Where(type => type.Code == row.TypeCode).Select(type => type.DecisionId).SingleAsync(ct)
                    : null,
            ct
        );
        return await decisions.Latest(decisionId, ct);
    }

    private static JsonObject Merged(JsonObject before, JsonObject? sent)
    {
        var merged = (JsonObject)before.DeepClone();
        foreach (var (name, value) in sent ?? [])
            merged[name] = value?.DeepClone();
        return merged;
    }

    private static async Task<List<FieldProblem>> Check(DeskDb db, DeskUser user, EditCaseRequest request, Case row, CancellationToken ct)
    {
        var faults = new List<FieldProblem>();
        if (request.Subject is not null && string.IsNullOrWhiteSpace(request.Subject))
            faults.Add(Problems.Field("subject", "required", "case.subject", user.Language));
        if (request.Subject?.Length > 200)
            faults.Add(Problems.Field("subject", "maxLength", "case.subject-length", user.Language, ("max", "200")));
        if (request.Description?.Length > 20_000)
            faults.Add(Problems.Field("description", "maxLength", "case.description-length", user.Language, ("max", "20000")));
        // A category that was retired meanwhile stays on the case that has it.
        if (
            request.Category is { } category
            && category != row.CategoryCode
            && !await db.Categories.AnyAsync(one => one.Code == category && !one.IsRetired, ct)
        )
            faults.Add(Problems.Field("category", "unknown", "case.unknown-category", user.Language, ("code", category)));
        return faults;
    }

    /// <summary>Changes the row and answers the process variables that changed with it.</summary>
    private static JsonObject Change(Case row, EditCaseRequest request, JsonObject form, JsonObject checkedForm)
    {
        var variables = new JsonObject();
        foreach (var (name, value) in checkedForm)
        {
            if (CaseVariables.Reserved.Contains(name, StringComparer.Ordinal) || JsonNode.DeepEquals(form[name], value))
                continue;
            form[name] = value?.DeepClone();
            variables[name] = value?.DeepClone();
        }
        if (request.Subject?.Trim() is { } subject && subject != row.Subject)
            variables["subject"] = row.Subject = subject;
        if (request.Description?.Trim() is { } description && description != row.Description)
            variables["description"] = row.Description = description;
        if (request.Category is { } category && category != row.CategoryCode)
            variables["category"] = row.CategoryCode = category;
        row.FormData = form.ToJsonString(FormJson.Options);
        return variables;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/cases/{number}",
                async (
                    string number,
                    EditCaseRequest request,
                    DeskUser user,
                    EditCase handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, number, request with { Version = Answer.IfMatch(context) ?? request.Version }, ct),
                        context,
                        edited => edited.Version
                    )
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe(
                "EditCase",
                "Correct a case",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<CaseEdited>();
}
