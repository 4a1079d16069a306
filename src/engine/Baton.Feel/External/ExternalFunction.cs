using Baton.Feel.Compilation;
using Baton.Feel.Types;

namespace Baton.Feel.External;

/// <summary>A definition of an external function with the method that it stands for.</summary>
internal sealed class ExternalFunction(ExternalMethod method, IReadOnlyList<(string Name, FeelType Type)> parameters) : FeelFunction
{
    public override string Name => method.Key;

    public override IReadOnlyList<string> Parameters { get; } = [.. parameters.Select(parameter => parameter.Name)];

    internal override FunctionType? Signature => new([.. parameters.Select(parameter => parameter.Type)], FeelType.Any);

    internal override FeelValue Invoke(Call call, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments.Length != parameters.Count)
        {
            return call.Warn($"{Name} is declared with {parameters.Count} parameters, but {arguments.Length} arguments were given.");
        }
        var given = new FeelValue[arguments.Length];
        for (var i = 0; i < given.Length; i++)
        {
            var (name, type) = parameters[i];
            if (!type.TryFit(arguments[i], out given[i]))
            {
                return call.Warn($"{Name}: the argument '{name}' is not of the type {type}.");
            }
        }
        return method.Signature.TryConvert(given, out var converted, out var problem)
            ? HostCode.Run(call, Name, method.Body, converted)
            : call.Warn($"{Name}: {problem}");
    }
}
