namespace Baton.Feel;

/// <summary>
/// An interval of comparable values. An end of null is unbounded: <c>(&lt; 10)</c> has no start. DMN 1.5, section 10.3.2.7.
/// </summary>
public sealed record FeelRange(FeelValue Start, bool StartIncluded, FeelValue End, bool EndIncluded)
{
    /// <summary>Ranges that are written in different ways are not equal, even where they hold the same values.</summary>
    internal RangeForm Form { get; init; }

    /// <summary>The FEEL text that yields this range.</summary>
    public override string ToString() => Values.ValueText.Literal(FeelValue.From(this));
}

/// <summary>How a range was written.</summary>
internal enum RangeForm
{
    /// <summary>With both ends: <c>[1..10]</c>.</summary>
    Interval,

    /// <summary>With an operator: <c>(&lt; 10)</c>.</summary>
    Comparison,

    /// <summary><c>(!= 10)</c>: all but the start.</summary>
    Exclusion,
}
