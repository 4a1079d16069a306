namespace Baton.Feel;

/// <summary>Why a part of an expression yielded null, and where. Lines and columns start at 1.</summary>
public readonly record struct FeelWarning(string Message, int Line, int Column)
{
    /// <summary>The message with its place.</summary>
    public override string ToString() => $"{Message} (line {Line}, column {Column})";
}

/// <summary>What kind of end an evaluation came to.</summary>
public enum FeelFailureKind
{
    /// <summary>An <c>assert</c> did not hold.</summary>
    Assertion,

    /// <summary>A bound on steps, depth or size was reached.</summary>
    Limit,
}

/// <summary>An evaluation that had to be broken off.</summary>
public sealed record FeelFailure(FeelFailureKind Kind, string Message, int Line, int Column);

/// <summary>The outcome of an evaluation: a value with what was odd on the way, or a failure (the value is then null).</summary>
public readonly struct FeelResult
{
    private readonly IReadOnlyList<FeelWarning>? _warnings;

    internal FeelResult(FeelValue value, IReadOnlyList<FeelWarning>? warnings, FeelFailure? failure = null)
    {
        Value = value;
        _warnings = warnings;
        Failure = failure;
    }

    /// <summary>The value; null after a failure.</summary>
    public FeelValue Value { get; }

    /// <summary>What was odd on the way, in order; at most a hundred.</summary>
    public IReadOnlyList<FeelWarning> Warnings => _warnings ?? [];

    /// <summary>Why the evaluation was broken off; null when it was not.</summary>
    public FeelFailure? Failure { get; }
}
