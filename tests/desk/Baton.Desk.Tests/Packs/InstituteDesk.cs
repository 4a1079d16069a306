using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.Tests.Channels.Fax;
using Baton.Desk.Tests.Processes;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Packs;

/// <summary>A desk with the pack of deployment B and its demo organisation; people by the names that they sign in with.</summary>
internal sealed class InstituteDesk : IAsyncDisposable
{
    private readonly FaxDesk _desk;

    private InstituteDesk(FaxDesk desk) => _desk = desk;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<InstituteDesk> Open(params (string Key, string Value)[] settings)
    {
        var desk = await FaxDesk.OpenEmpty(settings);
        var pack = PackFiles.FromFolder(Path.Combine(PackReaderTests.RepositoryRoot(), "packs", "institute-complaints"));
        var imported = await desk.Get<ImportPack>().Import(pack, withDemo: true, Ct);
        Assert.True(imported.Succeeded, imported.Problem?.ToString());
        return new(desk);
    }

    public DateTimeOffset Now => _desk.Now;

    public T Get<T>()
        where T : notnull => _desk.Get<T>();

    public Task<T> Read<T>(Func<DeskDb, Task<T>> read) => _desk.Read(read);

    public Task Advance(TimeSpan by) => _desk.PinClock(_desk.Now + by);

    public async Task<DeskUser> User(string name)
    {
        var user = await Get<DeskReader>().Read(db => DeskUsers.Load(db, name, Ct), Ct);
        Assert.NotNull(user);
        return user with { Language = Languages.English };
    }

    public Task<long> Customer(string number) =>
        Read(db => db.Customers.Where(row => row.Number == number).Select(row => row.Key).SingleAsync(Ct));

    /// <summary>A complaint that an agent registers; a major one unless that is changed.</summary>
    public async Task<string> Complain(string by = "yihua", Func<OpenCaseRequest, OpenCaseRequest>? change = null)
    {
        var request = new OpenCaseRequest("voc-complaint", "Report is late")
        {
            CustomerKey = await Customer("I-1001"),
            Category = "voc.testing.report.late.materials",
            Form = new() { ["service"] = "testing", ["amount"] = 250_000 },
        };
        var opened = await Get<OpenCase>().Handle(await User(by), change is null ? request : change(request), Ct);
        Assert.True(opened.Succeeded, opened.Problem?.ToString());
        return opened.Value.Number;
    }

    public async Task<CasePage> Show(string number, string by = "head.chou")
    {
        var page = await Get<ShowCase>().Handle(await User(by), new(number), Ct);
        Assert.True(page.Succeeded, page.Problem?.ToString());
        return page.Value;
    }

    /// <summary>Does the first of the open tasks that the person may do.</summary>
    public async Task Do(string by, string number, string action, string? opinion = null, System.Text.Json.Nodes.JsonObject? form = null)
    {
        var task = (await Show(number, by)).Tasks.First(one => one.May.Complete);
        var done = await Get<CompleteTask>().Handle(await User(by), new(task.Key, action, opinion, form), Ct);
        Assert.True(done.Succeeded, done.Problem?.ToString());
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();
}
