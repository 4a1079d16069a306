using System.Xml.Linq;
using Baton.Feel;
using Baton.Feel.Types;

namespace Baton.Dmn.Reading;

/// <summary>The item definitions of a model as FEEL types, built when first asked for.</summary>
internal sealed class TypeTable
{
    private const int MaxHeight = 100;

    private readonly Dictionary<string, XElement> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeelType> _built = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeTable> _imports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeTable> _importsByNamespace = new(StringComparer.Ordinal);
    private readonly List<TypeTable> _unnamedImports = [];
    private readonly HashSet<string> _building = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _diagnostics;

    public TypeTable(IEnumerable<XElement> definitions, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        foreach (var definition in definitions)
        {
            _definitions.TryAdd(definition.NameOf(), definition);
        }
    }

    /// <summary>Types of another model are named with the prefix; without one as if they were defined here.</summary>
    public void Import(string prefix, string space, TypeTable types)
    {
        _importsByNamespace[space] = types;
        if (prefix.Length == 0)
        {
            _unnamedImports.Add(types);
        }
        else
        {
            _imports[prefix] = types;
        }
    }

    /// <summary>Builds all types, so that nothing changes once the model is handed out.</summary>
    public void BuildAll()
    {
        foreach (var name in _definitions.Keys)
        {
            Find(name);
        }
    }

    public FeelType? Find(string name)
    {
        name = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (_built.TryGetValue(name, out var known))
        {
            return known;
        }
        if (_definitions.TryGetValue(name, out var definition))
        {
            if (!_building.Add(name))
            {
                // A type that contains itself is not followed any deeper.
                return FeelType.Any;
            }
            var type = _building.Count > MaxHeight ? TooDeep(definition) : Build(definition);
            _building.Remove(name);
            return _built[name] = type.Height > MaxHeight ? TooDeep(definition) : type;
        }
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && _imports.TryGetValue(name[..dot], out var import))
        {
            return import.Find(name[(dot + 1)..]);
        }
        if (_unnamedImports.Select(types => types.Find(name)).FirstOrDefault(type => type is not null) is { } unnamed)
        {
            return unnamed;
        }
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? Find(name[(colon + 1)..]) ?? BuiltInTypes.Find(name[(colon + 1)..]) : null;
    }

    /// <summary>A type that nests without end would exhaust the stack of those who look at values.</summary>
    private FeelType TooDeep(XElement definition)
    {
        _diagnostics.Add(definition, $"The type nests deeper than {MaxHeight} levels.");
        return FeelType.Any;
    }

    /// <summary>The type that an element refers to; without a reference anything goes.</summary>
    public FeelType Of(XElement? element) => element is null ? FeelType.Any : Of(element.TypeRef(), element);

    private FeelType Of(string? reference, XElement element)
    {
        if (string.IsNullOrEmpty(reference))
        {
            return FeelType.Any;
        }
        if ((InNamespace(reference, element) ?? Find(reference)) is { } known)
        {
            return known;
        }
        var plain = reference.StartsWith("feel:", StringComparison.Ordinal) ? reference[5..] : reference;
        if (BuiltInTypes.Find(plain) is { } builtIn)
        {
            return builtIn;
        }
        _diagnostics.Add(element, $"There is no type '{reference}'; define it as an item definition or use a type of FEEL.");
        return FeelType.Any;
    }

    /// <summary>Up to DMN 1.1 a type of another model is named by the prefix of its namespace.</summary>
    private FeelType? InNamespace(string reference, XElement element)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        return
            colon > 0
            && IsPrefix(reference[..colon])
            && element.GetNamespaceOfPrefix(reference[..colon]) is { } space
            && _importsByNamespace.TryGetValue(space.NamespaceName, out var types)
            ? types.Find(reference[(colon + 1)..])
            : null;

        static bool IsPrefix(string text) => text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.');
    }

    private FeelType Build(XElement definition)
    {
        var name = definition.NameOf();
        var components = definition.Children("itemComponent").ToList();
        FeelType type;
        if (components.Count > 0)
        {
            type = new ContextType([.. components.Select(component => (component.NameOf(), Build(component)))]);
        }
        else if (definition.Child("functionItem") is { } function)
        {
            type = new FunctionType(
                [.. function.Children("parameters").Select(parameter => Of(parameter))],
                Of(function.Attr("outputTypeRef"), function)
            );
        }
        else
        {
            type = Of(definition);
        }
        type = Restricted(type, definition.Child("allowedValues"), name);
        if (definition.Attr("isCollection")?.Trim() is "true" or "1")
        {
            type = new ListType(type);
        }
        return Restricted(type, definition.Child("typeConstraint"), name);
    }

    private FeelType Restricted(FeelType type, XElement? constraint, string name)
    {
        if (constraint.TextChild() is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return type;
        }
        try
        {
            var tests = FeelExpression.CompileUnaryTests(text, new FeelOptions { Dialect = FeelDialect.Standard, Types = Find });
            return new RestrictedType(
                name,
                text.Trim(),
                type,
                value => tests.EvaluateUnaryTests(value, FeelScope.Empty, default).Value.IsTrue
            );
        }
        catch (FeelSyntaxException problem)
        {
            _diagnostics.Add(constraint!, $"The allowed values cannot be read: {problem.Message}");
            return type;
        }
    }
}
