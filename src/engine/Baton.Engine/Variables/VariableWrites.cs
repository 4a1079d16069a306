using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.Variables;

/// <summary>The two ways to write a variable.</summary>
internal static class VariableWrites
{
    /// <summary>Writes exactly this scope.</summary>
    public static void Local(Execution execution, ElementInstance scope, string name, FeelValue value)
    {
        FeelValue kept = FeelJson.ToJsonValue(value);
        long instance = scope.ProcessInstance.Key;
        if (scope.VariableTable?.Find(name) is not { } variable)
        {
            execution.Emit(new VariableCreated(instance, execution.NextKey(), scope.Key, name, kept));
            execution.Conditions.Changed(scope, name, isNew: true);
        }
        else if (variable.Value != kept)
        {
            execution.Emit(new VariableUpdated(instance, variable.Key, scope.Key, name, kept));
            execution.Conditions.Changed(scope, name, isNew: false);
        }
    }

    public static void Local(Execution execution, ElementInstance scope, FeelContext variables)
    {
        foreach ((string name, FeelValue value) in variables.Entries)
        {
            Local(execution, scope, name, value);
        }
    }

    /// <summary>Writes the nearest scope, from this one outward, that has the variable; else creates it in the process instance.</summary>
    public static void Propagate(Execution execution, ElementInstance from, string name, FeelValue value)
    {
        ElementInstance scope = from;
        while (scope.VariableTable?.Find(name) is null && scope.VariableParent is { } outer)
        {
            scope = outer;
        }
        Local(execution, scope, name, value);
    }

    public static void Propagate(Execution execution, ElementInstance from, FeelContext variables)
    {
        foreach ((string name, FeelValue value) in variables.Entries)
        {
            Propagate(execution, from, name, value);
        }
    }
}
