using Baton.Feel;
using Baton.Feel.Compilation;

namespace Baton.Dmn.Boxed;

/// <summary>A call with arguments bound by name.</summary>
internal sealed class BoxedInvocation(BoxedExpression callee, IReadOnlyList<(string Parameter, BoxedExpression Argument)> bindings)
    : BoxedExpression
{
    private readonly IReadOnlyList<string> _names = [.. bindings.Select(binding => binding.Parameter)];

    public override FeelValue Evaluate(BoxedRun run, FeelScope scope)
    {
        var called = callee.Evaluate(run.Untraced, scope);
        if (called.Kind != FeelKind.Function)
        {
            return run.Warn("What is invoked is not a function; name a business knowledge model that the decision requires.");
        }
        var arguments = bindings.Select(binding => binding.Argument.Evaluate(run.Untraced, scope)).ToArray();
        var call = new Call(run.Run, new(1, 1));
        call.Run.EnterCall(call.At);
        var result = called.AsFunction().InvokeNamed(call, _names, arguments);
        call.Run.LeaveCall();
        return result;
    }
}
