using Baton.Desk.Analysis.Figures;
using Baton.Desk.Analysis.Traces;
using static Baton.Desk.Tests.Analysis.Tale;

namespace Baton.Desk.Tests.Analysis;

/// <summary>The figures of a few instances that can be reckoned by hand.</summary>
public sealed class FigureTests
{
    [Fact]
    public void Of_three_instances_the_figures_are_these()
    {
        var figures = Of(Drawings.Straight(), Drawings.SentBack(), Drawings.GivenUp());

        Assert.Equal((3, 0, 2, 1), (figures.Instances, figures.Running, figures.Completed, figures.Canceled));
        Assert.Equal(new(3, Minutes(90), Minutes(120), Minutes(270)), figures.Throughput);
        // Waiting: 10 + 20; 10 + 20 + 10 + 10; 10 + 60. Working: 20 + 10; 20 + 10 + 20 + 20; 20.
        Assert.Equal(new(Minutes(120), Minutes(150), 0, 0), figures.Times);
        var check = figures.Steps[0];
        Assert.Equal("check", check.ElementId);
        Assert.Equal((4, 3, 1, 1, 0), (check.Visits, check.Instances, check.Repeated, check.Canceled, check.Open));
        Assert.Equal(new(3, Minutes(20), Minutes(20), Minutes(50)), check.Waiting);
        Assert.Equal(new(3, Minutes(10), Minutes(20), Minutes(40)), check.Working);
        Assert.Equal(new(Minutes(40), Minutes(110), 0, 0), check.Share);
    }

    [Fact]
    public void Instances_that_went_the_same_way_are_one_variant()
    {
        var figures = Of(Drawings.Straight(1), Drawings.Straight(2), Drawings.SentBack(3));

        Assert.Equal([2, 1], figures.Variants.Select(one => one.Instances));
        Assert.Equal(["begin", "handle", "check", "done"], figures.Variants[0].Elements);
        Assert.Equal(Minutes(60), figures.Variants[0].Throughput.Median);
        Assert.Equal(["begin", "handle", "check", "handle", "check", "done"], figures.Variants[1].Elements);
    }

    [Fact]
    public void Work_that_comes_back_is_shown_as_a_way_back_with_the_time_until_somebody_takes_it_up_again()
    {
        var figures = Of(Drawings.Straight(), Drawings.SentBack());

        var back = Assert.Single(figures.Follows, one => one.IsBack && one.To == "handle");
        Assert.Equal(("check", 1, 1, Minutes(10)), (back.From, back.Count, back.Instances, back.Time.Median));
        Assert.Equal(1, figures.Steps.Single(step => step.ElementId == "handle").Repeated);
    }

    [Fact]
    public void A_canceled_instance_says_where_it_was_given_up()
    {
        var figures = Of(Drawings.Straight(), Drawings.GivenUp());

        Assert.Equal([new("check", 1)], figures.DropOuts);
    }

    [Fact]
    public void An_arrow_is_counted_by_instances_and_by_passes()
    {
        var figures = Of(Drawings.Straight(), Drawings.SentBack());

        Assert.Equal((2, 3), Flow("f2"));
        Assert.Equal((1, 1), Flow("f5"));

        (int, int) Flow(string id) => figures.Flows.Where(flow => flow.FlowId == id).Select(flow => (flow.Instances, flow.Passes)).Single();
    }

    [Fact]
    public void What_the_newest_version_could_not_have_done_deviates_and_is_not_taken_for_a_move_by_hand()
    {
        var examined = Examined.Of(Drawings.Straight(), Drawings.WithCheck, Drawings.WithoutCheck);
        var figures = Book(examined).Figures();

        Assert.False(examined.IsChanged);
        Assert.Equal((1, 0), (figures.Deviating, figures.Changed));
        Assert.Contains(new("check", true, 1), figures.Deviations);
    }

