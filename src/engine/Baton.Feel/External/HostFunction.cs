using Baton.Feel.Compilation;

namespace Baton.Feel.External;

/// <summary>A function of the host as a value.</summary>
internal sealed class HostFunction(string name, IReadOnlyList<string> parameters, Func<ReadOnlySpan<FeelValue>, FeelValue> body)
    : FeelFunction
{
    public override string Name => name;

    public override IReadOnlyList<string> Parameters => parameters;

    internal override FeelValue Invoke(Call call, ReadOnlySpan<FeelValue> arguments) =>
        arguments.Length == parameters.Count
            ? HostCode.Run(call, Describe(), body, arguments)
            : call.Warn($"{Describe()} takes {parameters.Count} arguments, but {arguments.Length} were given.");
}
