using System.Collections;
using System.Reflection;
using Baton.Feel.Parsing;
using Baton.Feel.Types;

namespace Baton.Feel.Tests;

/// <summary>All that makes up a tree but the places it was read from, found without the printer.</summary>
internal static class TreeShape
{
    public static string Of(object? part) =>
        part switch
        {
            null => "none",
            string text => $"'{text}'",
            FeelType type => $"<{type.Name}>",
            FeelValue value => $"{value.Kind} {value}",
            IEnumerable parts => $"[{string.Join(", ", parts.Cast<object?>().Select(Of))}]",
            FeelNode or Iteration or Parameter or ContextEntry => $"{part.GetType().Name}({string.Join(", ", Parts(part))})",
            _ => part.ToString()!,
        };

    private static IEnumerable<string> Parts(object part) =>
        from property in part.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.Name is not (nameof(FeelNode.At) or nameof(FeelNode.Height))
        orderby property.Name
        select $"{property.Name}: {Of(property.GetValue(part))}";
}
