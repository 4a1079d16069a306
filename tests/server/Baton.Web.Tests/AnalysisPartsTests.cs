using Baton.Desk.Analysis.Figures;
using Baton.Desk.Analysis.Traces;
using Baton.Web.Analysis;
using Baton.Web.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests;

/// <summary>The page of a process in its address, and what is written on the drawing.</summary>
public sealed class AnalysisPartsTests : DeskContext
{
    [Fact]
    public void The_address_says_what_the_page_shows_and_nothing_that_is_as_usual()
    {
        var query = new AnalysisQuery
        {
            From = "2026-03-01",
            Late = true,
            Behind = "step:A&B",
            Department = "cs-1",
        };

        Assert.Equal("/analysis/my%20process", new AnalysisQuery().Address("my process"));
        Assert.Equal("/analysis/tos?from=2026-03-01&department=cs-1&late=true&behind=step%3AA%26B", query.Address("tos"));
    }

    [Fact]
    public void Days_are_days_of_the_reader_and_the_last_one_counts_as_a_whole()
    {
        var filter = new AnalysisQuery { From = "2026-03-01", To = "2026-03-01" }.Filter(Services.GetRequiredService<LocalTime>());

        Assert.Equal(new DateTimeOffset(2026, 2, 28, 16, 0, 0, TimeSpan.Zero), filter.From);
        Assert.Equal(TimeSpan.FromDays(1), filter.To - filter.From);
    }

    [Theory]
    [InlineData("0001-13-01")]
    [InlineData("yesterday")]
    [InlineData("9999-12-31")]
    public void A_day_that_there_is_not_narrows_nothing(string day)
    {
        Assert.Null(
            new AnalysisQuery { To = day }
                .Filter(Services.GetRequiredService<LocalTime>())
                .To
        );
    }

    [Fact]
    public void The_file_for_other_tools_is_of_the_same_instances()
    {
        var query = new AnalysisQuery
        {
            From = "2026-03-01",
            Working = true,
            Sample = 200,
            Type = "tos",
            Show = "waiting",
        };

        var address = query.Events("tos", "csv", Services.GetRequiredService<LocalTime>());

        Assert.Equal(
            "/api/analysis/tos/events?format=csv&from=2026-03-01T00%3A00%3A00.0000000%2B08%3A00&type=tos&workingTime=true&sample=200",
            address
        );
    }

    [Fact]
    public void The_most_frequent_is_the_hottest_and_each_figure_is_written()
    {
        var marks = FlowMarks.Of(Figures(Step("a", 100, 0), Step("b", 10, 0)) with { Flows = [new("f", 50, 50, None)] }, null, To);

        Assert.Equal([new("a", "100", 5, "/to/step:a"), new("b", "10", 1, "/to/step:b"), new("f", "50", 3, "/to/flow:f")], marks);
    }

    [Fact]
    public void On_waiting_only_what_was_waited_for_has_a_figure()
    {
        var marks = FlowMarks.Of(Figures(Step("a", 100, 0), Step("b", 10, 3)), FlowMarks.Waiting, To);

        var mark = Assert.Single(marks);
        Assert.Equal(("b", 5), (mark.Id, mark.Heat));
        Assert.Contains("3", mark.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_can_be_marked_and_its_instances_listed()
    {
        var figures = Figures(Step("a", 2, 0)) with
        {
            Instances = 2,
            Variants = [new("v1", TraceState.Completed, 2, ["a"], 1, ["f"], new(2, 60_000, 60_000, 120_000)) { Names = ["Check"] }],
        };

        var list = Render<VariantsList>(parts =>
            parts.Add(one => one.Figures, figures).Add(one => one.Chosen, null).Add(one => one.To, (id, cases) => $"/to/{id}/{cases}")
        );

        Assert.Equal("/to/v1/False", list.Find("[data-testid=variant-show]").GetAttribute("href"));
        Assert.Equal("/to/v1/True", list.Find("[data-testid=variant-cases]").GetAttribute("href"));
        Assert.Contains("Check", list.Markup, StringComparison.Ordinal);
    }

    private static string To(string behind) => "/to/" + behind;

    private static Spread None => new(0, 0, 0, 0);

    private static ProcessFigures Figures(params StepFigures[] steps) =>
        new()
        {
            Throughput = None,
            Times = new(0, 0, 0, 0),
            Steps = steps,
        };

    private static StepFigures Step(string id, int visits, int waitingHours)
    {
        var waiting = (long)TimeSpan.FromHours(waitingHours).TotalMilliseconds;
        return new(id, "USER_TASK")
        {
            IsForPeople = true,
            Visits = visits,
            Waiting = new(visits, waiting, waiting, waiting * visits),
            Working = None,
            Whole = None,
            Share = new(0, waiting, 0, 0),
        };
    }
}
