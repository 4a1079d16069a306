using System.Xml.Linq;
using Baton.Dmn.Boxed;
using Baton.Feel;
using Baton.Feel.Types;

namespace Baton.Dmn.Reading;

/// <summary>
/// Compiles the boxed expressions of one element. It carries the names that are in scope, since FEEL needs them to read names
/// of several words.
/// </summary>
internal sealed class LogicReader(TypeTable types, IReadOnlyCollection<string> entryNames, DmnOptions options, DiagnosticBag diagnostics)
{
    private static readonly string[] Forms =
    [
        "literalExpression",
        "decisionTable",
        "context",
        "invocation",
        "list",
        "relation",
        "functionDefinition",
        "conditional",
        "filter",
        "for",
        "some",
        "every",
    ];

    private const int LevelsBetweenChecks = 12;

    private int _depth;

    public TypeTable Types => types;

    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>The boxed expression among the children, or null.</summary>
    public BoxedExpression? Inside(XElement? parent, IReadOnlyCollection<string> names)
    {
        var element = parent?.Elements().FirstOrDefault(child => DmnXml.IsDmn(child) && Forms.Contains(child.Name.LocalName));
        return element is null ? null : Read(element, names);
    }

    public BoxedExpression Required(XElement? parent, XElement owner, string what, IReadOnlyCollection<string> names)
    {
        if (Inside(parent, names) is { } found)
        {
            return found;
        }
        diagnostics.Add(parent ?? owner, $"The {what} has no expression.");
        return new BoxedProblem($"The {what} has no expression.");
    }

    private BoxedExpression Read(XElement element, IReadOnlyCollection<string> names)
    {
        _depth++;
        var boxed = Boxed(element, names);
        _depth--;
        return _depth % LevelsBetweenChecks == LevelsBetweenChecks - 1 ? new BoxedDeep(boxed) : boxed;
    }

    private BoxedExpression Boxed(XElement element, IReadOnlyCollection<string> names)
    {
        var boxed = element.Name.LocalName switch
        {
            "literalExpression" => Literal(element, names),
            "decisionTable" => new TableReader(this).Read(element, names),
            "context" => Context(element, names),
            "invocation" => Invocation(element, names),
            "list" => new BoxedList([
                .. element
                    .Elements()
                    .Where(DmnXml.IsDmn)
                    .Where(child => Forms.Contains(child.Name.LocalName))
                    .Select(child => Read(child, names)),
            ]),
            "relation" => Relation(element, names),
            "functionDefinition" => Function(element, names),
            "conditional" => new BoxedConditional(
                Required(element.Child("if"), element, "condition", names),
                Required(element.Child("then"), element, "'then'", names),
                Required(element.Child("else"), element, "'else'", names)
            ),
            "filter" => new BoxedFilter(
                Required(element.Child("in"), element, "list of the filter", names),
                Required(element.Child("match"), element, "match", [.. names, "item"])
            ),
            _ => Iteration(element, names),
        };
        // The type of a function definition is that of the function, which nothing needs to check.
        return element.TypeRef() is null || boxed is BoxedFunction ? boxed : new BoxedTyped(boxed, types.Of(element));
    }

    private BoxedExpression Literal(XElement element, IReadOnlyCollection<string> names)
    {
        var text = element.TextChild();
        if (string.IsNullOrWhiteSpace(text))
        {
            return new BoxedProblem("The expression has no text.");
        }
        if (!IsFeel(element))
        {
            return new BoxedProblem($"The expression language '{element.Attr("expressionLanguage")}' is not supported.");
        }
        return Compile(element, text, names) is { } expression
            ? new BoxedLiteral(expression)
            : new BoxedProblem("The expression cannot be read.");
    }

