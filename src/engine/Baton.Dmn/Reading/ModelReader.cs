using System.Xml.Linq;
using Baton.Dmn.Requirements;

namespace Baton.Dmn.Reading;

/// <summary>
/// Reads the definitions of one file in three steps: types, then the elements, then their links and logic, since each step
/// needs all of the one before.
/// </summary>
internal sealed class ModelReader
{
    private readonly XElement _root;
    private readonly DmnOptions _options;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly TypeTable _types;
    private readonly List<(XElement Source, DrgElement Element)> _elements = [];
    private readonly Dictionary<string, DrgElement> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Prefix, DmnModel Model)> _imports = new(StringComparer.Ordinal);
    private readonly HashSet<string> _entryNames = new(StringComparer.Ordinal);

    private ModelReader(XElement root, DmnOptions options)
    {
        _root = root;
        _options = options;
        _types = new(root.Children("itemDefinition"), _diagnostics);
    }

    public static DmnModel Read(LoadedXml xml, DmnOptions options)
    {
        if (xml.Root is not { } root)
        {
            return Unreadable(xml.Problem!);
        }
        if (!root.Is("definitions"))
        {
            return Unreadable(
                new(
                    $"The root element is '{root.Name.LocalName}' in '{root.Name.NamespaceName}'; DMN begins with 'definitions' in a namespace of DMN 1.1 to 1.5.",
                    null,
                    1
                )
            );
        }
        return new ModelReader(root, options).Read();
    }

    private static DmnModel Unreadable(DmnDiagnostic problem) => new(new("", "", "", default, [problem], new([], new()), [], []));

    private DmnModel Read()
    {
        ReadImports();
        _types.BuildAll();
        foreach (var component in _root.Descendants().Where(element => element.Is("itemComponent")))
        {
            _entryNames.Add(component.NameOf());
        }
        foreach (var output in _root.Descendants().Where(element => element.Is("output") || element.Is("variable") || element.Is("column")))
        {
            _entryNames.Add(output.NameOf());
        }
        _entryNames.Remove("");
        ReadElements();
        foreach (var (source, element) in _elements)
        {
            Link(source, element);
        }
        Cycles.Report(_elements, _diagnostics);
        return new(
            new(
                _root.Id() ?? _root.NameOf(),
                _root.NameOf(),
                _root.Attr("namespace") ?? "",
                _options.Dialect,
                _diagnostics.Found,
                _types,
                [.. _elements.Select(pair => pair.Element)],
                _entryNames
            )
        );
    }

    private void ReadImports()
    {
        foreach (var import in _root.Children("import"))
        {
            var kind = import.Attr("importType") ?? "";
            if (!kind.Contains("/DMN/", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            var space = import.Attr("namespace") ?? "";
            if (_options.Imports(space) is not { } model)
            {
                _diagnostics.Add(import, $"The imported model with the namespace '{space}' was not found.");
                continue;
            }
            var prefix = import.NameOf();
            _imports[space] = (prefix, model);
            _types.Import(prefix, space, model.Types);
            _entryNames.UnionWith(model.EntryNames);
            _entryNames.UnionWith(model.Elements.Select(element => element.Name));
        }
    }

    private void ReadElements()
    {
        foreach (var source in _root.Elements().Where(DmnXml.IsDmn))
        {
            var id = source.Id() ?? source.NameOf();
            var variable = source.Child("variable");
            var name = variable?.NameOf() is { Length: > 0 } named ? named : source.NameOf();
            DrgElement? element = source.Name.LocalName switch
            {
                "inputData" => new InputElement(id, name, _types.Of(variable)),
                "decision" => new DecisionElement(id, name, _types.Of(variable)),
                "businessKnowledgeModel" => new KnowledgeElement(id, name, ResultOf(variable)),
                "decisionService" => new BundleElement(id, name, ResultOf(variable)),
                _ => null,
            };
            if (element is null)
            {
                continue;
            }
            if (name.Length == 0)
            {
                _diagnostics.Add(source, "The element has no name.");
            }
            if (!_byId.TryAdd(id, element))
            {
                _diagnostics.Add(source, $"The id '{id}' is used twice.");
            }
            _elements.Add((source, element));
        }
    }

    /// <summary>The variable of a callable has the type of the function or, in most files, that of its result.</summary>
    private Feel.Types.FeelType ResultOf(XElement? variable) =>
        _types.Of(variable) is Feel.Types.FunctionType function ? function.Result : _types.Of(variable);

    private void Link(XElement source, DrgElement element)
    {
        switch (element)
        {
            case DecisionElement decision:
                decision.Requires = Required(source);
                decision.Kind = Outline.DecisionKinds.Of(source);
                decision.Logic = Logic().Inside(source, NamesOf(decision.Requires));
                break;
            case KnowledgeElement knowledge:
                knowledge.Requires = Required(source);
                if (source.Child("encapsulatedLogic") is { } body)
                {
                    knowledge.Logic = Logic().Function(body, [.. NamesOf(knowledge.Requires), knowledge.Name]);
                }
                break;
            case BundleElement bundle:
                bundle.Outputs =
                [
                    .. Targets(source.Children("outputDecision")).Select(requirement => requirement.Element).OfType<DecisionElement>(),
                ];
                bundle.Inputs = [.. Targets(source.Children("inputData")), .. Targets(source.Children("inputDecision"))];
                break;
            default:
                break;
        }
    }

    private LogicReader Logic() => new(_types, _entryNames, _options, _diagnostics);

    private static List<string> NamesOf(IReadOnlyList<Requirement> requirements) =>
        [.. requirements.Select(requirement => requirement.Import ?? requirement.Element.Name)];

    private List<Requirement> Required(XElement source) =>
        Targets(
            source
                .Elements()
                .Where(child => child.Is("informationRequirement") || child.Is("knowledgeRequirement"))
                .SelectMany(requirement => requirement.Elements().Where(DmnXml.IsDmn).Where(child => child.Attr("href") is not null))
        );

    private List<Requirement> Targets(IEnumerable<XElement> links)
    {
        var found = new List<Requirement>();
        foreach (var link in links)
        {
            if (Target(link) is { } requirement)
            {
                found.Add(requirement);
            }
        }
        return found;
    }

    private Requirement? Target(XElement link)
    {
        var href = link.Attr("href") ?? "";
        var hash = href.LastIndexOf('#');
        var (space, id) = hash < 0 ? ("", href) : (href[..hash], href[(hash + 1)..]);
        if (space.Length > 0 && _imports.TryGetValue(space, out var import) && import.Model.ById(id) is { } imported)
        {
            return new(import.Prefix.Length == 0 ? null : import.Prefix, imported);
        }
        var isLocal = space.Length == 0 || string.Equals(space, _root.Attr("namespace"), StringComparison.Ordinal);
        if (isLocal && _byId.TryGetValue(id, out var element))
        {
            return new(null, element);
        }
        _diagnostics.Add(link, $"There is no element '{href}'.");
        return null;
    }
}
