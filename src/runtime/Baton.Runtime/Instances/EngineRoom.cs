using System.Globalization;
using Baton.Engine;
using Baton.Feel;
using Baton.Runtime.Deployments;
using Baton.Runtime.Lanes;
using Baton.Runtime.Variables;

namespace Baton.Runtime.Instances;

/// <summary>What the engine keeps on the lane between units: instances in memory, the definitions, who takes part, whom to wake.</summary>
internal sealed class EngineRoom(
    LaneStore store,
    DefinitionCatalog catalog,
    IReadOnlyList<IUnitParticipant> participants,
    Wakeups wakeups,
    RuntimeOptions options
)
{
    private readonly HashSet<long> _touchedByGroup = [];
    private DefinitionCatalog _committed = catalog;

    public LaneStore Store { get; } = store;

    public InstanceCache Cache { get; } = new(options.CachedInstances);

    /// <summary>The definitions as the last successful unit left them; other threads read it.</summary>
    public DefinitionCatalog Catalog { get; private set; } = catalog;

    public IReadOnlyList<IUnitParticipant> Participants { get; } = participants;

    /// <summary>Who else refers to instances.</summary>
    public IReadOnlyList<HistoryKeeper> Keepers { get; init; } = [];

    public Wakeups Wakeups { get; } = wakeups;

    public EngineLimits Limits { get; } = EngineLimits.Default;

    /// <summary>Null, or why the variables of a command are refused.</summary>
    public Problem? TooLarge(FeelContext variables)
    {
        var limit = options.MaxCommandBytes;
        return VariableSize.Of(variables, limit) <= limit
            ? null
            : Problem.Invalid(
                "variables.too-large",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected variables of at most {limit / 1024.0 / 1024.0:0.###} MB as JSON, but they are larger. Keep large content elsewhere and a reference to it in the variable, or raise {RuntimeOptions.Section}:{nameof(RuntimeOptions.MaxCommandBytes)}."
                )
            );
    }

    public void Touch(long root) => _touchedByGroup.Add(root);

    public void Use(DefinitionCatalog catalog) => Catalog = catalog;

    /// <summary>After each group: what was not committed must not stay in memory.</summary>
    public void GroupEnded(bool committed)
    {
        if (!committed)
        {
            foreach (var root in _touchedByGroup)
            {
                Cache.Evict(root);
            }
            Catalog = _committed;
            Wakeups.Forget();
        }
        _committed = Catalog;
        _touchedByGroup.Clear();
        Cache.Trim();
        if (committed)
        {
            Wakeups.Send();
        }
    }
}
