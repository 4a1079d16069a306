using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.TimeLimits.Policies;
using static Baton.Desk.Tests.TimeLimits.Limits;

namespace Baton.Desk.Tests.TimeLimits;

/// <summary>What becomes of a clock, given its policy, its calendar, its record and what holds.</summary>
public sealed class ClockMachineTests
{
    private const string Reminders = """
        {"warnings": [{"at": "50%", "to": ["handler"], "template": "t"}, {"at": "-PT1H", "to": ["handler"], "template": "t"}],
         "rounds": {"first": "PT2H", "every": "PT4H", "ladder": [{"from": 1, "to": ["handler"], "template": "t"}]}}
        """;

    private static readonly ClockTruth Runs = new() { Start = "= true" };

    [Fact]
    public void A_clock_attaches_where_its_start_holds_and_neither_stop_nor_cancel_does()
    {
        Assert.True(ClockMachine.Attaches(Runs));
        Assert.False(ClockMachine.Attaches(new()));
        Assert.False(ClockMachine.Attaches(Runs with { Stop = "= answered" }));
        Assert.False(ClockMachine.Attaches(Runs with { Cancel = "= isClosed" }));
    }

    [Fact]
    public void What_is_started_on_a_Friday_afternoon_is_due_on_Monday()
    {
        // Golden test of another desk: Monday to Friday 09-17, created on Friday at 16:30, one hour.
        var step = Begin(Policy("""{"target": "PT1H"}"""), Office, At(27, 16, 30));

        Assert.Equal(At(30, 9, 30), step.Record.DueAt);
        Assert.Equal(ClockState.Running, step.Record.State);
        Assert.Equal(ClockEvent.Started, Assert.Single(step.Happened).What);
    }

    [Fact]
    public void A_warning_an_hour_before_stays_within_working_hours()
    {
        // Golden test: Monday to Friday 08-18, created on Monday at 17:00, four hours; the level "one hour before" is at 10:00, not at midnight.
        var calendar = Week(8, 18);
        var limit = Policy("""{"target": "PT4H", "warnings": [{"at": "-PT1H", "to": ["handler"], "template": "t"}]}""");

        var record = Begin(limit, calendar, At(23, 17)).Record;

        Assert.Equal(At(24, 11), record.DueAt);
        Assert.Equal(("warning:1", At(24, 10)), ClockMachine.Next(limit, calendar, record));
    }

