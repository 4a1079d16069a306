using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.Tests.Channels.Fax;
using Baton.Desk.Tests.Processes;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Packs;

/// <summary>A desk with the pack of deployment E and its demo organisation; people by the names that they sign in with.</summary>
internal sealed class WorkOrderDesk : IAsyncDisposable
{
    private readonly FaxDesk _desk;

    private WorkOrderDesk(FaxDesk desk) => _desk = desk;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<WorkOrderDesk> Open(params (string Key, string Value)[] settings)
    {
        var desk = await FaxDesk.OpenEmpty(settings);
        var pack = PackFiles.FromFolder(Path.Combine(PackReaderTests.RepositoryRoot(), "packs", "work-order-basic"));
        var imported = await desk.Get<ImportPack>().Import(pack, withDemo: true, Ct);
        Assert.True(imported.Succeeded, imported.Problem?.ToString());
        return new(desk);
    }

    public T Get<T>()
        where T : notnull => _desk.Get<T>();

    public async Task<DeskUser> User(string name)
    {
        var user = await _desk.Get<DeskReader>().Read(db => DeskUsers.Load(db, name, Ct), Ct);
        Assert.NotNull(user);
        return user with { Language = Languages.English };
    }

    public Task<T> Read<T>(Func<DeskDb, Task<T>> read) => _desk.Read(read);

    /// <summary>Changes rows behind the desk's back.</summary>
    public async Task<T> Write<T>(Func<DeskDb, Task<T>> write)
    {
        var outcome = await Get<BatonRuntime>()
            .Write<T>(
                async unit =>
                {
                    await using var db = DeskDb.In(unit);
                    return Outcome.Of(await write(db));
                },
                Ct
            );
        return outcome.Value;
    }

    /// <summary>Ends the process of a case as an operator of the engine can.</summary>
    public async Task CancelProcess(string number)
    {
        var key = await Read(db =>
            db.Cases.Where(row => row.Number == number).Select(row => row.ProcessInstanceKey!.Value).SingleAsync(Ct)
        );
        var done = await Get<BatonRuntime>().Write<Done>(unit => unit.Engine.CancelInstance(key), Ct);
        Assert.True(done.Succeeded, done.Problem?.ToString());
    }

    public DateTimeOffset Now => _desk.Now;

    public Task Advance(TimeSpan by) => _desk.PinClock(_desk.Now + by);

    /// <summary>A fault that an agent registers.</summary>
    public async Task<string> Register(string by = "ann", Func<OpenCaseRequest, OpenCaseRequest>? change = null)
    {
        var customer = await Read(db => db.Customers.Where(row => row.Number == "W-1001").Select(row => row.Key).SingleAsync(Ct));
        var request = new OpenCaseRequest("wo-fault", "No signal at home")
        {
            CustomerKey = customer,
            Form = new()
            {
                ["faultKind"] = "no-service",
                ["faultPlace"] = "12 Harbour Road",
                ["serviceNumber"] = "13800138000",
            },
        };
        var opened = await Get<OpenCase>().Handle(await User(by), change is null ? request : change(request), Ct);
        Assert.True(opened.Succeeded, opened.Problem?.ToString());
        return opened.Value.Number;
    }

    public async Task<CasePage> Show(string number, string by = "cora")
    {
        var page = await Get<ShowCase>().Handle(await User(by), new(number), Ct);
        Assert.True(page.Succeeded, page.Problem?.ToString());
        return page.Value;
    }

    /// <summary>The one open task of the case.</summary>
    public async Task<TaskView> Task(string number) => Assert.Single((await Show(number)).Tasks);

    public async Task<Outcome<TaskView>> Try(string by, string number, string action, string? opinion = null, JsonObject? form = null) =>
        await Get<CompleteTask>().Handle(await User(by), new((await Task(number)).Key, action, opinion, form), Ct);

    public async Task Do(string by, string number, string action, string? opinion = null, JsonObject? form = null)
    {
        var done = await Try(by, number, action, opinion, form);
        Assert.True(done.Succeeded, done.Problem?.ToString());
    }

    public Task Dispatch(string number, params string[] departments) =>
        Do("cora", number, "dispatch", form: new() { ["departments"] = new JsonArray([.. departments.Select(one => (JsonNode?)one)]) });

    /// <summary>Whose department the case lies with now.</summary>
    public async Task<string?> With(string number) => (await Task(number)).CandidateDepartments.SingleOrDefault()?.Code;

    public ValueTask DisposeAsync() => _desk.DisposeAsync();
}
