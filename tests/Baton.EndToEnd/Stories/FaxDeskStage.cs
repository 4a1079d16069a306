using Baton.Tests.Postgres;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment A on its stage: a real server with the demo organisation, its people, the fax gateway, and the clock in our hand.</summary>
internal sealed class FaxDeskStage : IAsyncDisposable
{
    public const string DemoPassword = "baton-demo";

    /// <summary>Monday 23 November 2026, 09:05 in Hong Kong.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 23, 1, 5, 0, TimeSpan.Zero);

    private readonly List<DeskApi> _people = [];
    private readonly DeskApi _administrator;

    private FaxDeskStage(ServerProcess server)
    {
        Server = server;
        Gateway = new FaxGateway(Path.Combine(server.DataDirectory, "fax"));
        _administrator = new DeskApi(server, ServerProcess.AdminUserName, ServerProcess.AdminPassword);
        _people.Add(_administrator);
    }

    public ServerProcess Server { get; }

    public FaxGateway Gateway { get; }

    public DateTimeOffset Now { get; private set; }

    public static Task<FaxDeskStage> Set() => Set(Morning, []);

    /// <summary>The same on PostgreSQL, which answers later than SQLite, so that pages wait for what they show; on SQLite where it is not installed.</summary>
    public static Task<FaxDeskStage> SetOnPostgres() =>
        Set(Morning, new ServerSettings { LoadDemo = true, OnPostgres = ThrowawayPostgres.WhyNot is null });

    /// <summary>Begins at another time, with more arguments of the server's command line.</summary>
    public static Task<FaxDeskStage> Set(DateTimeOffset at, IReadOnlyList<string> arguments) =>
        Set(at, new ServerSettings { LoadDemo = true, Arguments = arguments });

    private static async Task<FaxDeskStage> Set(DateTimeOffset at, ServerSettings settings)
    {
        var stage = new FaxDeskStage(await ServerProcess.Start(settings));
        await stage.SetClock(at);
        return stage;
    }

    public DeskApi Person(string userName)
    {
        var person = new DeskApi(Server, userName, DemoPassword);
        _people.Add(person);
        return person;
    }

    public async Task SetClock(DateTimeOffset at)
    {
        Now = at;
        await _administrator.PinClock(at);
    }

    public Task Advance(TimeSpan by) => SetClock(Now + by);

    public async ValueTask DisposeAsync()
    {
        _people.ForEach(person => person.Dispose());
        await Server.DisposeAsync();
    }
}
