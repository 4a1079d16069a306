using System.Diagnostics;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Baton.Desk.Tests.Channels.Fax;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Storage;

/// <summary>Two desks, as in two servers, on one database.</summary>
public sealed class SharedDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_that_are_opened_at_two_servers_at_once_get_numbers_of_their_own()
    {
        await using var first = await FaxDesk.OpenOnPostgres();
        var second = await first.OpenBeside();
        try
        {
            var opened = await Task.WhenAll(Enumerable.Range(0, 12).Select(count => Open(count % 2 == 0 ? first : second)));

            Assert.Equal(12, opened.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(12, await second.Read(db => db.Cases.CountAsync(Ct)));
        }
        finally
        {
            await second.Stop();
        }
    }

    [Fact]
    public async Task A_screen_hears_of_changes_at_another_server()
    {
        await using var first = await FaxDesk.OpenOnPostgres();
        var second = await first.OpenBeside();
        try
        {
            first.Get<DeskChanges>().Connect(first.Runtime);
            second.Get<DeskChanges>().Connect(second.Runtime);
            var heard = new TaskCompletionSource();
            using var subscription = second.Get<DeskChanges>().Subscribe(DeskChanges.AnyWorklist, _ => heard.TrySetResult());

            await Open(first);

            await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        }
        finally
        {
            await second.Stop();
        }
    }

    [Fact]
    public async Task Who_is_disabled_at_one_server_is_refused_at_the_other()
    {
        await using var first = await FaxDesk.OpenOnPostgres();
        var root = await Administrator(first, "root");
        var leaver = await Administrator(first, "leaver");
        var second = await first.OpenBeside();
        try
        {
            first.Get<DeskChanges>().Connect(first.Runtime);
            second.Get<DeskChanges>().Connect(second.Runtime);
            // Time stands still, so that nothing but the news makes it forget.
            var known = new KnownCallers(second.Get<DeskReader>(), second.Get<DeskChanges>(), new StoppedTime());
            Assert.NotNull(await known.User(leaver.UserName, Ct));

            var outcome = await first.Get<DisableUser>().Handle(root, leaver.UserName, Ct);

            Assert.Null(outcome.Problem);
            var patience = Stopwatch.StartNew();
            while (await known.User(leaver.UserName, Ct) is not null && patience.Elapsed < TimeSpan.FromSeconds(30))
                await Task.Delay(TimeSpan.FromMilliseconds(5), Ct);
            Assert.Null(await known.User(leaver.UserName, Ct));
        }
        finally
        {
            await second.Stop();
        }
    }

    private static async Task<DeskUser> Administrator(FaxDesk desk, string name)
    {
        var made = await desk.Get<EnsureAdministrator>().Run(name, "a long enough password", Ct);
        return made.Value;
    }

    private static async Task<string> Open(FaxDesk desk)
    {
        var customer = await desk.Read(db => db.Customers.SingleAsync(row => row.Number == "C-1", Ct));
        var request = new OpenCaseRequest("order", "Move my line")
        {
            CustomerKey = customer.Key,
            Form = new() { ["plan"] = "gold" },
            Department = "cs-1",
        };
        var outcome = await desk.Get<OpenCase>().Handle(desk.Agent, request, Ct);
        Assert.Null(outcome.Problem);
        return outcome.Value.Number;
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
