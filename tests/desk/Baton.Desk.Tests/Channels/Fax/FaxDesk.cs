using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Channels.Fax.ListTransmissions;
using Baton.Desk.Channels.Fax.Spool;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Storage;
using Baton.Desk.Tests.Storage;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Tests.Channels.Fax;

/// <summary>A desk on a real database and a real spool directory, with its clock pinned and a process that sends faxes.</summary>
internal sealed class FaxDesk : IAsyncDisposable
{
    public const string GoodNumber = "+85223456780";
    public const string OtherNumber = "+85225261003";

    public static readonly DateTimeOffset Morning = new(2026, 3, 5, 1, 5, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    private FaxDesk(string folder, BatonStorage storage, IEnumerable<KeyValuePair<string, string?>>? more = null)
    {
        Folder = folder;
        var settings = new Dictionary<string, string?> { ["Data:Directory"] = folder, ["Documents:TimeZone"] = "Asia/Hong_Kong" };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).AddInMemoryCollection(more).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddBatonRuntime();
        // By a factory, so that the container disposes of it.
        services.AddSingleton<BatonStorage>(_ => storage);
        services.AddDesk(configuration);
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        Get<IFaxDriver>();
        Agent = User("amy", "agent", Permissions.OpenCases, Permissions.ReadOwnCases, Permissions.WorkOnTasks);
        Manager = User("max", "manager", Permissions.ReadAllCases, Permissions.WorkOnTasks);
        FaxAgent = User("fay", "fax-agent", Permissions.WorkOnTasks, Permissions.WorkOnFaxes);
    }

    public string Folder { get; }
    public string Spool => Path.Combine(Folder, "fax");
    public DeskUser Agent { get; }
    public DeskUser Manager { get; }
    public DeskUser FaxAgent { get; }
    public BatonRuntime Runtime => Get<BatonRuntime>();
    public DateTimeOffset Now => Get<BatonClock>().GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens a new desk with the pack of <see cref="FaxPack"/>, or one that was stopped before.</summary>
    public static Task<FaxDesk> Open(string? folder = null) => Open(folder, folder is null);

    /// <summary>Opens a new desk with settings of its own, below a folder that is made for it.</summary>
    public static async Task<FaxDesk> Open(Func<string, Dictionary<string, string?>> settings)
    {
        var folder = NewFolder();
        return await Open(folder, await TestStorage.Open(folder), withPack: true, settings(folder));
    }

    /// <summary>Opens a new desk that nothing was imported into.</summary>
    public static async Task<FaxDesk> OpenEmpty(params (string Key, string Value)[] settings)
    {
        var folder = NewFolder();
        var more = settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value));
        return await Open(folder, await TestStorage.Open(folder), withPack: false, more);
    }

    /// <summary>Opens a new desk on PostgreSQL, whatever the others of this run are on.</summary>
    public static async Task<FaxDesk> OpenOnPostgres()
    {
        var folder = NewFolder();
        return await Open(folder, await TestStorage.OpenPostgres(folder), withPack: true);
    }

    /// <summary>Opens another server's desk on the database of this one.</summary>
    public async Task<FaxDesk> OpenBeside() => await Open(Folder, await TestStorage.OpenPostgres(Folder), withPack: false);

    private static async Task<FaxDesk> Open(string? folder, bool withPack)
    {
        folder ??= NewFolder();
        return await Open(folder, await TestStorage.Open(folder), withPack);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("baton-fax-").FullName;

    private static async Task<FaxDesk> Open(
        string folder,
        BatonStorage storage,
        bool withPack,
        IEnumerable<KeyValuePair<string, string?>>? settings = null
    )
    {
        var desk = new FaxDesk(folder, storage, settings);
        await desk.Runtime.Start(Cancellation);
        await desk.Runtime.PinClock(Morning, Cancellation);
        if (withPack)
            Assert.Null((await desk.Get<ImportPack>().Import(FaxPack.Files(), withDemo: true, Cancellation)).Problem?.Fields);
        return desk;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task PinClock(DateTimeOffset at) => Runtime.PinClock(at, Cancellation);

    /// <summary>Opens a case of the demo customer and approves it.</summary>
    public async Task<string> ApprovedCase(string subject, string? faxNumber = GoodNumber)
    {
        var customer = await Read(db => db.Customers.SingleAsync(row => row.Number == "C-1"));
        var form = new JsonObject { ["plan"] = "gold" };
        if (faxNumber is not null)
            form["faxNumber"] = faxNumber;
        var request = new OpenCaseRequest("order", subject)
        {
            CustomerKey = customer.Key,
            Form = form,
            Description = "請於星期六安裝。",
            Department = "cs-1",
        };
        var opened = await Get<OpenCase>().Handle(Agent, request, Cancellation);
        Assert.Null(opened.Problem);
        await Complete(Manager, await OpenTask(opened.Value.Number, "Approve"), "approve");
        return opened.Value.Number;
    }

    public async Task Complete(DeskUser user, long task, string action, JsonObject? form = null)
    {
        var outcome = await TryComplete(user, task, action, form);
        Assert.Null(outcome.Problem);
    }

    public Task<Outcome<TaskView>> TryComplete(DeskUser user, long task, string action, JsonObject? form = null) =>
        Get<CompleteTask>().Handle(user, new CompleteTaskRequest(task, action, "Seen.", form), Cancellation);

    public async Task<long> OpenTask(string caseNumber, string element) =>
        await Read(async db =>
        {
            var row = await db.Cases.SingleAsync(one => one.Number == caseNumber);
            var item = await db.WorkItems.SingleOrDefaultAsync(one =>
                one.CaseKey == row.Key && one.ElementId == element && one.Status == WorkItemStatus.Open
            );
            Assert.NotNull(item);
            return item.Key;
        });

    public Task<Case> Case(string number) => Read(db => db.Cases.SingleAsync(row => row.Number == number));

    public Task<T> Read<T>(Func<DeskDb, Task<T>> read) => Get<DeskReader>().Read(read, Cancellation);

    public async Task<IReadOnlyList<FaxTransmissionView>> Transmissions(ListTransmissionsRequest? request = null, DeskUser? user = null)
    {
        var page = await Get<ListTransmissions>().Handle(user ?? FaxAgent, request ?? new ListTransmissionsRequest(), Cancellation);
        Assert.Null(page.Problem);
        return page.Value.Items;
    }

    /// <summary>Ids of the jobs that lie in the outgoing folder.</summary>
    public IReadOnlyList<string> Outgoing() =>
        [.. Directory.GetFiles(Path.Combine(Spool, "outgoing"), "*.job").Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    /// <summary>Does what a gateway does: takes the job away and writes its result, which the desk then receives.</summary>
    public async Task Report(string id, string lines)
    {
        foreach (var ending in new[] { ".pdf", ".job" })
            File.Move(Path.Combine(Spool, "outgoing", id + ending), Path.Combine(Spool, "done", id + ending));
        await File.WriteAllTextAsync(Path.Combine(Spool, "results", id + ".result"), $"id={id}\n{lines}\n", Cancellation);
        await Receive();
    }

    public Task Receive() => ((SpoolFaxDriver)Get<IFaxDriver>()).ReceiveOnce(Get<IFaxInbox>(), Cancellation);

    /// <summary>Ends the program without its files.</summary>
    public ValueTask Stop() => _services.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        TestStorage.Drop(Folder);
        Directory.Delete(Folder, recursive: true);
    }

    private static DeskUser User(string name, string role, params string[] permissions) =>
        new(name, name, [role], ["cs-1"], permissions.ToHashSet(), Languages.English);
}
