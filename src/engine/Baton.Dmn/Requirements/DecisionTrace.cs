namespace Baton.Dmn.Requirements;

/// <summary>What the decision table of a decision saw and matched.</summary>
internal sealed class DecisionTrace
{
    public List<EvaluatedInput> Inputs { get; } = [];

    public List<MatchedRule> Rules { get; } = [];
}
