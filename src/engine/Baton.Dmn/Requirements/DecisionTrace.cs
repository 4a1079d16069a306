using Baton.Feel;
using Baton.Feel.Compilation;

namespace Baton.Dmn.Requirements;

/// <summary>What the decision table of a decision saw and matched, and where its warnings arose.</summary>
internal sealed class DecisionTrace(Evaluation run, IReadOnlyList<FeelWarning> aboutInputs)
{
    private readonly int _first = run.Warnings?.Count ?? 0;
    private readonly List<(int Rule, int Column)> _places = [];

    public List<EvaluatedInput> Inputs { get; } = [];

    public List<MatchedRule> Rules { get; } = [];

    /// <summary>Says where the warnings since the last call arose; 0 stands for the head of the table.</summary>
    public void Note(int rule, int column)
    {
        while (_places.Count < Count)
        {
            _places.Add((rule, column));
        }
    }

    /// <summary>The warnings about its input data, and those since this trace began.</summary>
    public IReadOnlyList<DecisionWarning> Warnings()
    {
        if (Count == 0 && aboutInputs.Count == 0)
        {
            return [];
        }
        var own = run.Warnings?.Skip(_first) ?? [];
        return
        [
            .. aboutInputs.Select(warning => new DecisionWarning(warning)),
            .. own.Select((warning, i) => i < _places.Count ? Placed(warning, _places[i]) : new(warning)),
        ];
    }

    private int Count => (run.Warnings?.Count ?? 0) - _first;

    private static DecisionWarning Placed(FeelWarning warning, (int Rule, int Column) place) =>
        new(warning, place.Rule == 0 ? null : place.Rule, place.Column);
}
