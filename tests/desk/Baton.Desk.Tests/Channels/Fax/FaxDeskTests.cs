using System.Text.Json.Nodes;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Channels.Fax.ListRejections;
using Baton.Desk.Channels.Fax.ListRounds;
using Baton.Desk.Channels.Fax.ListTransmissions;
using Baton.Desk.Channels.Fax.ShowTransmission;
using Baton.Desk.Tests.Documents;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Channels.Fax;

public sealed class FaxDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_cases_approved_within_a_round_leave_together_at_the_half_hour()
    {
        await using var desk = await FaxDesk.Open();
        var first = await desk.ApprovedCase("First");
        await desk.PinClock(FaxDesk.Morning.AddMinutes(10));
        var second = await desk.ApprovedCase("Second", FaxDesk.OtherNumber);

        await desk.PinClock(FaxDesk.Morning.AddMinutes(25).AddSeconds(-1));
        Assert.Empty(desk.Outgoing());
        Assert.Equal("waiting", (await desk.Case(first)).FaxStatus);
        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));

        Assert.Equal(2, desk.Outgoing().Count);
        var sent = await desk.Transmissions();
        Assert.Equal([second, first], sent.Select(one => one.CaseNumber));
        Assert.All(sent, one => Assert.Equal(("sending", 1), (one.Status, one.Attempt)));
        Assert.Single(sent.Select(one => one.Round!.Key).Distinct());
        var rounds = await desk.Get<ListRounds>().Handle(desk.FaxAgent, null, null, Cancellation);
        var round = Assert.Single(rounds.Value.Items);
        Assert.Equal((FaxDesk.Morning.AddMinutes(25), 2, 2), (round.At, round.Count, round.Open));
        Assert.Equal(FaxDesk.Morning.AddMinutes(55), rounds.Value.NextRoundAt);
        await desk.PinClock(FaxDesk.Morning.AddMinutes(55));
        Assert.Equal(2, desk.Outgoing().Count);
    }

    [Fact]
    public async Task The_document_that_leaves_says_what_the_case_says_in_the_language_of_the_customer()
    {
        await using var desk = await FaxDesk.Open();
        var number = await desk.ApprovedCase("寬頻申請");
        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));

        var file = await File.ReadAllBytesAsync(Path.Combine(desk.Spool, "outgoing", desk.Outgoing()[0] + ".pdf"), Cancellation);

        var text = PdfTools.Text(file);
        Assert.All(
            [
                "樣例電訊",
                number,
                "寬頻申請",
                "陳大文",
                "+852 2345 6780",
                "計劃",
                "金級",
                "請於星期六安裝。",
                "核准",
                "李文思",
                "2026年3月5日 09:05",
            ],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal)
        );
        var transmission = Assert.Single(await desk.Transmissions());
        var read = await desk.Get<ShowTransmission>().Document(desk.FaxAgent, transmission.Key, Cancellation);
        Assert.Equal(file, read.Value.Pdf);
    }

    [Fact]
    public async Task A_result_lands_on_the_transmission_the_case_and_the_process()
    {
        await using var desk = await FaxDesk.Open();
        var number = await desk.ApprovedCase("First");
        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));

        await desk.Report(desk.Outgoing()[0], "status=sent\nfinishedAt=2026-03-05T01:31:00Z\npages=1\nremoteId=+852 2345 6780");

        var row = await desk.Case(number);
        Assert.Equal(("sent", FaxDesk.GoodNumber), (row.FaxStatus, row.FaxNumber));
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 1, 31, 0, TimeSpan.Zero), row.FaxAt);
        Assert.True(row.IsClosed);
        Assert.Contains(
            await desk.Read(db => db.Timeline.Where(entry => entry.CaseKey == row.Key).ToListAsync()),
            entry => entry.Code == "fax-sent"
        );
        Assert.Equal(
            "sent",
            Assert.Single(await desk.Transmissions(new ListTransmissionsRequest { Number = "2345 6780", Status = "sent" })).Status
        );
        Assert.Empty(await desk.Runtime.Verify(Cancellation));
    }

    [Fact]
    public async Task A_failed_fax_becomes_a_task_and_is_resent_to_another_number_at_once()
    {
        await using var desk = await FaxDesk.Open();
        var number = await desk.ApprovedCase("First");
        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));
        var id = desk.Outgoing()[0];

        await desk.Report(id, "status=failed\ncode=BUSY\nreason=The line was busy.\nfinishedAt=2026-03-05T01:34:10Z");

        var task = await desk.OpenTask(number, "HandleFailedFax");
        var variables = await Variables(desk, number);
        Assert.Equal($"\"{FaxDesk.GoodNumber}\"", variables["failedNumber"]);
        Assert.Equal("\"2026-03-05T01:34:10Z\"", variables["failedAt"]);
        Assert.Equal("\"The line was busy.\"", variables["failureReason"]);
        Assert.Equal("failed", (await desk.Case(number)).FaxStatus);

        var refused = await desk.TryComplete(desk.FaxAgent, task, "resend", new JsonObject { ["faxNumber"] = "12" });
        Assert.Equal("form.faxNumber", Assert.Single(refused.Problem!.Fields).Field);

        await desk.Complete(desk.FaxAgent, task, "resend", new JsonObject { ["faxNumber"] = "2526 1003" });
        await desk.PinClock(desk.Now);
        var resent = Assert.Single(desk.Outgoing());
        Assert.NotEqual(id, resent);
        var transmission = (await desk.Transmissions())[0];
        Assert.Equal((FaxDesk.OtherNumber, 2, true), (transmission.Number, transmission.Attempt, transmission.AtOnce));
        await desk.Report(resent, "status=sent");
        Assert.True((await desk.Case(number)).IsClosed);
    }

    [Fact]
    public async Task A_number_that_is_none_fails_in_the_round_and_without_number_the_customers_own_is_taken()
    {
        await using var desk = await FaxDesk.Open();
        var wrong = await desk.ApprovedCase("Wrong", "call me");
        var own = await desk.ApprovedCase("Own", null);

        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));

        Assert.Equal("call me", (await desk.Case(wrong)).FaxNumber);
        Assert.Equal("failed", (await desk.Case(wrong)).FaxStatus);
        await desk.OpenTask(wrong, "HandleFailedFax");
        Assert.Single(desk.Outgoing());
        Assert.Equal("+85223456780", (await desk.Case(own)).FaxNumber);
    }

    [Fact]
    public async Task A_crash_between_the_spool_and_the_outbox_sends_nothing_twice()
    {
        await using var desk = await FaxDesk.Open();
        await desk.ApprovedCase("First");
        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));
        var id = desk.Outgoing()[0];
        // The gateway took the job; then the program died before it noted the delivery, so that the message is delivered again.
        File.Move(Path.Combine(desk.Spool, "outgoing", id + ".job"), Path.Combine(desk.Spool, "taken", id + ".job"));
        File.Move(Path.Combine(desk.Spool, "outgoing", id + ".pdf"), Path.Combine(desk.Spool, "taken", id + ".pdf"));

        var handOver = desk.Get<FaxHandOver>();
        var again = await handOver.Deliver(new(FaxOutbox.FaxChannel, id, id), Cancellation);

        Assert.Equal(Baton.Runtime.Outbox.DeliveryVerdict.Delivered, again.Verdict);
        Assert.Empty(desk.Outgoing());
    }

    [Fact]
    public async Task A_fax_that_cannot_be_handed_over_is_tried_again_and_at_last_becomes_a_task()
    {
        await using var desk = await FaxDesk.Open();
        var number = await desk.ApprovedCase("First");
        Directory.Delete(Path.Combine(desk.Spool, "outgoing"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(desk.Spool, "outgoing"), "in the way", Cancellation);
        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));
        Assert.Equal("sending", Assert.Single(await desk.Transmissions()).Status);

        // Each advance of the clock is worth one more try; the fifth is the last.
        for (var hour = 1; hour <= 4; hour++)
            await desk.PinClock(FaxDesk.Morning.AddHours(hour));

        var transmission = Assert.Single(await desk.Transmissions());
        Assert.Equal(("failed", FaxOutcomes.NotHandedOver), (transmission.Status, transmission.ResultCode));
        await desk.OpenTask(number, "HandleFailedFax");
    }

    [Fact]
    public async Task Results_are_recorded_once_and_contradictions_are_shown_to_operators()
    {
        await using var desk = await FaxDesk.Open();
        var number = await desk.ApprovedCase("First");
        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));
        var id = desk.Outgoing()[0];
        await desk.Report(id, "status=sent");
        var timeline = await desk.Read(db => db.Timeline.CountAsync());

        await Result(desk, id, $"id={id}\nstatus=sent\n");
        Assert.Equal(timeline, await desk.Read(db => db.Timeline.CountAsync()));
        Assert.Empty(await Rejections(desk));
        await Result(desk, id, $"id={id}\nstatus=failed\nreason=busy\n");
        await Result(desk, "fax-1", "id=fax-1\nstatus=sent\n");
        await Result(desk, "garbage", "what?");
        await desk.Receive();

        Assert.Equal("sent", (await desk.Case(number)).FaxStatus);
        Assert.Equal(["garbage.result", "fax-1.result", id + ".result"], (await Rejections(desk)).Select(rejection => rejection.Source));
        Assert.Equal(6, Directory.GetFiles(Path.Combine(desk.Spool, "results", "rejected")).Length);
    }

    [Fact]
    public async Task A_waiting_fax_of_a_cancelled_case_does_not_leave()
    {
        await using var desk = await FaxDesk.Open();
        var number = await desk.ApprovedCase("First");
        var row = await desk.Case(number);

        await desk.Runtime.Write(unit => unit.Engine.CancelInstance(row.ProcessInstanceKey!.Value), Cancellation);
        await desk.PinClock(FaxDesk.Morning.AddMinutes(25));

        Assert.Empty(desk.Outgoing());
        Assert.Equal("canceled", Assert.Single(await desk.Transmissions()).Status);
        Assert.Null((await desk.Case(number)).FaxStatus);
    }

    [Fact]
    public async Task After_a_restart_the_round_runs_and_nothing_was_forgotten()
    {
        var desk = await FaxDesk.Open();
        await desk.ApprovedCase("First");
        await desk.Stop();

        await using var again = await FaxDesk.Open(desk.Folder);
        await again.PinClock(FaxDesk.Morning.AddHours(3));

        Assert.Single(again.Outgoing());
        Assert.Equal(FaxDesk.Morning.AddMinutes(25), Assert.Single(await again.Transmissions()).Round!.At);
    }

    [Fact]
    public async Task Transmissions_of_cases_that_a_user_may_not_read_are_not_there_for_him()
    {
        await using var desk = await FaxDesk.Open();
        await desk.ApprovedCase("First");
        var stranger = desk.Agent with { UserName = "stranger", Roles = [], Departments = [] };
        var key = Assert.Single(await desk.Transmissions(user: desk.Agent)).Key;

        Assert.Empty(await desk.Transmissions(user: stranger));
        Assert.NotNull((await desk.Get<ShowTransmission>().Document(stranger, key, Cancellation)).Problem);
        Assert.NotNull((await desk.Get<ListRounds>().Handle(stranger, null, null, Cancellation)).Problem);
    }

    private static async Task Result(FaxDesk desk, string id, string content)
    {
        await File.WriteAllTextAsync(Path.Combine(desk.Spool, "results", id + ".result"), content, Cancellation);
        await desk.Receive();
    }

    private static async Task<IReadOnlyList<FaxRejectionView>> Rejections(FaxDesk desk) =>
        (await desk.Get<ListRejections>().Handle(desk.FaxAgent, null, null, Cancellation)).Value.Items;

    private static async Task<Dictionary<string, string>> Variables(FaxDesk desk, string caseNumber)
    {
        var row = await desk.Case(caseNumber);
        var found = await desk.Runtime.Search.Variables(
            new() { Filter = new Baton.Runtime.Search.Filter.Where("processInstanceKey", row.ProcessInstanceKey!.Value) },
            Cancellation
        );
        return found.Value.Items.GroupBy(one => one.Name).ToDictionary(group => group.Key, group => group.First().Value);
    }
}
