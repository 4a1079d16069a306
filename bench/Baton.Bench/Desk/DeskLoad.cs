using System.Globalization;
using Baton.Bench.Load;

namespace Baton.Bench.Desk;

/// <summary>People who look into their work lists, open cases and search, as often as a second has turns, whether or not they were answered.</summary>
internal sealed class DeskLoad : IDisposable
{
    private const int AgentsSignedIn = 120;
    private const int ManagersSignedIn = 60;
    private const int ReadersSignedIn = 20;

    private readonly SocketsHttpHandler _connections = new() { UseProxy = false, UseCookies = false };
    private readonly DeskSample _sample;
    private readonly List<DeskClient> _agents = [];
    private readonly List<DeskClient> _managers = [];
    private readonly List<DeskClient> _readers = [];
    private readonly List<(DeskClient Agent, string Number)> _live = [];
    private readonly SortedDictionary<string, Latencies> _latencies = new(StringComparer.Ordinal);
    private long _turn;

    private DeskLoad(DeskSample sample) => _sample = sample;

    /// <summary>What was timed, by what was done.</summary>
    public IReadOnlyDictionary<string, Latencies> Latencies => _latencies;

    /// <summary>Signs people in, and lets agents open cases by their processes.</summary>
    public static async Task<DeskLoad> Begin(Uri address, DeskSample sample, int liveCases)
    {
        var load = new DeskLoad(sample);
        var people = sample.Size.People;
        await load.SignIn(load._readers, address, Enumerable.Range(0, people).Where(DeskSample.ReadsAll).Take(ReadersSignedIn));
        await load.SignIn(
            load._managers,
            address,
            Enumerable.Range(0, people).Where(one => DeskSample.IsManager(one) && !DeskSample.ReadsAll(one)).Take(ManagersSignedIn)
        );
        await load.SignIn(load._agents, address, Enumerable.Range(0, people).Where(one => !DeskSample.IsManager(one)).Take(AgentsSignedIn));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, liveCases),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (index, _) => await load.Open(index)
        );
        return load;
    }

    /// <summary>One turn of somebody; timed, never throws.</summary>
    public Task Turn()
    {
        var turn = Interlocked.Increment(ref _turn);
        var dice = new Dice(turn);
        var (name, who, path) = dice.Next(10) switch
        {
            < 3 => ("worklist.mine", _managers[dice.Next(_managers.Count)], "api/worklist"),
            3 => ("worklist.groups", _agents[dice.Next(_agents.Count)], "api/worklist?view=groups"),
            < 6 => ("case.any", _readers[dice.Next(_readers.Count)], $"api/cases/{Any(ref dice).Number}"),
            < 8 => Live(ref dice),
            _ => Search(ref dice),
        };
        Latencies latencies;
        lock (_latencies)
        {
            latencies = _latencies.TryGetValue(name, out var known) ? known : _latencies[name] = new();
        }
        return latencies.Time(() => who.Get(path));
    }

    public void Dispose()
    {
        foreach (var client in _agents.Concat(_managers).Concat(_readers))
        {
            client.Dispose();
        }
        _connections.Dispose();
    }

    private async Task SignIn(List<DeskClient> clients, Uri address, IEnumerable<int> people)
    {
        foreach (var person in people)
        {
            clients.Add(await DeskClient.SignIn(_connections, address, DeskSample.Person(person)));
        }
    }

    private async Task Open(int index)
    {
        var agent = _agents[index % _agents.Count];
        var opened = await agent.Post("api/cases", DeskSample.NewCase(index, _sample.Size.Customers));
        lock (_live)
        {
            _live.Add((agent, opened["number"]!.GetValue<string>()));
        }
    }

    private (string Name, DeskClient Who, string Path) Live(ref Dice dice)
    {
        if (_live.Count == 0)
        {
            return ("case.any", _readers[dice.Next(_readers.Count)], $"api/cases/{Any(ref dice).Number}");
        }
        var (agent, number) = _live[dice.Next(_live.Count)];
        return ("case.live", agent, $"api/cases/{number}");
    }

    private (string Name, DeskClient Who, string Path) Search(ref Dice dice)
    {
        var reader = _readers[dice.Next(_readers.Count)];
        var agent = _agents[dice.Next(_agents.Count)];
        var one = Any(ref dice);
        var street = DeskSample.Street(dice.Next(2_000));
        return dice.Next(14) switch
        {
            0 => ("search.order-number", reader, $"api/cases?text={DeskSample.OrderNumber(one.Key)}"),
            1 => ("search.street", reader, $"api/cases?text={street}"),
            2 => ("search.two-characters", reader, $"api/cases?text={street[..2]}"),
            3 => ("search.common-word", reader, "api/cases?text=宽带"),
            4 => ("search.two-words", reader, $"api/cases?text=宽带 {street}"),
            5 => ("search.number", reader, $"api/cases?text={one.Number}"),
            6 => ("search.end-of-phone", reader, $"api/cases?phone={one.CustomerPhone![^6..]}"),
            7 => ("search.customer", reader, $"api/cases?customer={one.CustomerName}"),
            8 => (
                "search.conditions",
                reader,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"api/cases?type=tos&category=mobile&openedFrom={one.OpenedAt:yyyy-MM-dd}T00:00:00Z&openedTo={one.OpenedAt.AddDays(7):yyyy-MM-dd}T00:00:00Z"
                )
            ),
            9 => ("search.newest", reader, "api/cases"),
            10 => ("search.own", agent, "api/cases"),
            11 => ("search.own-word", agent, $"api/cases?text={street}"),
            12 => ("search.customer-typed", agent, $"api/customers?search={one.CustomerName[..2]}&limit=10"),
            _ => ("search.customer-number", agent, $"api/customers?search={one.CustomerPhone![^8..]}&limit=10"),
        };
    }

    private Baton.Desk.Cases.Case Any(ref Dice dice) => _sample.Case(1 + dice.Next(_sample.Size.Cases));
}
