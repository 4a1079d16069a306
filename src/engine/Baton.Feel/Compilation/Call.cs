using Baton.Feel.Lexing;

namespace Baton.Feel.Compilation;

/// <summary>What a function may know about the place it is called from.</summary>
internal readonly record struct Call(Evaluation Run, Position At)
{
    public FeelValue Warn(string message) => Run.Warn(At, message);

    public FeelValue Bounded(FeelValue value) => Evaluation.Bounded(At, value);

    public void Step(int steps = 1) => Run.Step(At, steps);

    /// <summary>Calls a function that was given as an argument.</summary>
    public FeelValue Invoke(FeelFunction function, params ReadOnlySpan<FeelValue> arguments)
    {
        Run.EnterCall(At);
        var result = function.Invoke(this, arguments);
        Run.LeaveCall();
        return result;
    }
}