    public bool IsFeel(XElement element)
    {
        var language = element.Attr("expressionLanguage");
        if (language is null || language.Length == 0 || language.Contains("FEEL", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        diagnostics.Add(element, $"The expression language '{language}' is not supported; write the expression in FEEL.");
        return false;
    }

    public FeelExpression? Compile(XElement element, string text, IReadOnlyCollection<string> names) =>
        Compiled(element, () => FeelExpression.Compile(text, Options(names)));

    public FeelExpression? CompileTests(XElement element, string text, IReadOnlyCollection<string> names) =>
        Compiled(element, () => FeelExpression.CompileUnaryTests(text, Options(names)));

    private FeelOptions Options(IReadOnlyCollection<string> names) =>
        new()
        {
            Dialect = options.Dialect,
            Names = names,
            EntryNames = entryNames,
            Types = types.Find,
            ExternalFunctions = options.ExternalFunctions,
        };

    private FeelExpression? Compiled(XElement element, Func<FeelExpression> compile)
    {
        try
        {
            return compile();
        }
        catch (FeelSyntaxException problem)
        {
            diagnostics.Add(element, $"The expression cannot be read: {problem.Message}");
            return null;
        }
    }

    private BoxedContext Context(XElement element, IReadOnlyCollection<string> names)
    {
        var known = new List<string>(names);
        var entries = new List<(string?, BoxedExpression)>();
        foreach (var entry in element.Children("contextEntry"))
        {
            var variable = entry.Child("variable");
            var value = Required(entry, element, "context entry", known);
            var name = variable?.NameOf();
            entries.Add((name, variable.TypeRef() is null ? value : new BoxedTyped(value, types.Of(variable))));
            if (name is not null)
            {
                known.Add(name);
            }
        }
        return new(entries);
    }

    private BoxedInvocation Invocation(XElement element, IReadOnlyCollection<string> names)
    {
        var bindings = element
            .Children("binding")
            .Select(binding => (binding.Child("parameter").NameOf(), Required(binding, element, "binding", names)));
        return new(Required(element, element, "invocation", names), [.. bindings]);
    }

    private BoxedRelation Relation(XElement element, IReadOnlyCollection<string> names)
    {
        var columns = element.Children("column").Select(column => column.NameOf()).ToList();
        var rows = new List<IReadOnlyList<BoxedExpression>>();
        foreach (var row in element.Children("row"))
        {
            var cells = row.Elements().Where(cell => Forms.Contains(cell.Name.LocalName)).Select(cell => Read(cell, names)).ToList();
            if (cells.Count != columns.Count)
            {
                diagnostics.Add(row, $"The row has {cells.Count} cells, but the relation has {columns.Count} columns.");
            }
            rows.Add(cells);
        }
        return new(columns, rows);
    }

    public BoxedExpression Function(XElement element, IReadOnlyCollection<string> names)
    {
        var parameters = element
            .Children("formalParameter")
            .Select(parameter => (Name: parameter.NameOf(), Type: types.Of(parameter)))
            .ToList();
        switch (element.Attr("kind") ?? "")
        {
            case "" or "FEEL":
                break;
            case "Java":
                return new ExternalReader(options.ExternalFunctions, diagnostics).Read(element, Inside(element, []), parameters);
            case var kind:
                return new BoxedProblem($"Functions of the kind {kind} are not run; write the function in FEEL.");
        }
        var body =
            Inside(element, [.. names, .. parameters.Select(parameter => parameter.Name)]) ?? new BoxedProblem("The function has no body.");
        return new BoxedFunction(parameters, element.TypeRef() is null ? body : new BoxedTyped(body, ResultOf(element)));
    }

    private FeelType ResultOf(XElement element) => types.Of(element) is FunctionType function ? function.Result : types.Of(element);

    private BoxedExpression Iteration(XElement element, IReadOnlyCollection<string> names)
    {
        var variable = element.Attr("iteratorVariable") ?? "item";
        var source = Required(element.Child("in"), element, "list of the iteration", names);
        string[] inner = [.. names, variable, IterationScope.Partial];
        return element.Name.LocalName == "for"
            ? new BoxedFor(variable, source, Required(element.Child("return"), element, "'return'", inner))
            : new BoxedQuantified(
                element.Name.LocalName == "every",
                variable,
                source,
                Required(element.Child("satisfies"), element, "'satisfies'", inner)
            );
    }
}
