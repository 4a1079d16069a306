using Baton.Engine.Events;
using Baton.Engine.Instances;

namespace Baton.Engine.Simulation;

/// <summary>
/// Counts, scope by scope, how often the ways in and out of blocks were passed. In a scope that completed without being interrupted a token
/// that was lost or doubled shows as a difference.
/// </summary>
internal sealed class FlowBalance(IReadOnlyList<(string In, string Out)> pairs)
{
    private readonly Dictionary<long, Dictionary<string, int>> _passed = [];
    private readonly Dictionary<long, long> _scopeOf = [];
    private readonly HashSet<long> _disturbed = [];
    private readonly HashSet<long> _completed = [];

    public void Record(IReadOnlyList<EngineEvent> events)
    {
        foreach (EngineEvent @event in events)
        {
            switch (@event)
            {
                case ElementActivating activating:
                    _scopeOf[activating.Key] = activating.ScopeKey;
                    break;
                case ElementCompleted completed:
                    _completed.Add(completed.Key);
                    if (_scopeOf.TryGetValue(completed.Key, out long scope))
                    {
                        Dictionary<string, int> counts = _passed.TryGetValue(scope, out var known) ? known : _passed[scope] = [];
                        string id = Migrations.Original(completed.ElementId);
                        counts[id] = counts.GetValueOrDefault(id) + 1;
                        if (completed.ElementId.StartsWith("terminate", StringComparison.Ordinal))
                        {
                            _disturbed.Add(scope);
                        }
                    }
                    break;
                case EventTriggered { Key: var key } triggered when triggered.CatcherId.StartsWith("esp", StringComparison.Ordinal):
                    _disturbed.Add(key);
                    break;
                case TokensDiscarded discarded:
                    _disturbed.Add(discarded.ScopeKey);
                    break;
            }
        }
    }

    public void CheckEnded(long root)
    {
        Check.That(_completed.Contains(root), "the root instance did not complete");
        foreach ((long scope, Dictionary<string, int> counts) in _passed)
        {
            if (_disturbed.Contains(scope) || !_completed.Contains(scope))
            {
                continue;
            }
            foreach ((string entry, string exit) in pairs)
            {
                int entered = counts.GetValueOrDefault(entry);
                int left = counts.GetValueOrDefault(exit);
                Check.That(entered == left, $"in scope {scope} '{entry}' was passed {entered} times but '{exit}' {left} times");
            }
        }
    }
}
