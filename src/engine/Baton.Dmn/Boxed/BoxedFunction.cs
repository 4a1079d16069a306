using Baton.Dmn.Requirements;
using Baton.Feel;
using Baton.Feel.Compilation;
using Baton.Feel.Types;

namespace Baton.Dmn.Boxed;

/// <summary>A boxed function definition, also the logic of a business knowledge model.</summary>
internal sealed class BoxedFunction(IReadOnlyList<(string Name, FeelType Type)> parameters, BoxedExpression body) : BoxedExpression
{
    public IReadOnlyList<string> Names { get; } = [.. parameters.Select(parameter => parameter.Name)];

    public override FeelValue Evaluate(BoxedRun run, FeelScope scope) => FeelValue.From(Bind(null, () => scope, null));

    public FeelFunction Bind(DrgElement? owner, Func<FeelScope> scope, string? name) => new Bound(this, owner, scope, name);

    private sealed class Bound(BoxedFunction function, DrgElement? owner, Func<FeelScope> scope, string? name) : FeelFunction
    {
        private FeelScope? _scope;

        public override string? Name => name;

        public override IReadOnlyList<string> Parameters => function.Names;

        internal override FunctionType? Signature =>
            new([.. function.Parameters.Select(parameter => parameter.Type)], owner?.Type ?? FeelType.Any);

        internal override FeelValue Invoke(Call call, ReadOnlySpan<FeelValue> arguments)
        {
            if (arguments.Length != function.Names.Count)
            {
                return call.Warn($"{name ?? "The function"} takes {function.Names.Count} arguments, but {arguments.Length} were given.");
            }
            // Found at the first call only: a function may require what in turn requires it.
            var inner = new LayeredScope(_scope ??= scope());
            for (var i = 0; i < arguments.Length; i++)
            {
                var (parameter, type) = function.Parameters[i];
                if (!type.TryFit(arguments[i], out var fitted))
                {
                    return call.Warn($"{name ?? "The function"}: the argument '{parameter}' is not of the type {type.Description}.");
                }
                inner.Bind(parameter, fitted);
            }
            call.Run.EnterCall(call.At);
            var result = function.Body.Evaluate(new BoxedRun(call.Run, null), inner);
            call.Run.LeaveCall();
            return owner is null || owner.Type.TryFit(result, out result)
                ? result
                : call.Warn($"The result of {name} is not of the type {owner.Type.Description}.");
        }
    }

    private IReadOnlyList<(string Name, FeelType Type)> Parameters => parameters;

    private BoxedExpression Body => body;
}
