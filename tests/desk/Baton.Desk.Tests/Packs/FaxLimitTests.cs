using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Notifications;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.Tests.Channels.Fax;
using Baton.Desk.Tests.Processes;
using Baton.Desk.TimeLimits.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Packs;

/// <summary>The half hour within which an approved form of deployment A has to leave, on the pack as it is delivered.</summary>
public sealed class FaxLimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_that_leaves_with_the_next_round_meets_its_half_hour_and_tells_nobody()
    {
        await using var desk = await Open(roundMinutes: 30);
        var number = await Approved(desk);

        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));
        await desk.Report(Assert.Single(desk.Outgoing()), "status=sent\npages=1");

        Assert.Equal(ClockState.Met, (await Limit(desk, number)).State);
        Assert.Empty(await Told(desk));
    }

    [Fact]
    public async Task The_fax_desk_is_told_of_a_form_that_has_not_left_and_the_manager_with_the_next_reminder()
    {
        await using var desk = await Open(roundMinutes: 60);
        var number = await Approved(desk);

        await desk.PinClock(FaxDesk.Morning.AddMinutes(46));
        var first = await Told(desk);
        await desk.PinClock(FaxDesk.Morning.AddMinutes(76));
        var second = await Told(desk);

        Assert.Equal(ClockState.Late, (await Limit(desk, number)).State);
        Assert.Equal(["fax.tam", "fax.yip"], first);
        Assert.Equal(["csm.ho", "csm.zhang", "fax.tam", "fax.yip"], second);
    }

    private static async Task<FaxDesk> Open(int roundMinutes)
    {
        var desk = await FaxDesk.OpenEmpty(("Fax:RoundMinutes", $"{roundMinutes}"));
        var pack = PackFiles.FromFolder(Path.Combine(PackReaderTests.RepositoryRoot(), "packs", "telecom-fax-desk"));
        var imported = await desk.Get<ImportPack>().Import(pack, withDemo: true, Ct);
        Assert.True(imported.Succeeded, imported.Problem?.ToString());
        return desk;
    }

    private static async Task<string> Approved(FaxDesk desk)
    {
        var customer = await desk.Read(db => db.Customers.Where(row => row.Number == "C-1001").Select(row => row.Key).SingleAsync(Ct));
        var request = new OpenCaseRequest("tos", "Move my line")
        {
            CustomerKey = customer,
            UnitManager = "um.wong",
            Form = new()
            {
                ["serviceType"] = "mobile",
                ["requestType"] = "change",
                ["serviceNumber"] = "92345678",
                ["faxNumber"] = FaxDesk.GoodNumber,
            },
        };
        var opened = await desk.Get<OpenCase>().Handle(await User(desk, "amy"), request, Ct);
        Assert.True(opened.Succeeded, opened.Problem?.ToString());
        await desk.Complete(await User(desk, "um.wong"), await desk.OpenTask(opened.Value.Number, "Approve"), "approve");
        return opened.Value.Number;
    }

    private static async Task<DeskUser> User(FaxDesk desk, string name)
    {
        var user = await desk.Get<DeskReader>().Read(db => DeskUsers.Load(db, name, Ct), Ct);
        Assert.NotNull(user);
        return user;
    }

    private static async Task<Clock> Limit(FaxDesk desk, string number)
    {
        var row = await desk.Case(number);
        return await desk.Read(db => db.Set<Clock>().SingleAsync(clock => clock.CaseKey == row.Key && clock.PolicyCode == "tos-fax", Ct));
    }

    /// <summary>Those whom the bell told of a time limit.</summary>
    private static Task<List<string>> Told(FaxDesk desk) =>
        desk.Read(db =>
            db.Notifications.Where(row => row.Code == Notifier.Message)
                .Select(row => row.UserName)
                .Distinct()
                .OrderBy(name => name)
                .ToListAsync(Ct)
        );
}
