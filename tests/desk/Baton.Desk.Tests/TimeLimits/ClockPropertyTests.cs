using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.TimeLimits.Policies;
using static Baton.Desk.Tests.TimeLimits.Limits;

namespace Baton.Desk.Tests.TimeLimits;

/// <summary>What holds for every clock, whatever happens to it: tried on random lives, each from a seed that the test names.</summary>
public sealed class ClockPropertyTests
{
    private static readonly TimeLimit Limit = Policy(
        """
        {"target": "PT20H",
         "warnings": [{"at": "50%", "to": ["handler"], "template": "t"}, {"at": "-PT3H", "to": ["handler"], "template": "t"}, {"at": "-P1D", "to": ["handler"], "template": "t"}],
         "rounds": {"first": "P1D", "every": "PT7H", "ladder": [{"from": 1, "to": ["handler"], "template": "t"}]},
         "actions": [{"at": "due", "do": "next-manager"}, {"at": "round:3", "do": "next-manager"}]}
        """
    );

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_pause_never_shortens_and_no_mark_fires_twice(int seed)
    {
        var life = Live(seed, Calendar(seed));

        Assert.All(life.Zip(life.Skip(1)), pair => Assert.True(pair.Second.Record.DueAt >= pair.First.Record.DueAt));
        var fired = life.SelectMany(step => step.Happened).Where(one => one.What == ClockEvent.Mark).Select(one => one.Mark).ToList();
        Assert.Equal(fired.Distinct(), fired);
        Assert.Single(life.SelectMany(step => step.Happened), one => one.What == ClockEvent.Started);
        Assert.True(life.SelectMany(step => step.Happened).Count(one => one.What == ClockEvent.Late) <= 1);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_inputs_give_the_same_record(int seed)
    {
        var calendar = Calendar(seed);

        Assert.Equal(Live(seed, calendar).Select(step => step.Record.Write()), Live(seed, calendar).Select(step => step.Record.Write()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Spans_join_without_gaps_and_the_next_mark_lies_ahead_after_a_tick(int seed)
    {
        var calendar = Calendar(seed);
        foreach (var (step, now) in Live(seed, calendar).Zip(Instants(seed)))
        {
            var spans = step.Record.Spans;
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            var ticked = ClockMachine.Tick(Limit, calendar, step.Record, now).Record;
            if (ClockMachine.Next(Limit, calendar, ticked) is { } next)
                Assert.True(next.At > now, $"{next} at {now:O}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Working_time_that_ran_before_the_due_time_is_the_target(int seed)
    {
        var calendar = Calendar(seed);
        var last = Live(seed, calendar)[^1].Record;
        if (last.PausedAt is not null && !last.IsLate)
            return;

        var ran = last
            .Spans.Where(span => !span.IsPause)
            .Aggregate(
                TimeSpan.Zero,
                (sum, span) => sum + calendar.Between(span.From, span.To is { } to && to < last.DueAt ? to : last.DueAt)
            );

        Assert.Equal(last.Target, ran);
    }

    private static WorkingCalendar Calendar(int seed) => seed % 2 == 0 ? Office : WorkingCalendar.Always;

    private static List<DateTimeOffset> Instants(int seed)
    {
        var random = new Random(seed);
        var at = At(23, 0).AddMinutes(random.Next(1440));
        var instants = new List<DateTimeOffset>();
        for (var step = 0; step < 40; step++)
        {
            instants.Add(at);
            at = at.AddMinutes(random.Next(1, 600));
        }
        return instants;
    }

    /// <summary>A clock that is looked at now and then, and rests now and then.</summary>
    private static List<ClockStep> Live(int seed, WorkingCalendar calendar)
    {
        var random = new Random(-seed);
        var instants = Instants(seed);
        var truth = new ClockTruth { Start = "= true" };
        var steps = new List<ClockStep>
        {
            ClockMachine.Begin(Limit, calendar, Limit.Target!.Amount!.Value, truth, ClockBeginning.At(instants[0]), instants[0]),
        };
        foreach (var now in instants.Skip(1))
        {
            var record = steps[^1].Record;
            steps.Add(
                random.Next(3) == 0
                    ? ClockMachine.Update(Limit, calendar, record, truth with { Pause = random.Next(2) == 0 ? "= isSuspended" : null }, now)
                    : ClockMachine.Tick(Limit, calendar, record, now)
            );
        }
        return steps;
    }
}
