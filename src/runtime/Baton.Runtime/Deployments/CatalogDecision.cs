using System.Collections.Immutable;
using Baton.Dmn;
using Baton.Engine.Deployments;
using Baton.Feel;

namespace Baton.Runtime.Deployments;

/// <summary>A version of a decision in the catalog. Its model is read when the decision is first asked.</summary>
internal sealed record CatalogDecision
{
    private readonly Lazy<DmnModel> _model;
    private readonly Lazy<DeployedDecision> _deployed;

    public CatalogDecision(Lazy<DmnModel> model)
    {
        _model = model;
        _deployed = new(() => Deploy(model.Value));
    }

    public required long Key { get; init; }
    public required string DecisionId { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }

    /// <summary>The key of the file it came in; decisions with the same one may require each other.</summary>
    public required long RequirementsKey { get; init; }

    public required string RequirementsId { get; init; }

    /// <summary>The deployments that contained it, unchanged ones included.</summary>
    public required ImmutableHashSet<long> Deployments { get; init; }

    public bool IsDeleted { get; init; }

    public DeployedDecision Deployed => _deployed.Value;

    /// <summary>The form of its logic, in the words of the REST interface.</summary>
    public string Type =>
        _model.Value.Find(DecisionId)?.Kind switch
        {
            DecisionKind.DecisionTable => "DECISION_TABLE",
            DecisionKind.LiteralExpression => "LITERAL_EXPRESSION",
            _ => "UNKNOWN",
        };

    /// <summary>The model of a DMN file, read once for all its decisions.</summary>
    public static Lazy<DmnModel> Model(byte[] content) => new(() => DmnModel.Read(new MemoryStream(content, writable: false)));

    private DeployedDecision Deploy(DmnModel model)
    {
        var decision = model.Find(DecisionId);
        return new DeployedDecision
        {
            Key = Key,
            DecisionId = DecisionId,
            Version = Version,
            Evaluate = (variables, environment) =>
                decision is null
                    ? new(FeelValue.Null, $"version {Version} of it cannot be read by this program version.")
                    : Answer(decision.Evaluate(variables, environment)),
        };
    }

    private static DecisionAnswer Answer(DecisionResult result) =>
        new(result.Output, result.Failure is { } failure ? $"{failure.Message} (line {failure.Line}, column {failure.Column})" : null)
        {
            Result = result,
        };
}
