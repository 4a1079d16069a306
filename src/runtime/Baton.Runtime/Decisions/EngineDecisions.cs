using Baton.Dmn;
using Baton.Dmn.Outline;
using Baton.Feel;
using Baton.Runtime.Deployments;
using Baton.Runtime.Instances;
using Baton.Runtime.Search;

namespace Baton.Runtime.Decisions;

/// <summary>Which decision to evaluate, and on what. Exactly one of key and id is given.</summary>
public sealed record EvaluateDecisionRequest
{
    /// <summary>The exact version by its key.</summary>
    public long? DecisionKey { get; init; }

    /// <summary>The latest version by the decision's id.</summary>
    public string? DecisionId { get; init; }

    public FeelContext Variables { get; init; } = FeelContext.Empty;
}

/// <summary>What came of an evaluation.</summary>
/// <param name="Definition">The version that was asked.</param>
/// <param name="Result">The value with its warnings, or the failure.</param>
/// <param name="Rows">The decisions on the way, each with its own version; the one that was asked, or that failed, last.</param>
public sealed record DecisionOutcome(AskedDefinition Definition, DecisionResult Result, IReadOnlyList<DecisionInstanceRow> Rows);

/// <summary>The version of the decision that was asked.</summary>
public sealed record AskedDefinition(long Key, string DecisionId, string Name, int Version, string RequirementsId, long RequirementsKey);

/// <summary>
/// Evaluates deployed decisions outside of processes and tells what they say. Evaluation runs on the caller's thread. Safe for any number of
/// threads.
/// </summary>
public sealed class EngineDecisions
{
    private const long NotKept = -1;

    private readonly BatonRuntime _runtime;

    internal EngineDecisions(BatonRuntime runtime) => _runtime = runtime;

    /// <summary>Evaluates a decision and keeps what came of it, also a failure; the rows carry real keys.</summary>
    public async Task<Outcome<DecisionOutcome>> Evaluate(EvaluateDecisionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var catalog = _runtime.Catalog;
        var evaluated = Run(catalog, request);
        if (evaluated.Problem is { } problem)
        {
            return problem;
        }
        var (decision, result) = evaluated.Value;
        return await _runtime
            .Write<DecisionOutcome>(
                unit =>
                {
                    var rows = DecisionTrail.Rows(catalog, decision, result, unit.NextKey(), unit.Now);
                    DecisionRecording.Record(unit, rows);
                    return new(new DecisionOutcome(Definition(decision), result, rows));
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Evaluates a decision to see what it would answer; nothing is kept, and the rows have no keys of their own.</summary>
    public Outcome<DecisionOutcome> TryOut(EvaluateDecisionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var catalog = _runtime.Catalog;
        return Run(catalog, request)
            .Then(evaluated =>
            {
                var (decision, result) = evaluated;
                var rows = DecisionTrail.Rows(catalog, decision, result, NotKept, _runtime.Clock.GetUtcNow());
                return new DecisionOutcome(Definition(decision), result, rows);
            });
    }

    /// <summary>The environment of one evaluation: the clock and zone of the installation, and a fresh source of randomness.</summary>
    public FeelEnvironment NewEnvironment() => new(_runtime.Clock.GetUtcNow(), _runtime.Clock.LocalTimeZone, new FeelRandom(Seeds.New()));

    /// <summary>What the file of a decision says, for people; null when there is no such version.</summary>
    public async Task<ModelOutline?> Outline(long decisionKey, CancellationToken cancellationToken = default) =>
        await _runtime.Search.DecisionDefinitionXml(decisionKey, cancellationToken).ConfigureAwait(false) is { } xml
            ? ModelOutline.Read(xml)
            : null;

    private Outcome<(CatalogDecision Decision, DecisionResult Result)> Run(DefinitionCatalog catalog, EvaluateDecisionRequest request)
    {
        var decision = request.DecisionKey is { } key ? catalog.LiveDecision(key) : catalog.LatestDecision(request.DecisionId ?? "");
        if (decision is null)
        {
            var named = request.DecisionId ?? request.DecisionKey?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Problem.NotFound("decision.unknown", $"There is no decision '{named}'. Deploy it first.");
        }
        var answer = decision.Deployed.Evaluate(FeelScope.Of(request.Variables), NewEnvironment());
        return answer.Result is { } result
            ? (decision, result)
            : Problem.Conflict("decision.unreadable", $"Decision '{decision.DecisionId}' cannot be evaluated: {answer.Problem}");
    }

    private static AskedDefinition Definition(CatalogDecision decision) =>
        new(decision.Key, decision.DecisionId, decision.Name, decision.Version, decision.RequirementsId, decision.RequirementsKey);
}
