using System.Xml.Linq;
using Baton.Dmn.Reading;
using Baton.Feel;
using Baton.Feel.Types;

namespace Baton.Dmn.Outline;

/// <summary>The item definitions of a file as outlines.</summary>
internal sealed class TypeOutlines(XElement root)
{
    /// <summary>Types that contain themselves are not followed deeper than this.</summary>
    private const int MaxDepth = 8;

    private readonly ILookup<string, XElement> _definitions = root.Children("itemDefinition")
        .ToLookup(definition => definition.NameOf(), StringComparer.Ordinal);

    /// <summary>The type that an element refers to.</summary>
    public TypeOutline Of(XElement? element) => Of(element.TypeRef(), 0);

    /// <summary>The values of a list such as <c>"a", "b"</c> as FEEL literals; empty when the text is anything else.</summary>
    public static IReadOnlyList<string> Literals(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || !FeelExpression.TryCompile($"[{text}]", FeelDialect.Standard, out var list, out _))
        {
            return [];
        }
        var value = list.Evaluate(FeelScope.Empty, default).Value;
        var items = list.Variables.Count == 0 && value.Kind == FeelKind.List ? value.AsList() : FeelList.Of();
        return items.All(IsPlain) ? [.. items.Select(item => item.ToString())] : [];
    }

    private static bool IsPlain(FeelValue value) => value.Kind is FeelKind.String or FeelKind.Number or FeelKind.Boolean;

    private TypeOutline Of(string? reference, int depth)
    {
        if (string.IsNullOrEmpty(reference) || depth > MaxDepth)
        {
            return TypeOutline.Any;
        }
        if (_definitions[reference].FirstOrDefault() is { } definition)
        {
            return Of(definition, depth + 1);
        }
        var plain = reference.StartsWith("feel:", StringComparison.Ordinal) ? reference[5..] : reference;
        return TypeOutline.Any with { Name = BuiltInTypes.Find(plain)?.Name ?? "Any" };
    }

    private TypeOutline Of(XElement definition, int depth)
    {
        var parts = definition.Children("itemComponent").Select(part => (part.NameOf(), Of(part, depth + 1))).ToList();
        var type = parts.Count > 0 ? new TypeOutline("context", [], parts, false) : Of(definition.TypeRef(), depth);
        if (Literals(definition.Child("allowedValues").TextChild()) is { Count: > 0 } allowed)
        {
            type = type with { Allowed = allowed };
        }
        return string.Equals(definition.Attr("isCollection"), "true", StringComparison.Ordinal) ? type with { IsList = true } : type;
    }
}
