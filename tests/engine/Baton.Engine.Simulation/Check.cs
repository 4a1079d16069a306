namespace Baton.Engine.Simulation;

/// <summary>Failures of a run, as exceptions that name no test framework.</summary>
internal static class Check
{
    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    public static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"Expected\n{expected}\nbut found\n{actual}");
        }
    }
}