    [Fact]
    public void An_instance_that_not_even_its_own_version_led_was_moved_by_hand()
    {
        var moved = new Tale().Passes("begin", "START_EVENT", 0).Task("check", 0, 5, 10).Passes("ok", "EXCLUSIVE_GATEWAY", 10).Runs();

        Assert.True(Examined.Of(moved, Drawings.WithCheck, Drawings.WithCheck).IsChanged);
    }

    [Fact]
    public void Waiting_and_working_are_told_apart_by_department_and_group()
    {
        var front = Drawings.Straight(1) with { Case = new(1, "N-1", "tos", "phone", "front", false) };
        var back = Drawings.Straight(2) with { Case = new(2, "N-2", "tos", "phone", null, false) };

        var check = Of(front, back).Steps.Single(step => step.ElementId == "check");

        Assert.Equal([null, "front"], check.Departments.Select(part => part.Code));
        var group = Assert.Single(check.Groups);
        Assert.Equal(("agent", Minutes(40), Minutes(20)), (group.Code, group.Waiting.Total, group.Working.Total));
    }

    [Fact]
    public void In_working_time_a_night_counts_nothing()
    {
        var overnight = new Tale().Passes("begin", "START_EVENT", 0).Task("handle", 0, 60 * 24, (60 * 24) + 30).Ends((60 * 24) + 30);
        // Eight hours a day from nine.
        TimeSpan Working(DateTimeOffset from, DateTimeOffset to) => Passed(to) - Passed(from);

        var book = new FigureBook(At(10_000), Working);
        book.Add(Examined.Of(overnight, Drawings.WithoutCheck, Drawings.WithoutCheck));

        Assert.Equal(new(Minutes(30), Minutes(8 * 60), 0, 0), book.Figures().Times);

        static TimeSpan Passed(DateTimeOffset at)
        {
            var since = at - At(0);
            var eight = TimeSpan.FromHours(8);
            var today = since - TimeSpan.FromDays(since.Days);
            return (eight * since.Days) + (today < eight ? today : eight);
        }
    }

    [Theory]
    [InlineData("step:check", 3)]
    [InlineData("again:check", 1)]
    [InlineData("flow:f5", 1)]
    [InlineData("dropout:check", 1)]
    [InlineData("follows:check>handle", 1)]
    [InlineData("state:canceled", 1)]
    [InlineData("open:check", 0)]
    [InlineData("deviates", 0)]
    public void Behind_a_figure_stand_the_instances_that_it_counts(string text, int count)
    {
        var selection = Selection.Parse(text)!;
        Trace[] traces = [Drawings.Straight(), Drawings.SentBack(), Drawings.GivenUp()];

        Assert.Equal(count, traces.Count(trace => selection.Has(Examined.Of(trace, Drawings.WithCheck, Drawings.WithCheck))));
    }

    [Theory]
    [InlineData("step")]
    [InlineData("step:")]
    [InlineData("deviates:x")]
    [InlineData("nonsense:x")]
    [InlineData("")]
    public void A_figure_that_there_is_not_is_none(string text)
    {
        Assert.Null(Selection.Parse(text));
    }

    [Theory]
    [InlineData(new long[] { 5 }, 5, 5)]
    [InlineData(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 5, 9)]
    [InlineData(new long[] { 30, 10, 20 }, 20, 30)]
    [InlineData(new long[0], 0, 0)]
    public void The_middle_and_nine_of_ten_are_times_that_were_measured(long[] values, long median, long p90)
    {
        var durations = new Durations();
        foreach (var value in values)
            durations.Add(value);

        Assert.Equal((median, p90), (durations.Spread().Median, durations.Spread().P90));
    }

    private static ProcessFigures Of(params Trace[] traces) =>
        Book([.. traces.Select(trace => Examined.Of(trace, Drawings.WithCheck, Drawings.WithCheck))]).Figures();

    private static FigureBook Book(params Examined[] examined)
    {
        var book = new FigureBook(At(1_000), Clock);
        foreach (var one in examined)
            book.Add(one);
        return book;
    }
}
