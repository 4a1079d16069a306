using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.Variables;

/// <summary>Input mappings: evaluated in document order into the element's own scope; a later one sees what an earlier one wrote.</summary>
internal static class InputMappings
{
    public static Failure? Run(Execution execution, ElementInstance instance)
    {
        foreach (IoMapping mapping in instance.Element.Mappings.Inputs)
        {
            if (MappingValue.Of(execution, instance, mapping, out FeelValue value) is { } failure)
            {
                return failure;
            }
            string name = mapping.Target[0];
            FeelValue existing = instance.VariableTable?.Find(name)?.Value ?? FeelValue.Null;
            VariableWrites.Local(execution, instance, name, MappingValue.Nested(existing, mapping.Target, 1, value));
        }
        return null;
    }
}

/// <summary>Output mappings: evaluated in the element's scope, written from the scope around it outward.</summary>
internal static class OutputMappings
{
    public static Failure? Run(Execution execution, ElementInstance instance)
    {
        ElementInstance outer = instance.Scope ?? instance;
        try
        {
            foreach (IoMapping mapping in instance.Element.Mappings.Outputs)
            {
                if (MappingValue.Of(execution, instance, mapping, out FeelValue value) is { } failure)
                {
                    return failure;
                }
                string name = mapping.Target[0];
                FeelValue whole = MappingValue.Nested(Visible(outer, name), mapping.Target, 1, value);
                VariableWrites.Propagate(execution, outer, name, whole);
                // A variable of the element with the same name would hide the new value from the mappings that follow.
                execution.Feel.Overlay(name, whole);
            }
            return null;
        }
        finally
        {
            execution.Feel.ClearOverlay();
        }
    }

    private static FeelValue Visible(ElementInstance from, string name)
    {
        for (ElementInstance? scope = from; scope is not null; scope = scope.VariableParent)
        {
            if (scope.VariableTable?.Find(name) is { } variable)
            {
                return variable.Value;
            }
        }
        return FeelValue.Null;
    }
}

/// <summary>The value of one mapping and how it is put under a nested target.</summary>
internal static class MappingValue
{
    public static Failure? Of(Execution execution, ElementInstance instance, IoMapping mapping, out FeelValue value)
    {
        value = mapping.Source.Literal;
        if (mapping.Source.Expression is null)
        {
            return null;
        }
        FeelResult result = execution.Feel.Evaluate(mapping.Source.Expression, instance);
        value = result.Value;
        return result.Failure is null
            ? null
            : new Failure(
                IncidentType.IoMappingError,
                $"Expected to map '{mapping.Source.Source}' to '{string.Join('.', mapping.Target)}', but {result.Failure.Message}"
            );
    }

    /// <summary>The existing value with the new one at the path; objects on the way are merged, anything else is replaced.</summary>
    public static FeelValue Nested(FeelValue existing, string[] path, int depth, FeelValue value)
    {
        if (depth == path.Length)
        {
            return value;
        }
        FeelContext around = existing.Kind == FeelKind.Context ? existing.AsContext() : FeelContext.Empty;
        return around.With(path[depth], Nested(around[path[depth]], path, depth + 1, value));
    }
}