    [Fact]
    public void A_weekend_within_a_pause_is_not_added_twice()
    {
        // Golden test: a limit of days, a pause over a weekend, and on Monday it goes on.
        var limit = Policy("""{"target": "P2D"}""");
        var record = Begin(limit, Office, At(26, 10)).Record;
        Assert.Equal(At(30, 10), record.DueAt);

        record = ClockMachine.Update(limit, Office, record, Runs with { Pause = "= isSuspended" }, At(27, 12)).Record;
        Assert.Equal(ClockState.Paused, record.State);
        Assert.Null(ClockMachine.Next(limit, Office, record));
        var resumed = ClockMachine.Update(limit, Office, record, Runs, At(30, 12));

        // Five hours of Friday and three of Monday.
        Assert.Equal(TimeSpan.FromHours(8), resumed.Record.Paused);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.Zero), resumed.Record.DueAt);
        Assert.Equal([ClockEvent.Resumed, ClockEvent.DueMoved], resumed.Happened.Select(one => one.What));
        Assert.Equal([false, true, false], resumed.Record.Spans.Select(span => span.IsPause));
    }

    [Fact]
    public void A_pause_that_lies_outside_of_working_hours_moves_nothing()
    {
        var limit = Policy();
        var record = Begin(limit, Office, At(23, 10)).Record;

        record = ClockMachine.Update(limit, Office, record, Runs with { Pause = "= isSuspended" }, At(23, 18)).Record;
        var resumed = ClockMachine.Update(limit, Office, record, Runs, At(24, 8));

        Assert.Equal(record.DueAt, resumed.Record.DueAt);
        Assert.Equal([ClockEvent.Resumed], resumed.Happened.Select(one => one.What));
    }

    [Fact]
    public void When_a_pause_moves_the_due_time_the_marks_move()
    {
        var limit = Policy(Reminders);
        var record = Begin(limit, WorkingCalendar.Always, At(23, 8)).Record;
        Assert.Equal(("warning:1", At(23, 12)), ClockMachine.Next(limit, WorkingCalendar.Always, record));

        record = ClockMachine.Update(limit, WorkingCalendar.Always, record, Runs with { Pause = "= isSuspended" }, At(23, 9)).Record;
        record = ClockMachine.Update(limit, WorkingCalendar.Always, record, Runs, At(23, 11)).Record;

        Assert.Equal(
            [("warning:1", At(23, 14)), ("warning:2", At(23, 17)), ("due", At(23, 18)), ("round:1", At(23, 20))],
            ClockMachine.Ahead(limit, WorkingCalendar.Always, record, 1)
        );
    }

    [Fact]
    public void A_clock_is_met_in_time_and_missed_after_it()
    {
        var limit = Policy();
        var record = Begin(limit, WorkingCalendar.Always, At(23, 8)).Record;
        var answered = Runs with { Stop = "= answered" };

        var met = ClockMachine.Update(limit, WorkingCalendar.Always, record, answered, At(23, 16));
        var missed = ClockMachine.Update(limit, WorkingCalendar.Always, record, answered, At(23, 16, 1));

        Assert.Equal((ClockState.Met, At(23, 16)), (met.Record.State, met.Record.EndedAt!.Value));
        Assert.Equal((ClockEvent.Met, "= answered"), (met.Happened[0].What, met.Happened[0].Rule));
        Assert.Equal((ClockState.Missed, true), (missed.Record.State, missed.Record.IsLate));
        Assert.Empty(ClockMachine.Tick(limit, WorkingCalendar.Always, met.Record, At(28, 0)).Happened);
    }

    [Fact]
    public void What_stops_it_counts_before_what_cancels_it()
    {
        var limit = Policy();
        var record = Begin(limit, WorkingCalendar.Always, At(23, 8)).Record;

        var step = ClockMachine.Update(
            limit,
            WorkingCalendar.Always,
            record,
            Runs with
            {
                Stop = "= answered",
                Cancel = "= isClosed",
            },
            At(23, 9)
        );

        Assert.Equal(ClockState.Met, step.Record.State);
    }

    [Fact]
    public void Warnings_the_due_time_and_rounds_fire_once_each_in_their_order()
    {
        var limit = Policy(Reminders);
        var record = Begin(limit, WorkingCalendar.Always, At(23, 8)).Record;
        var fired = new List<string>();

        for (var hour = 8; hour < 32; hour++)
        {
            for (var again = 0; again < 2; again++)
            {
                var step = ClockMachine.Tick(limit, WorkingCalendar.Always, record, At(23, 0).AddHours(hour));
                fired.AddRange(step.Happened.Select(one => one.Mark ?? one.What.ToString()));
                record = step.Record;
            }
        }

        Assert.Equal(["warning:1", "warning:2", "Late", "round:1", "round:2", "round:3", "round:4"], fired);
        Assert.Equal((ClockState.Late, 4), (record.State, record.Round));
    }

    [Fact]
    public void After_days_of_standing_still_the_last_missed_round_is_told_once_and_the_record_says_which_were_skipped()
    {
        var limit = Policy(Reminders);
        var record = Begin(limit, WorkingCalendar.Always, At(23, 8)).Record;

        var step = ClockMachine.Tick(limit, WorkingCalendar.Always, record, At(26, 8));

        var told = step.Happened.Where(one => one.What == ClockEvent.Mark).Select(one => one.Mark);
        Assert.Equal(["round:16"], told);
        Assert.Single(step.Happened, one => one.What == ClockEvent.Late);
        Assert.Equal(ClockRules.Overtaken, step.Record.Marks.Single(mark => mark.Id == "round:15").Skipped);
        Assert.Equal(ClockRules.Overtaken, step.Record.Marks.Single(mark => mark.Id == "warning:1").Skipped);
        Assert.Null(step.Record.Marks.Single(mark => mark.Id == "due").Skipped);
        Assert.Equal(("round:17", At(26, 10)), ClockMachine.Next(limit, WorkingCalendar.Always, step.Record));
    }

    [Fact]
    public void Rounds_end_with_the_greatest_number_that_is_allowed()
    {
        var limit = Policy(
            """{"rounds": {"first": "PT1H", "every": "PT1H", "max": 2, "ladder": [{"from": 1, "to": ["handler"], "template": "t"}]}}"""
        );
        var record = Begin(limit, WorkingCalendar.Always, At(23, 8)).Record;

        record = ClockMachine.Tick(limit, WorkingCalendar.Always, record, At(25, 8)).Record;

        Assert.Equal(2, record.Round);
        Assert.Null(ClockMachine.Next(limit, WorkingCalendar.Always, record));
    }

    [Fact]
    public void A_clock_that_starts_late_tells_nobody_of_what_lies_behind_and_goes_on_with_the_next_round()
    {
        var limit = Policy(Reminders);

        var step = ClockMachine.Begin(limit, WorkingCalendar.Always, Hours(8), Runs, new(At(23, 8), []), At(24, 9));

        Assert.Equal([ClockEvent.Started, ClockEvent.Late], step.Happened.Select(one => one.What));
        Assert.Equal(ClockState.Late, step.Record.State);
        Assert.All(step.Record.Marks, mark => Assert.Equal(ClockRules.Past, mark.Skipped));
        Assert.Equal(("round:5", At(24, 10)), ClockMachine.Next(limit, WorkingCalendar.Always, step.Record));
    }

    [Fact]
    public void A_clock_that_counts_from_the_opening_takes_over_the_pauses_that_were()
    {
        var limit = Policy();
        var beginning = new ClockBeginning(At(23, 8), [(At(23, 9), At(23, 11)), (At(23, 12), At(23, 13))]);

        var step = ClockMachine.Begin(limit, WorkingCalendar.Always, Hours(8), Runs, beginning, At(23, 14));

        Assert.Equal(At(23, 19), step.Record.DueAt);
        Assert.Equal(TimeSpan.FromHours(3), step.Record.Paused);
        Assert.Equal(5, step.Record.Spans.Count);
    }

    [Fact]
    public void A_pause_after_the_due_time_saves_nothing()
    {
        var beginning = new ClockBeginning(At(23, 8), [(At(23, 17), At(23, 20))]);

        var step = ClockMachine.Begin(Policy(), WorkingCalendar.Always, Hours(8), Runs, beginning, At(23, 21));

        Assert.Equal((At(23, 16), true), (step.Record.DueAt, step.Record.IsLate));
    }

    [Fact]
    public void While_a_late_clock_rests_its_rounds_rest()
    {
        var limit = Policy(Reminders);
        var record = ClockMachine
            .Tick(limit, WorkingCalendar.Always, Begin(limit, WorkingCalendar.Always, At(23, 8)).Record, At(23, 16))
            .Record;
        Assert.Equal(At(23, 18), record.NextRoundAt);

        record = ClockMachine.Update(limit, WorkingCalendar.Always, record, Runs with { Pause = "= isSuspended" }, At(23, 17)).Record;
        record = ClockMachine.Update(limit, WorkingCalendar.Always, record, Runs, At(24, 17)).Record;

        Assert.Equal((ClockState.Late, At(23, 16), At(24, 18)), (record.State, record.DueAt, record.NextRoundAt!.Value));
    }

    [Fact]
    public void A_condition_begins_a_clock_anew_when_it_becomes_true_and_a_value_when_it_changes()
    {
        var limit = Policy("""{"reset": "= department"}""");
        var record = Begin(limit, WorkingCalendar.Always, At(23, 8), Runs with { Reset = "\"cs-1\"" }).Record;

        var same = ClockMachine.Update(limit, WorkingCalendar.Always, record, Runs with { Reset = "\"cs-1\"" }, At(23, 9));
        var other = ClockMachine.Update(limit, WorkingCalendar.Always, record, Runs with { Reset = "\"cs-2\"" }, At(23, 9));
        var flag = ClockMachine.Update(
            limit,
            WorkingCalendar.Always,
            record with
            {
                Reset = "true",
            },
            Runs with
            {
                Reset = "false",
            },
            At(23, 9)
        );

        Assert.False(same.BeginsAnew);
        Assert.True(other.BeginsAnew);
        Assert.Equal(ClockState.Met, other.Record.State);
        Assert.False(flag.BeginsAnew);
        Assert.True(ClockMachine.Update(limit, WorkingCalendar.Always, flag.Record, Runs with { Reset = "true" }, At(23, 9)).BeginsAnew);
    }

    [Fact]
    public void Actions_are_done_once_and_never_skipped()
    {
        var limit = Policy(
            """
            {"rounds": {"first": "PT1H", "every": "PT1H", "ladder": [{"from": 1, "to": ["handler"], "template": "t"}]},
             "actions": [{"at": "due", "do": "priority", "value": 90}, {"at": "round:2", "do": "next-manager"}, {"at": "75%", "do": "priority", "value": 60}]}
            """
        );
        var record = Begin(limit, WorkingCalendar.Always, At(23, 8)).Record;

        var step = ClockMachine.Tick(limit, WorkingCalendar.Always, record, At(23, 21));

        var done = step.Happened.Where(one => one.Mark?.StartsWith("action", StringComparison.Ordinal) == true).Select(one => one.Mark);
        Assert.Equal(["action:3", "action:1", "action:2"], done);
        Assert.DoesNotContain(
            ClockMachine.Tick(limit, WorkingCalendar.Always, step.Record, At(24, 21)).Happened,
            one => one.Mark?.StartsWith("action", StringComparison.Ordinal) == true
        );
    }

    [Fact]
    public void What_starts_and_stops_a_clock_is_told_where_the_policy_says_so()
    {
        var limit = Policy("""{"onStart": [{"to": ["handler"], "template": "t"}], "onStop": [{"to": ["manager"], "template": "t"}]}""");

        var begun = Begin(limit, WorkingCalendar.Always, At(23, 8));
        var stopped = ClockMachine.Update(limit, WorkingCalendar.Always, begun.Record, Runs with { Stop = "= answered" }, At(23, 9));

        Assert.Contains(begun.Happened, one => one.Mark == "start");
        Assert.Contains(stopped.Happened, one => one.Mark == "stop");
    }

    [Fact]
    public void A_record_is_the_same_after_it_was_kept()
    {
        var limit = Policy(Reminders);
        var record = ClockMachine.Tick(limit, Office, Begin(limit, Office, At(23, 10)).Record, At(25, 12)).Record;

        var read = ClockRecord.Read(record.Write());

        Assert.Equal(record.Write(), read.Write());
        Assert.Equal(record.Spans, read.Spans);
        Assert.Equal(record.Marks, read.Marks);
        Assert.Equal(record.DueAt, read.DueAt);
    }

    private static WorkingAmount Hours(int hours) => new(0, TimeSpan.FromHours(hours));

    private static ClockStep Begin(TimeLimit limit, WorkingCalendar calendar, DateTimeOffset now, ClockTruth? truth = null) =>
        ClockMachine.Begin(limit, calendar, limit.Target!.Amount!.Value, truth ?? Runs, ClockBeginning.At(now), now);
}
