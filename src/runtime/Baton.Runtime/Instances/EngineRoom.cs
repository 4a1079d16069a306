using System.Globalization;
using Baton.Engine;
using Baton.Feel;
using Baton.Runtime.Deployments;
using Baton.Runtime.Jobs;
using Baton.Runtime.Lanes;
using Baton.Runtime.Messages;
using Baton.Runtime.Storage;
using Baton.Runtime.Variables;

namespace Baton.Runtime.Instances;

/// <summary>What the engine keeps on a lane between units: instances in memory, the definitions, who takes part, whom to wake.</summary>
internal sealed class EngineRoom(
    LaneStore store,
    SharedCatalog shared,
    IReadOnlyList<IUnitParticipant> participants,
    Wakeups wakeups,
    RuntimeOptions options
)
{
    private const string CatalogVersion = "SELECT version FROM engine_catalog WHERE id = 1";

    private readonly HashSet<long> _touchedByGroup = [];
    private VersionedCatalog _current = shared.Newest;
    private bool _changesCatalog;
    private bool _locksCatalog;
    private ILookup<string, MessageStart>? _starts;
    private long _startsVersion;

    public LaneStore Store { get; } = store;

    public InstanceCache Cache { get; } = new(options.CachedInstances);

    public OwnedInstances Instances => field ??= new(this);

    /// <summary>The definitions as the last successful unit left them.</summary>
    public DefinitionCatalog Catalog => _current.Catalog;

    public IReadOnlyList<IUnitParticipant> Participants { get; } = participants;

    /// <summary>Who else refers to instances.</summary>
    public IReadOnlyList<HistoryKeeper> Keepers { get; init; } = [];

    /// <summary>Who has the last word in a unit.</summary>
    public IReadOnlyList<UnitEnding> Endings { get; init; } = [];

    public Wakeups Wakeups { get; } = wakeups;

    public EngineLimits Limits { get; } = EngineLimits.Default;

    /// <summary>How large the variables of one command, or of the jobs of one answer, may be, in bytes of their JSON.</summary>
    public long LargestMessage { get; } = options.MaxCommandBytes;

    /// <summary>Null, or why the variables of a command are refused.</summary>
    public Problem? TooLarge(FeelContext variables)
    {
        var limit = LargestMessage;
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

    /// <summary>A unit that will be committed changed the definitions.</summary>
    public void Use(DefinitionCatalog catalog)
    {
        _current = new(catalog, _changesCatalog ? _current.Version : _current.Version + 1);
        _changesCatalog = true;
    }

    /// <summary>
    /// Before the first unit of a group: definitions that others deployed have to be known, and what the units are known to need is got at once.
    /// </summary>
    public void GroupBegins(LaneGroup group, IReadOnlyCollection<UnitNeeds> needs, DateTimeOffset now)
    {
        _current = shared.Newest;
        if (group.Open(needs) is { } opening)
        {
            Refresh(opening.CatalogVersion);
            Instances.Own(group, [.. opening.Roots.Union(needs.Select(need => need.RootInstanceKey).OfType<long>())]);
        }
        foreach (var (type, jobs, withLease) in GroupNeeds.Activations(needs))
        {
            group.Facts.Add(type, Ready(group, type, jobs, withLease, now));
        }
    }

    /// <summary>Looks whether others have deployed; not while this group may have changes of its own, which are nobody else's yet.</summary>
    public void Refresh()
    {
        if (!_locksCatalog && Store.Query(CatalogVersion).Number() is { } version)
        {
            Refresh(version);
        }
    }

    /// <summary>The start events of latest versions that wait for a message.</summary>
    public IEnumerable<MessageStart> MessageStarts(string name)
    {
        if (_locksCatalog || _changesCatalog)
        {
            return MessageStart.Read(Store)[name];
        }
        if (_starts is null || _startsVersion != _current.Version)
        {
            (_starts, _startsVersion) = (MessageStart.Read(Store), _current.Version);
        }
        return _starts[name];
    }

    private ReadyJobs Ready(LaneGroup group, string type, int most, bool withLease, DateTimeOffset now)
    {
        var jobs = JobFinding.Find(Store, type, most, withLease, now);
        Instances.Own(group, [.. jobs.Select(job => job.Root).Distinct()]);
        return new(jobs, areAll: jobs.Count < most);
    }

    private void Refresh(long version)
    {
        if (version == _current.Version)
        {
            return;
        }
        _current = new(DefinitionCatalog.Load(Store.Connection), version);
        shared.Offer(_current);
    }

    /// <summary>Before the definitions are changed: alone, and from what is newest.</summary>
    public void LockCatalog(LaneGroup group)
    {
        if (group.Lock(LockNames.Catalog))
        {
            Refresh();
        }
        _locksCatalog = true;
        Store
            .Query("UPDATE engine_catalog SET version = @p0 WHERE id = 1")
            .With(_changesCatalog ? _current.Version : _current.Version + 1)
            .Execute();
    }

    /// <summary>After each group: what was not committed must not stay in memory.</summary>
    public void GroupEnded(bool committed)
    {
        if (committed)
        {
            shared.Offer(_current);
        }
        else
        {
            foreach (var root in _touchedByGroup)
            {
                Cache.Evict(root);
            }
            Wakeups.Forget();
        }
        Wakeups.Catalog |= committed && _changesCatalog;
        _changesCatalog = _locksCatalog = false;
        _current = shared.Newest;
        _touchedByGroup.Clear();
        Cache.Trim();
        if (committed)
        {
            Wakeups.Send();
        }
    }
}
