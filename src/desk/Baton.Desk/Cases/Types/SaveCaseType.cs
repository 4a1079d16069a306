using System.Text.Json.Serialization;
using Baton.Desk.Cases.Assessing;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Types;

/// <summary>A case type as it is to be.</summary>
/// <param name="Name">In at least one language; 200 characters at most.</param>
/// <param name="Kind">complaint, suggestion, request, appointment, enquiry, or a deployment's own.</param>
/// <param name="NumberPrefix">1 to 10 capital letters and digits before the date in the case number.</param>
/// <param name="ProcessId">A deployed process.</param>
/// <param name="InitialStatus">Code of the status that a new case has.</param>
public sealed record SaveCaseTypeRequest(LocalizedText Name, string Kind, string NumberPrefix, string ProcessId, string InitialStatus)
{
    /// <summary>A deployed form; null for no special fields.</summary>
    public string? FormId { get; init; }

    /// <summary>A deployed decision whose table says how severe a case is; null for none.</summary>
    public string? DecisionId { get; init; }

    /// <summary>Whether the agent may pick who checks the case.</summary>
    public bool AsksUnitManager { get; init; }

    /// <summary>Whether customers may register cases of it on their own page.</summary>
    public bool IsOnPortal { get; init; }

    /// <summary>Whether the agent is asked which third party a case is about.</summary>
    public bool AsksThirdParty { get; init; }

    /// <summary>The pages for people outside the call centre that offer it: account-manager, branch, supervision.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>No further case is of it.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Letters, digits and <c>. _ -</c>; 100 at most.</summary>
    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>It must not exist yet.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Makes a case type or changes it, so that what was drawn and deployed can carry cases. One of a pack is changed by the pack.</summary>
public sealed class SaveCaseType(BatonRuntime runtime, EngineSearch search, CaseDecisions decisions)
{
    public async Task<Outcome<KeptCaseType>> Handle(DeskUser user, SaveCaseTypeRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var wrong = CaseTypeRules.Check(request, user.Language);
        if (wrong.Count == 0)
            wrong = await References(request, user.Language, ct);
        if (wrong.Count > 0)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<KeptCaseType>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.CaseTypes.SingleOrDefaultAsync(one => one.Code == request.Code, ct);
                if (row is not null && request.IsNew)
                    return CaseTypeTexts.Words.Exists("code-exists", user.Language, ("code", row.Code));
                if (row?.Pack is { } pack)
                    return CaseTypeTexts.Words.Rejected("of-pack", user.Language, ("pack", pack));
                if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                row ??= await Add(db, request, ct);
                Write(row, request);
                row.Version++;
                await db.SaveChangesAsync(ct);
                return KeptCaseType.Of(row, isRunnable: true, user.Language);
            },
            ct
        );
    }

    /// <summary>After all that there are.</summary>
    private static async Task<CaseType> Add(DeskDb db, SaveCaseTypeRequest request, CancellationToken ct)
    {
        var last = await db.CaseTypes.MaxAsync(one => (int?)one.SortOrder, ct) ?? -1;
        return db
            .CaseTypes.Add(
                new CaseType
                {
                    Code = request.Code,
                    Name = request.Name,
                    Kind = request.Kind,
                    NumberPrefix = request.NumberPrefix,
                    ProcessId = request.ProcessId,
                    InitialStatus = request.InitialStatus,
                    SortOrder = last + 1,
                }
            )
            .Entity;
    }

    private static void Write(CaseType row, SaveCaseTypeRequest request)
    {
        row.Name = new(request.Name.ZhHans?.Trim() ?? "", request.Name.ZhHant?.Trim() ?? "", request.Name.En?.Trim() ?? "");
        (row.Kind, row.NumberPrefix, row.InitialStatus) = (request.Kind, request.NumberPrefix, request.InitialStatus);
        (row.ProcessId, row.FormId, row.DecisionId) = (request.ProcessId, Given(request.FormId), Given(request.DecisionId));
        (row.AsksUnitManager, row.IsOnPortal, row.AsksThirdParty) = (request.AsksUnitManager, request.IsOnPortal, request.AsksThirdParty);
        (row.Entries, row.IsRetired) = (CaseEntries.Write(request.Entries), request.IsRetired);
    }

    private async Task<List<FieldProblem>> References(SaveCaseTypeRequest request, string language, CancellationToken ct)
    {
        var wrong = new List<FieldProblem>();
        if (runtime.Catalog.LatestProcess(request.ProcessId) is null)
            wrong.Add(CaseTypeTexts.Words.Field("processId", "unknown", "process", language, ("id", request.ProcessId)));
        if (Given(request.FormId) is { } formId)
            wrong.AddRange(await Form(formId, request.IsOnPortal, language, ct));
        if (Given(request.DecisionId) is { } decisionId && await DecisionFault(decisionId, ct) is { } fault)
            wrong.Add(CaseTypeTexts.Words.Field("decisionId", "unknown", fault, language, ("id", decisionId)));
        return wrong;
    }

    private async Task<IEnumerable<FieldProblem>> Form(string formId, bool isOnPortal, string language, CancellationToken ct)
    {
        if (await search.LatestForm(formId, ct) is not { } form)
            return [CaseTypeTexts.Words.Field("formId", "unknown", "form", language, ("id", formId))];
        return isOnPortal
            ? PortalForm
                .Faults(form.Schema)
                .Select(fault => CaseTypeTexts.Words.Field("formId", "portal", "portal-form", language, ("field", fault.Field)))
                .Take(1)
            : [];
    }

    private async Task<string?> DecisionFault(string decisionId, CancellationToken ct) =>
        (await decisions.Latest(decisionId, ct))?.Outline is { } outline
            ? AssessingTable.FaultOf(outline) switch
            {
                AssessingFault.NoTable => "decision-no-table",
                AssessingFault.ManyResults => "decision-many-results",
                AssessingFault.NoSeverity => "decision-no-severity",
                _ => null,
            }
            : "decision";

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/case-types/{code}",
                async (
                    string code,
                    SaveCaseTypeRequest request,
                    DeskUser user,
                    SaveCaseType handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        type => type.Version
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "SaveCaseType",
                "Make a case type, or change it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<KeptCaseType>();
}
