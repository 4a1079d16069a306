using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.Tests.Channels.Fax;
using Baton.Desk.Tests.Processes;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Packs;

/// <summary>A desk with the pack of deployment C and its demo organisation; people by the names that they sign in with.</summary>
internal sealed class OperatorDesk : IAsyncDisposable
{
    private readonly FaxDesk _desk;

    private OperatorDesk(FaxDesk desk) => _desk = desk;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<OperatorDesk> Open()
    {
        var desk = await FaxDesk.OpenEmpty();
        var pack = PackFiles.FromFolder(Path.Combine(PackReaderTests.RepositoryRoot(), "packs", "mobile-operator-complaints"));
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
        var user = await _desk.Get<DeskReader>().Read(db => DeskUsers.Load(db, name, Ct), Ct);
        Assert.NotNull(user);
        return user with { Language = Languages.English };
    }

    /// <summary>A case of a customer that an agent registers: weak signal at home in Jinan, unless that is changed.</summary>
    public async Task<string> Register(string customer, string by = "mo.liu", Func<OpenCaseRequest, OpenCaseRequest>? change = null)
    {
        var opened = await TryRegister(customer, by, change);
        Assert.True(opened.Succeeded, opened.Problem?.ToString());
        return opened.Value.Number;
    }

    public async Task<Outcome<CaseOpened>> TryRegister(string customer, string by, Func<OpenCaseRequest, OpenCaseRequest>? change = null)
    {
        var request = new OpenCaseRequest("mo-complaint", "No signal in the lift")
        {
            CustomerKey = await Read(db => db.Customers.Where(row => row.Number == customer).Select(row => row.Key).SingleAsync(Ct)),
            Category = "mo.network.voice.coverage.lift",
            Form = new()
            {
                ["serviceNumber"] = "13705310102",
                ["city"] = "jinan",
                ["product"] = "mobile",
                ["remedy"] = "restore",
            },
        };
        return await _desk.Get<OpenCase>().Handle(await User(by), change is null ? request : change(request), Ct);
    }

    public async Task<CasePage> Show(string number, string by = "mo.meng")
    {
        var page = await _desk.Get<ShowCase>().Handle(await User(by), new(number), Ct);
        Assert.True(page.Succeeded, page.Problem?.ToString());
        return page.Value;
    }

    /// <summary>The step at which the case is, and who may do it.</summary>
    public async Task<(string Step, string Whose)> At(string number)
    {
        var task = Assert.Single((await Show(number)).Tasks);
        var whose = task.CandidateDepartments.Concat(task.CandidateRoles).Select(group => group.Code);
        return (task.ElementId, task.Assignee ?? string.Join(',', whose));
    }

    public async Task<Outcome<TaskView>> Try(string by, string number, string action, string? opinion = null, JsonObject? form = null)
    {
        var task = Assert.Single((await Show(number)).Tasks);
        return await _desk.Get<CompleteTask>().Handle(await User(by), new(task.Key, action, opinion, form), Ct);
    }

    public async Task Do(string by, string number, string action, string? opinion = null, JsonObject? form = null)
    {
        var done = await Try(by, number, action, opinion, form);
        Assert.True(done.Succeeded, done.Problem?.ToString());
    }

    /// <summary>What went out about a case, or about one of its steps, by a template, in the order in which it was ordered.</summary>
    public Task<List<(string Channel, string To, string Cc)>> Sent(string number, string template, string? step = null) =>
        Read(async db =>
        {
            var rows = await db.Set<Message>()
                .Where(row => row.Template == template)
                .Where(row => db.Cases.Any(one => one.Key == row.CaseKey && one.Number == number))
                .Where(row => step == null || db.WorkItems.Any(item => item.Key == row.TaskKey && item.ElementId == step))
                .OrderBy(row => row.Key)
                .ToListAsync(Ct);
            return rows.ConvertAll(row => (row.Channel, row.To, row.Cc));
        });

    public ValueTask DisposeAsync() => _desk.DisposeAsync();
}
