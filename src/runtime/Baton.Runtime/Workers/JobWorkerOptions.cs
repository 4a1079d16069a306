using System.Text.Json;
using Baton.Runtime.Jobs;

namespace Baton.Runtime.Workers;

/// <summary>Which jobs a worker takes and how it treats them.</summary>
/// <param name="Type">The type of jobs, as the model says it.</param>
public sealed record JobWorkerOptions(string Type)
{
    /// <summary>The name of the worker for operators; null is the name of its class.</summary>
    public string? Name { get; init; }

    /// <summary>How many jobs it works on at the same time.</summary>
    public int MaxConcurrentJobs { get; init; } = 8;

    /// <summary>How long the work of one job may take, in real time. Then its cancellation token fires, and the job fails.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a failed job rests before it is tried again, unless the failure says otherwise.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a worker that is disposed waits for the jobs at work, in real time. Then they are cancelled and given back.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which variables it needs; null is all that a job sees.</summary>
    public IReadOnlyList<string>? FetchVariables { get; init; }

    /// <summary>Whether a job that has passed to another worker meanwhile cannot be ended by this one; see <see cref="ActivateJobsRequest.WithLease"/>.</summary>
    public bool WithLease { get; init; }

    /// <summary>How variables are mapped to types; null is <see cref="Variables.VariableJson.Default"/>.</summary>
    public JsonSerializerOptions? Json { get; init; }

    /// <summary>What is wrong with the values; empty when they are usable.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Type))
        {
            problems.Add("The type of jobs is empty; name the type that the model gives its tasks.");
        }
        if (MaxConcurrentJobs is < 1 or > 10_000)
        {
            problems.Add(string.Create(Invariant, $"MaxConcurrentJobs is {MaxConcurrentJobs}, but must be between 1 and 10,000."));
        }
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
        {
            problems.Add(string.Create(Invariant, $"Timeout is {Timeout}, but must be longer than zero and a day at most."));
        }
        if (RetryPause < TimeSpan.Zero)
        {
            problems.Add(string.Create(Invariant, $"RetryPause is {RetryPause}, but must not be negative."));
        }
        if (StopPatience < TimeSpan.Zero)
        {
            problems.Add(string.Create(Invariant, $"StopPatience is {StopPatience}, but must not be negative."));
        }
        return problems;
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;
}
