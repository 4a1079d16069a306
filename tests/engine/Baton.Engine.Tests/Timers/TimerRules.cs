using Baton.Engine.Incidents;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.Timers;
using Baton.Feel;

namespace Baton.Engine.Tests.Timers;

/// <summary>Dates, durations and cycles; what happens when they are late.</summary>
public sealed class TimerRules
{
    private static string Catch(string definition) =>
        $"<startEvent id='s'/><intermediateCatchEvent id='t'><timerEventDefinition>{definition}</timerEventDefinition></intermediateCatchEvent><flow>s -> t</flow>";

    private static string Boundary(string definition, bool cancels) =>
        $"""
            <startEvent id='s'/><serviceTask id='w'><zeebe:taskDefinition type='x'/></serviceTask>
            <boundaryEvent id='t' attachedToRef='w' cancelActivity='{(
                cancels ? "true" : "false"
            )}'><timerEventDefinition>{definition}</timerEventDefinition></boundaryEvent>
            <task id='h'/><flow>s -> w; t -> h</flow>
            """;

    [Theory]
    [InlineData("<timeDuration>PT2H</timeDuration>", "2026-03-02T11:00:00Z")]
    [InlineData("<timeDuration>=duration(\"P1D\")</timeDuration>", "2026-03-03T09:00:00Z")]
    [InlineData("<timeDuration>P1M</timeDuration>", "2026-04-02T09:00:00Z")]
    [InlineData("<timeDuration>=\"-PT5M\"</timeDuration>", "2026-03-02T09:00:00Z")]
    [InlineData("<timeDate>2026-05-01T08:00:00+08:00</timeDate>", "2026-05-01T00:00:00Z")]
    [InlineData("<timeDate>=at</timeDate>", "2026-06-01T00:00:00Z")]
    [InlineData("<timeDate>=now() + duration(\"PT30M\")</timeDate>", "2026-03-02T09:30:00Z")]
    public void A_catch_event_waits_for_its_date_or_duration(string definition, string due)
    {
        Scenario scenario = new Scenario(Catch(definition)).Start(("at", "2026-06-01T00:00:00Z"));
        PendingTimer timer = scenario.Timer("t");
        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), timer.Plan.DueAt);
        if (timer.Plan.DueAt > scenario.Now)
        {
            Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new TriggerTimer(timer.Key)).Kind);
        }
        scenario.Fire("t");
        scenario.AssertCompleted();
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new TriggerTimer(timer.Key)).Kind);
    }

    [Fact]
    public void A_timer_that_gives_no_time_is_an_incident_that_can_be_repaired()
    {
        Scenario scenario = new Scenario(Catch("<timeDuration>=wait</timeDuration>")).Start();
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        Assert.Equal("ACTIVATING", scenario.Life("t"));
        scenario.Set("wait", "PT1S");
        scenario.Resolve();
        scenario.Fire("t");
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_interrupting_boundary_timer_cuts_the_activity_off()
    {
        Scenario scenario = new Scenario(Boundary("<timeDuration>P2D</timeDuration>", true)).Start();
        scenario.Fire("t");
        Assert.Equal("s t h p", scenario.Completed);
        Assert.Equal("ACTIVATING ACTIVATED TERMINATING TERMINATED", scenario.Life("w"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void Completing_the_activity_closes_its_boundary_timer()
    {
        Scenario scenario = new Scenario(Boundary("<timeDuration>P2D</timeDuration>", true)).Start();
        scenario.Complete("w");
        Assert.Equal("s w p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_boundary_timer_is_evaluated_in_the_scope_of_its_activity()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><serviceTask id='w'><zeebe:taskDefinition type='x'/><zeebe:input source='PT7M' target='limit'/></serviceTask>
            <boundaryEvent id='t' attachedToRef='w'><timerEventDefinition><timeDuration>=limit</timeDuration></timerEventDefinition></boundaryEvent>
            <flow>s -> w</flow>
            """
        ).Start();
        Assert.Equal(scenario.Now.AddMinutes(7), scenario.Timer("t").Plan.DueAt);
    }

    [Fact]
    public void A_duration_on_a_non_interrupting_boundary_event_fires_once()
    {
        Scenario scenario = new Scenario(Boundary("<timeDuration>PT1H</timeDuration>", false)).Start();
        scenario.Fire("t");
        Assert.Empty(scenario.State.Timers);
        Assert.Equal("w", scenario.Open);
        scenario.Complete("w");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_cycle_fires_as_often_as_it_says_and_keeps_its_cadence()
    {
        Scenario scenario = new Scenario(Boundary("<timeCycle>R3/PT10M</timeCycle>", false)).Start();
        DateTimeOffset start = scenario.Now;
        Assert.Equal(start.AddMinutes(10), scenario.Timer("t").Plan.DueAt);
        scenario.Now = start.AddMinutes(12);
        scenario.Fire("t");
        Assert.Equal(start.AddMinutes(20), scenario.Timer("t").Plan.DueAt);
        scenario.Fire("t");
        scenario.Fire("t");
        Assert.Empty(scenario.State.Timers);
        Assert.Equal(3, scenario.Completed.Split(' ').Count(id => id == "h"));
    }

    [Fact]
    public void A_timer_overdue_by_several_intervals_fires_once_and_is_next_due_an_interval_after_now()
    {
        Scenario scenario = new Scenario(Boundary("<timeCycle>R/PT10M</timeCycle>", false)).Start();
        scenario.Now = scenario.Now.AddMinutes(47);
        scenario.Fire("t");
        PendingTimer next = scenario.Timer("t");
        Assert.Equal(scenario.Now.AddMinutes(10), next.Plan.DueAt);
        Assert.Equal(TimerPlan.Endless, next.Plan.Repetitions);
        Assert.Equal("h", scenario.Completed.Split(' ').Last());
    }

    [Fact]
    public void A_cycle_with_a_start_begins_there()
    {
        Scenario scenario = new Scenario(Boundary("<timeCycle>R2/2026-03-05T00:00:00Z/P1D</timeCycle>", false)).Start();
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero), scenario.Timer("t").Plan.DueAt);
        scenario.Fire("t");
        Assert.Equal(new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.Zero), scenario.Timer("t").Plan.DueAt);
    }

    [Theory]
    [InlineData("0 0/30 * * * *", "2026-03-02T09:30:00+00:00")]
    [InlineData("0 0 9 * * *", "2026-03-03T09:00:00+00:00")]
    [InlineData("0 0 0 L * ?", "2026-03-31T00:00:00+00:00")]
    [InlineData("0 0 8 * * MON-FRI", "2026-03-03T08:00:00+00:00")]
    [InlineData("0 15 10 * * 5L", "2026-03-27T10:15:00+00:00")]
    [InlineData("0 15 10 ? * FRI#2", "2026-03-13T10:15:00+00:00")]
    [InlineData("0 0 0 29 2 *", "2028-02-29T00:00:00+00:00")]
    [InlineData("@hourly", "2026-03-02T10:00:00+00:00")]
    [InlineData("@weekly", "2026-03-08T00:00:00+00:00")]
    public void A_cron_text_names_its_next_time(string cron, string expected)
    {
        Assert.True(CronSchedule.TryParse(cron, out CronSchedule? schedule));
        DateTimeOffset? next = schedule.Next(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);
        Assert.Equal(expected, next?.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("0 0 9 * *")]
    [InlineData("0 60 9 * * *")]
    [InlineData("0 0 9-5 * * *")]
    [InlineData("@sometimes")]
    public void A_text_that_is_no_cron_is_refused(string cron) => Assert.False(CronSchedule.TryParse(cron, out _));

    [Fact]
    public void Cron_follows_the_local_clock_of_the_zone()
    {
        var scenario = new Scenario(Boundary("<timeCycle>0 0 9 * * *</timeCycle>", false))
        {
            Zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(8), "east", "east"),
        };
        scenario.Start();
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 1, 0, 0, TimeSpan.Zero), scenario.Timer("t").Plan.DueAt);
    }

    [Fact]
    public void A_start_timer_is_armed_without_variables()
    {
        var process = ModelText.Compile(
            "p",
            "<startEvent id='s'><timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition></startEvent>"
        );
        var start = Assert.Single(process.StartTimers);
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        TimerPlan? plan = start.Arm(now, null, out string? problem);
        Assert.Null(problem);
        Assert.Equal(new TimerPlan(now.AddHours(1), 2, "R2/PT1H"), plan);
        Assert.Equal(new TimerPlan(now.AddHours(2), 1, "R2/PT1H"), plan!.Next(now.AddHours(1), null));
    }

    [Fact]
    public void An_instance_started_by_its_timer_begins_at_that_event()
    {
        var scenario = new Scenario(
            "<startEvent id='s'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent><task id='a'/><flow>s -> a</flow>"
        );
        Assert.Equal(
            RejectionKind.InvalidState,
            scenario.Refused(new Engine.Instances.CreateInstance(scenario.Definition.Key, FeelContext.Empty)).Kind
        );
        scenario.Do(new Engine.Instances.CreateInstance(scenario.Definition.Key, FeelContext.Empty) { StartElementId = "s" });
        Assert.Equal("s a p", scenario.Completed);
    }
}
