using System.Diagnostics;

namespace Baton.EndToEnd.Scenarios;

/// <summary>Waits for expectations. A check answers null when it holds, else what is wrong.</summary>
internal static class Polling
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(ScenarioSeconds());
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits until the check holds.</summary>
    public static async Task Until(Func<Task<string?>> check)
    {
        long started = Stopwatch.GetTimestamp();
        while (await check() is { } problem)
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new ScenarioFailure(problem);
            }
            await Task.Delay(Interval);
        }
    }

    /// <summary>Waits until the check holds and makes sure that it still does after the settle time.</summary>
    public static async Task UntilSettled(Func<Task<string?>> check)
    {
        await Until(check);
        await Task.Delay(Settle);
        if (await check() is { } problem)
        {
            throw new ScenarioFailure("It held, but not for long: " + problem);
        }
    }

    /// <summary>Waits for a value.</summary>
    public static async Task<T> Find<T>(Func<Task<T?>> find, string what)
        where T : class
    {
        T? found = null;
        await Until(async () => (found = await find()) is null ? what : null);
        return found!;
    }

    /// <summary>Ten seconds, or what BATON_SCENARIO_SECONDS says while one works on the engine.</summary>
    private static double ScenarioSeconds() =>
        double.TryParse(
            Environment.GetEnvironmentVariable("BATON_SCENARIO_SECONDS"),
            System.Globalization.CultureInfo.InvariantCulture,
            out double seconds
        )
            ? seconds
            : 10;
}
