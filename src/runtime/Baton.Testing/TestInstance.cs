using Baton.Engine;
using Baton.Runtime;
using Baton.Runtime.Embedding;
using Baton.Runtime.Variables;

namespace Baton.Testing;

/// <summary>
/// A process instance under test, what it calls included. It does what people and workers would do, by the ids of elements, and asserts what
/// has come of it. An assertion that does not hold throws a <see cref="ProcessAssertionException"/>, which every test framework reports.
/// Where an element has several open instances the oldest one is meant.
/// </summary>
public sealed partial class TestInstance
{
    private readonly BatonTestHost _host;

    internal TestInstance(BatonTestHost host, long key, string processId)
    {
        _host = host;
        Key = key;
        ProcessId = processId;
    }

    /// <summary>The key of the process instance.</summary>
    public long Key { get; }

    /// <summary>The id of its process.</summary>
    public string ProcessId { get; }

    /// <summary>Completes the open user task of an element.</summary>
    /// <param name="elementId">The element.</param>
    /// <param name="variables">Any object whose properties are variables, a JSON text, or null.</param>
    /// <param name="action">The action that is taken, where the model knows several.</param>
    public Task CompleteTask(string elementId, object? variables = null, string? action = null)
    {
        var values = VariableJson.From(variables);
        return Act(
            "have a user task to complete",
            elementId,
            state =>
                Oldest(state.UserTasks.Where(task => task.Element.Element.Id == elementId), task => task.Key) is { } task
                    ? engine => engine.CompleteUserTask(task.Key, values, action)
                    : null
        );
    }

    /// <summary>Completes the open job of an element, as its worker would; no worker has to run.</summary>
    /// <param name="elementId">The element.</param>
    /// <param name="variables">Any object whose properties are variables, a JSON text, or null.</param>
    public Task CompleteJob(string elementId, object? variables = null)
    {
        var values = VariableJson.From(variables);
        return OnJob("have a job to complete", elementId, (engine, job) => engine.CompleteJob(job, values));
    }

    /// <summary>Fails the open job of an element, as its worker would.</summary>
    /// <param name="elementId">The element.</param>
    /// <param name="message">Why it failed.</param>
    /// <param name="retries">How often it may still be tried; 0 raises an incident.</param>
    /// <param name="pause">How long it rests before it is tried again.</param>
    public Task FailJob(string elementId, string message, int retries = 0, TimeSpan pause = default) =>
        OnJob(
            "have a job to fail",
            elementId,
            (engine, job) =>
                engine.FailJob(
                    new(job)
                    {
                        ErrorMessage = message,
                        Retries = retries,
                        RetryBackOff = pause,
                    }
                )
        );

    /// <summary>Throws an error at the open job of an element, as its worker would.</summary>
    /// <param name="elementId">The element.</param>
    /// <param name="code">The code that the model knows the error by.</param>
    /// <param name="message">A text for people.</param>
    /// <param name="variables">Any object whose properties are variables, a JSON text, or null.</param>
    public Task ThrowError(string elementId, string code, string? message = null, object? variables = null)
    {
        var values = VariableJson.From(variables);
        return OnJob(
            "have a job to throw an error at",
            elementId,
            (engine, job) => engine.ThrowJobError(new(job, code) { ErrorMessage = message, Variables = values })
        );
    }

    /// <summary>The variables of the instance as an object, also after its end.</summary>
    public Task<T> Variables<T>() => _host.Runtime.VariablesOf<T>(Key);

    private Task OnJob(string deed, string elementId, Func<EngineSession, long, ValueTask<Outcome<Done>>> act) =>
        Act(
            deed,
            elementId,
            state =>
                Oldest(state.Jobs.Where(job => job.Element.Element.Id == elementId), job => job.Key) is { } job
                    ? engine => act(engine, job.Key)
                    : null
        );

    /// <summary>Does something to an open element, in the unit that looks for it.</summary>
    private async Task Act(string deed, string elementId, Func<InstanceState, Func<EngineSession, ValueTask<Outcome<Done>>>?> find)
    {
        var found = false;
        var outcome = await _host
            .Runtime.Write(unit =>
            {
                var act = unit.Engine.State(Key) is { } state ? find(state) : null;
                found = act is not null;
                return act is null ? new(Done.Outcome) : act(unit.Engine);
            })
            .ConfigureAwait(false);
        if (!found)
        {
            throw await Wrong($"to {deed} at '{elementId}'", "there is none that is open").ConfigureAwait(false);
        }
        if (outcome.Problem is { } problem)
        {
            throw await Wrong($"to {deed} at '{elementId}'", $"it was refused: {problem.Detail}").ConfigureAwait(false);
        }
    }

    private static T? Oldest<T>(IEnumerable<T> open, Func<T, long> key)
        where T : class => open.MinBy(key);
}
