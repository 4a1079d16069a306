using Baton.Feel.External;
using Baton.Feel.Parsing;
using Baton.Feel.Types;

namespace Baton.Feel.Compilation;

/// <summary>Definitions of external functions.</summary>
internal sealed partial class Compiler
{
    /// <summary>All is known while compiling: the function is a constant, or null with the reason each time it is asked for.</summary>
    private Code External(FunctionNode node, FeelNode definition)
    {
        var at = node.At;
        if (ExternalMapping.Of(definition) is not { } mapping)
        {
            return run => run.Warn(at, ExternalMapping.Expected);
        }
        var parameters = node.Parameters.Select(parameter => (parameter.Name, parameter.Type ?? FeelType.Any)).ToArray();
        return _external.Find(mapping, parameters, out var problem) is { } function
            ? Constant(FeelValue.From(function))
            : run => run.Warn(at, problem);
    }
}
