using Baton.Feel;

namespace Baton.Bench.Decisions;

/// <summary>The engine beside the same logic written by hand in C# over the same values.</summary>
internal sealed record Comparison(string Name, Func<FeelValue> Engine, Func<FeelValue> Hand)
{
    private const string HandWritten = "hand-written C#";

    /// <summary>Both must come to the same value before anything is measured.</summary>
    public IEnumerable<Figure> Figures()
    {
        var (ours, theirs) = (Engine(), Hand());
        if (ours != theirs)
        {
            throw new InvalidOperationException($"{Name}: the engine says {ours}, the code written by hand {theirs}.");
        }
        var (engine, hand) = Measurement.Of(Engine, Hand);
        yield return Figure.Of($"{Name}: time", engine.Nanoseconds, "ns", HandWritten, hand.Nanoseconds);
        yield return Figure.Of($"{Name}: allocated", engine.Bytes, "bytes", HandWritten, hand.Bytes);
    }
}
