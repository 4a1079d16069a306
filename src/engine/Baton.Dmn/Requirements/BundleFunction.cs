using Baton.Feel;
using Baton.Feel.Compilation;

namespace Baton.Dmn.Requirements;

/// <summary>A decision service as a function: its input data and input decisions are the parameters (DMN 1.5, section 10.4).</summary>
internal sealed class BundleFunction(BundleElement bundle, DecisionRun run) : FeelFunction
{
    public override string? Name => bundle.Name;

    public override IReadOnlyList<string> Parameters { get; } = [.. bundle.Inputs.Select(input => input.Element.Name)];

    internal override FeelValue Invoke(Call call, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments.Length != bundle.Inputs.Count)
        {
            return call.Warn($"{bundle.Name} takes {bundle.Inputs.Count} arguments, but {arguments.Length} were given.");
        }
        var given = new List<(DrgElement, FeelValue)>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var element = bundle.Inputs[i].Element;
            if (!element.Type.TryFit(arguments[i], out var fitted))
            {
                return call.Warn($"{bundle.Name}: the argument '{element.Name}' is not of the type {element.Type.Description}.");
            }
            given.Add((element, fitted));
        }
        var inner = run.Given(given);
        var outputs = bundle.Outputs.Select(output => (output.Name, inner.ValueOf(new(null, output)))).ToArray();
        return inner.Fit(bundle, outputs.Length == 1 ? outputs[0].Item2 : call.Bounded(FeelContext.Of(outputs)));
    }
}
