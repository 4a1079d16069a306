using System.Text.Json.Nodes;
using Baton.Desk.Http;
using Baton.Desk.Processes.Decisions;
using Baton.Dmn;
using Baton.Dmn.Outline;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs.Decisions;

/// <summary>A draft to try out.</summary>
/// <param name="Text">The whole DMN text.</param>
public sealed record TryDraftDecisionRequest(string? Text)
{
    /// <summary>The decision to evaluate; null only tells what the decisions of the draft ask for.</summary>
    public string? DecisionId { get; init; }

    /// <summary>Values by the names of its fields; dates as ISO 8601, expressions as FEEL.</summary>
    public JsonObject? Values { get; init; }
}

/// <summary>What a draft holds, and what came of the trial.</summary>
/// <param name="Decisions">The decisions of the draft in the order of its text.</param>
/// <param name="Trial">Null when no decision was named.</param>
public sealed record DraftTrial(IReadOnlyList<DraftDecision> Decisions, DecisionTrial? Trial);

/// <summary>A decision of a draft with the values that it asks for.</summary>
public sealed record DraftDecision(string DecisionId, string Name, IReadOnlyList<DecisionField> Inputs);

/// <summary>Evaluates a decision as it is drawn now, before anybody deploys it; nothing is recorded.</summary>
public sealed class TryDraftDecision(BatonRuntime runtime)
{
    internal const int TextMax = 2_000_000;
    internal const int ValuesMax = 500;

    public Outcome<DraftTrial> Handle(DeskUser user, TryDraftDecisionRequest request)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        if (Check(request, user.Language) is { } fault)
            return Problems.Invalid(user.Language, fault);
        var outline = ModelOutline.Read(request.Text!);
        if (outline.Decisions.Count == 0)
            return Invalid("text", "unreadable", "text-unreadable", user.Language);
        List<DraftDecision> decisions =
        [
            .. outline.Decisions.Select(one => new DraftDecision(one.Id, one.Name, [.. one.Needs.Select(DecisionField.Of)])),
        ];
        if (request.DecisionId is not { Length: > 0 } id)
            return new DraftTrial(decisions, null);
        var asked = outline.Find(id);
        var model = DmnModel.Read(request.Text!);
        if (asked is null || model.Find(id) is not { } decision)
            return Invalid("decisionId", "unknown", "decision-unknown", user.Language, ("id", id));
        var environment = runtime.Decisions.NewEnvironment();
        var values = new DecisionValues(decisions.First(one => one.DecisionId == id).Inputs, environment, user.Language);
        var variables = values.Read(request.Values ?? []);
        if (values.Faults.Count > 0)
            return Problems.Invalid(user.Language, values.Faults);
        return new DraftTrial(decisions, DecisionTrial.Of(outline, asked, 0, decision.Evaluate(variables, environment)));
    }

    private static FieldProblem? Check(TryDraftDecisionRequest request, string language) =>
        request switch
        {
            { Text: null or "" } => DraftDecisionTexts.Words.Field("text", "required", "text", language),
            { Text.Length: > TextMax } => DraftDecisionTexts.Words.Field(
                "text",
                "maxLength",
                "text-length",
                language,
                ("max", TextMax.ToString(System.Globalization.CultureInfo.InvariantCulture))
            ),
            { Values.Count: > ValuesMax } => DraftDecisionTexts.Words.Field(
                "values",
                "maxLength",
                "values-many",
                language,
                ("max", ValuesMax.ToString(System.Globalization.CultureInfo.InvariantCulture))
            ),
            _ => null,
        };

    private static Problem Invalid(
        string field,
        string code,
        string key,
        string language,
        params ReadOnlySpan<(string, string)> parameters
    ) => Problems.Invalid(language, DraftDecisionTexts.Words.Field(field, code, key, language, parameters));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/decisions/trial",
                (TryDraftDecisionRequest request, DeskUser user, TryDraftDecision handler) => Answer.Ok(handler.Handle(user, request))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe("TryDraftDecision", "Evaluate a decision of a draft without recording it", StatusCodes.Status400BadRequest)
            .Produces<DraftTrial>();
}
