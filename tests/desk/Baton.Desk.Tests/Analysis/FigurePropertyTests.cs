using Baton.Desk.Analysis.Figures;
using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Tests.Analysis;

/// <summary>What holds for the figures of any instances: tried on random ones, each from a seed that the test names.</summary>
public sealed class FigurePropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_times_of_an_instance_add_up_to_its_throughput_time(int seed)
    {
        foreach (var trace in Traces(seed).Where(trace => trace.Ended is not null))
        {
            var shares = TimeSplit.Of(trace, trace.Ended!.Value, Tale.Clock);

            Assert.Equal((long)(trace.Ended!.Value - trace.Began).TotalMilliseconds, shares.Sum(share => share.Milliseconds));
            Assert.All(shares, share => Assert.True(share.Milliseconds > 0));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Variants_and_states_add_up_to_the_instances_and_shares_to_the_times(int seed)
    {
        var traces = Traces(seed);
        var book = new FigureBook(Tale.At(100_000), Tale.Clock);
        foreach (var trace in traces)
            book.Add(Examined.Of(trace, Drawings.WithCheck, Drawings.WithCheck));
        var figures = book.Figures();

        Assert.Equal(traces.Count, figures.Instances);
        Assert.Equal(traces.Count, figures.Variants.Sum(one => one.Instances) + figures.InOtherVariants);
        Assert.Equal(traces.Count, figures.Running + figures.Completed + figures.Canceled);
        Assert.Equal(figures.Throughput.Total, figures.Times.All);
        Assert.Equal(figures.Times.All - figures.Times.Between, figures.Steps.Sum(step => step.Share.All));
        Assert.True(figures.Variants.Count <= FigureBook.VariantsMax);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_a_figure_counts_is_what_stands_behind_it(int seed)
    {
        var examined = Traces(seed).ConvertAll(trace => Examined.Of(trace, Drawings.WithCheck, Drawings.WithCheck));
        var book = new FigureBook(Tale.At(100_000), Tale.Clock);
        examined.ForEach(book.Add);
        var figures = book.Figures();

        Assert.All(figures.Steps, step => Assert.Equal(step.Instances, Behind("step:" + step.ElementId)));
        Assert.All(figures.Steps, step => Assert.Equal(step.Repeated, Behind("again:" + step.ElementId)));
        Assert.All(figures.Variants, variant => Assert.Equal(variant.Instances, Behind("variant:" + variant.Id)));
        Assert.All(figures.Follows, follow => Assert.Equal(follow.Instances, Behind($"follows:{follow.From}>{follow.To}")));
        Assert.All(figures.DropOuts, one => Assert.Equal(one.Instances, Behind("dropout:" + one.ElementId)));
        Assert.Equal(figures.Deviating, Behind("deviates"));

        int Behind(string text) => examined.Count(one => Selection.Parse(text)!.Has(one));
    }

    /// <summary>Steps of all kinds, side by side and one after the other, held or not, done, broken off or open.</summary>
    private static List<Trace> Traces(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, random.Next(1, 80)).Select(key => Made(random, key))];
    }

    private static Trace Made(Random random, int key)
    {
        var tale = new Tale(key).Passes("begin", "START_EVENT", 0);
        var at = 0.0;
        for (var left = random.Next(0, 8); left > 0; left--)
        {
            var from = Math.Max(0, at + random.Next(-40, 40) + (random.Next(3) / 60_000.0));
            var to = from + random.Next(0, 90);
            at = Math.Max(at, to);
            var id = random.Next(3) switch
            {
                0 => "handle",
                1 => "check",
                _ => "wait",
            };
            if (id == "wait")
                tale.Passes(id, "INTERMEDIATE_CATCH_EVENT", from, to);
            else
                tale.Task(
                    id,
                    from,
                    random.Next(3) == 0 ? null : from + ((to - from) * random.NextDouble()),
                    to,
                    canceled: random.Next(9) == 0
                );
        }
        return random.Next(4) switch
        {
            0 => tale.Task("check", at, null, null).Runs(),
            1 => tale.Task("check", at, null, at + 5, canceled: true).Ends(at + 5, TraceState.Canceled),
            _ => tale.Ends(at + random.Next(0, 30)),
        };
    }
}
