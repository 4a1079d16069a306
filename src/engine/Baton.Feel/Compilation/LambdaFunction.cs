using Baton.Feel.Parsing;
using Baton.Feel.Types;

namespace Baton.Feel.Compilation;

/// <summary>What all closures of one function literal share.</summary>
internal sealed record FunctionShape(IReadOnlyList<Parameter> Parameters, int[] Slots, Code Body)
{
    public IReadOnlyList<string> Names { get; } = [.. Parameters.Select(parameter => parameter.Name)];
}

/// <summary>A function literal together with the local values and variables it was created among.</summary>
internal sealed class LambdaFunction(FunctionShape shape, FeelValue[] captured, FeelScope scope) : FeelFunction
{
    public override string? Name => null;

    public override IReadOnlyList<string> Parameters => shape.Names;

    internal override FunctionType? Signature =>
        new([.. shape.Parameters.Select(parameter => parameter.Type ?? FeelType.Any)], FeelType.Any);

    internal override FeelValue Invoke(Call call, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments.Length != shape.Slots.Length)
        {
            return call.Warn($"The function takes {shape.Slots.Length} arguments, but {arguments.Length} were given.");
        }
        var locals = (FeelValue[])captured.Clone();
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = shape.Parameters[i];
            var value = arguments[i];
            if (parameter.Type is not null && !parameter.Type.TryFit(value, out value))
            {
                return call.Warn(
                    $"The parameter '{parameter.Name}' must be {parameter.Type}, but the argument is {Compiler.Describe(arguments[i])}."
                );
            }
            locals[shape.Slots[i]] = value;
        }
        var run = call.Run;
        var (outerLocals, outerScope) = (run.Locals, run.Scope);
        (run.Locals, run.Scope) = (locals, scope);
        var result = shape.Body(run);
        (run.Locals, run.Scope) = (outerLocals, outerScope);
        return result;
    }
}
