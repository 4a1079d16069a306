using System.Net.Sockets;
using Baton.EndToEnd.Stories;

namespace Baton.EndToEnd.Crashes;

/// <summary>A server that is killed while it hands documents to the outside world sends each of them, and none twice.</summary>
public sealed class KilledFaxRoundTests
{
    private const int Cases = 8;

    [Fact]
    public async Task A_fax_round_that_is_killed_sends_every_case_exactly_once()
    {
        await using FaxDeskStage stage = await FaxDeskStage.Set();
        DeskApi amy = stage.Person("amy");
        DeskApi manager = stage.Person("um.lee");
        string[] cases = await Approve(amy, manager);

        // The clock reaches the half hour, the round begins, and the server dies when the first document lies ready.
        Task advancing = stage.Advance(TimeSpan.FromMinutes(25));
        await Eventually.Holds(
            () => Task.FromResult(stage.Gateway.Waiting > 0 || advancing.IsCompleted),
            "the first document of the round"
        );
        await stage.Server.KillHard();
        await Ended(advancing);

        await stage.Server.Restart(TestContext.Current.CancellationToken);
        await stage.SetClock(stage.Now);
        IReadOnlyList<FaxJob> jobs = await stage.Gateway.Take(Cases);
        Assert.Equal(cases.Order(StringComparer.Ordinal), jobs.Select(job => job.Reference!).Order(StringComparer.Ordinal));
        Assert.Equal(Cases, jobs.Select(job => job.Id).Distinct(StringComparer.Ordinal).Count());

        // Dying again before the gateway answers changes nothing either.
        await stage.Server.KillHard();
        await stage.Server.Restart(TestContext.Current.CancellationToken);
        await stage.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(0, stage.Gateway.Waiting);

        foreach (FaxJob job in jobs)
        {
            await stage.Gateway.ReportSent(job, stage.Now);
        }
        await Eventually.Holds(
            async () => (await amy.List("cases?faxStatus=sent")).Count == Cases,
            "every case knows that its fax was sent"
        );
        Assert.Equal(0, stage.Gateway.Waiting);
    }

    private static async Task<string[]> Approve(DeskApi amy, DeskApi manager)
    {
        string customer = (string)(await amy.List("customers?phone=" + Uri.EscapeDataString("2345 6789")))[0]!["key"]!;
        var cases = new List<string>();
        for (int i = 0; i < Cases; i++)
        {
            string number = await amy.OpenCase(customer, $"Case {i}", "+85223456780");
            await manager.Complete(await manager.Task(number, "mine"), "approve");
            cases.Add(number);
        }
        return [.. cases];
    }

    private static async Task Ended(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception broken) when (broken is HttpRequestException or SocketException)
        {
            // The server died before it answered, as it should.
        }
    }
}
