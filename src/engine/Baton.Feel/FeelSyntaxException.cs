namespace Baton.Feel;

/// <summary>An expression that cannot be read: where it went wrong and what to write instead.</summary>
public sealed class FeelSyntaxException : Exception
{
    internal FeelSyntaxException(string problem, string expected, int line, int column)
        : base($"{problem} (line {line}, column {column}). Expected: {expected}.")
    {
        Expected = expected;
        Line = line;
        Column = column;
    }

    /// <summary>What could stand at this place.</summary>
    public string Expected { get; }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1, in UTF-16 units.</summary>
    public int Column { get; }
}
