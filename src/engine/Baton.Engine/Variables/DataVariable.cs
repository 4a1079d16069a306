using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.Variables;

/// <summary>A data object that is a variable of its scope; without a value it begins as null.</summary>
internal sealed record DataVariable(string Name, TextExpression? Value);

/// <summary>Creates the variables of data objects as their scope begins.</summary>
internal static class DataVariables
{
    /// <summary>What the scope was given under the same name stays: by a caller, an input mapping or a message.</summary>
    public static Failure? Create(Execution execution, ElementInstance scope)
    {
        foreach (DataVariable data in scope.Element.DataVariables)
        {
            if (scope.VariableTable?.Find(data.Name) is not null)
            {
                continue;
            }
            FeelValue value = FeelValue.Null;
            if (
                data.Value is { } text
                && execution.Feel.Evaluate(text, scope, $"value of data object '{data.Name}'", out value) is { } failure
            )
            {
                return failure;
            }
            VariableWrites.Local(execution, scope, data.Name, value);
        }
        return null;
    }
}
