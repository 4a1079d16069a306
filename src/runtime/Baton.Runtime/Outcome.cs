using System.Diagnostics.CodeAnalysis;

namespace Baton.Runtime;

/// <summary>The answer to a command: a value, or the problem that prevented it. Exceptions are kept for lost IO and broken invariants.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Problem? problem)
    {
        _value = value;
        Problem = problem;
    }

    /// <summary>Why it did not happen, or null when it did.</summary>
    public Problem? Problem { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is a problem instead; its text is the exception's message.</exception>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException($"There is no value: {Problem.Detail}");

    internal static Outcome<T> From(T value) => new(value, null);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);

    /// <summary>Goes on with the value; a problem is passed on unchanged.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, TNext> next) => Problem is null ? next(_value!) : Problem;
}

/// <summary>Makes outcomes where the implicit conversion cannot.</summary>
public static class Outcome
{
    /// <summary>Wraps a value; needed only where <typeparamref name="T"/> is an interface.</summary>
    public static Outcome<T> Of<T>(T value) => Outcome<T>.From(value);
}

/// <summary>The value of a command that has nothing to tell but that it was carried out.</summary>
public readonly record struct Done
{
    /// <summary>It is done.</summary>
    public static Outcome<Done> Outcome { get; } = default(Done);
}
