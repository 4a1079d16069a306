namespace Baton.Feel.Tests.Fuzzing;

/// <summary>Random choices that are the same each time for the same number.</summary>
internal sealed class Dice(int number)
{
    private readonly Random _random = new(number);

    public int Below(int end) => _random.Next(end);

    /// <summary>True once in <paramref name="times"/> on average.</summary>
    public bool OneIn(int times) => _random.Next(times) == 0;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
