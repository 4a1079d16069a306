using Baton.Runtime;
using Baton.Runtime.UserTasks;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Commands on user tasks: where listeners are asked, the caller is answered when they have decided.</summary>
internal static class ListenedCommands
{
    /// <summary>Longer no caller is kept waiting; the change itself goes on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs a command that may be held up by the listeners of the user task with this key, or of the element instance with it.</summary>
    public static async Task<IResult> Listened(
        this BatonRuntime runtime,
        string name,
        long key,
        Func<EngineSession, ValueTask<Outcome<Done>>> command,
        CancellationToken ct
    )
    {
        Outcome<Task<TransitionEnd>?> outcome = await runtime.Write<Task<TransitionEnd>?>(
            UnitNeeds.UserTask(key),
            async unit =>
            {
                Outcome<Done> done = await command(unit.Engine);
                return done.Problem is { } refused ? refused : Outcome.Of(unit.Engine.Transition(key));
            },
            ct
        );
        if (outcome.Problem is { } problem)
        {
            return EngineProblem.Rejected(name, problem);
        }
        return outcome.Value is { } pending ? await Answer(name, pending, ct) : TypedResults.NoContent();
    }

    private static async Task<IResult> Answer(string name, Task<TransitionEnd> pending, CancellationToken ct)
    {
        TransitionEnd end;
        try
        {
            end = await pending.WaitAsync(Patience, ct);
        }
        catch (TimeoutException)
        {
            return EngineProblem.TimedOut(
                $"Command '{name}' waits for the listeners of the user task longer than {Patience.TotalSeconds:0} seconds. It goes on; look at the task later."
            );
        }
        return end.Kind switch
        {
            TransitionEndKind.CarriedOut => TypedResults.NoContent(),
            TransitionEndKind.Denied => EngineProblem.Rejected(
                name,
                Problem.Conflict("task.denied", $"a listener of the user task denied it. Reason to deny: '{end.Reason ?? ""}'")
            ),
            _ => EngineProblem.Rejected(
                name,
                Problem.Conflict("task.overtaken", "the user task was cut off before its listeners had decided.")
            ),
        };
    }
}
