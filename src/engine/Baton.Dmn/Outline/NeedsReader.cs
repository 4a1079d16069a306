using System.Xml.Linq;
using Baton.Dmn.Reading;
using Baton.Feel;

namespace Baton.Dmn.Outline;

/// <summary>
/// Finds the values from outside that a decision looks at, through all that it requires: declared input data, and in the process dialect
/// also variables that its expressions name without a declaration.
/// </summary>
internal sealed class NeedsReader(OutlineReader outlines)
{
    private readonly List<NeedOutline> _needs = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<XElement> _seen = [];
    private readonly Dictionary<string, (TypeOutline Type, string Label, List<string> Suggestions)> _columns = new(StringComparer.Ordinal);

    public IReadOnlyList<NeedOutline> Of(XElement decision)
    {
        Visit(decision);
        var roots = _needs.Select(need => Root(need.Path)).Where((root, i) => root != _needs[i].Path).ToHashSet(StringComparer.Ordinal);
        return [.. _needs.Where(need => !roots.Contains(need.Path)).Select(Described)];
    }

    private void Visit(XElement element)
    {
        if (!_seen.Add(element))
        {
            return;
        }
        var required = outlines.Required(element).ToList();
        foreach (var other in required)
        {
            if (other.Is("inputData"))
            {
                Add(OutlineReader.VariableOf(other), outlines.TypeOf(other.Child("variable")));
            }
            else
            {
                Visit(other);
            }
        }
        NoteColumns(element);
        var bound = Bound(element, required);
        foreach (var path in Texts(element).SelectMany(text => Free(text.Text, text.IsTest, bound)))
        {
            if (!bound.Contains(Root(path)))
            {
                Add(path, TypeOutline.Any);
            }
        }
    }

    /// <summary>A context of known entries is asked for entry by entry.</summary>
    private void Add(string path, TypeOutline type)
    {
        if (type is { Parts.Count: > 0, IsList: false })
        {
            foreach (var (name, part) in type.Parts)
            {
                Add($"{path}.{name}", part);
            }
        }
        else if (_paths.Add(path))
        {
            _needs.Add(new(path, path, type, []));
        }
    }

    private void NoteColumns(XElement element)
    {
        if (outlines.Table(element) is not { } table)
        {
            return;
        }
        for (var i = 0; i < table.Inputs.Count; i++)
        {
            var column = table.Inputs[i];
            if (!_columns.TryGetValue(column.Expression, out var known))
            {
                var type = TypeOutlines.Literals(column.AllowedText) is { Count: > 0 } allowed
                    ? column.Type with
                    {
                        Allowed = allowed,
                    }
                    : column.Type;
                _columns[column.Expression] = known = (type, column.Label, []);
            }
            var at = i;
            var texts = table.Rules.Where(rule => at < rule.Inputs.Count).Select(rule => rule.Inputs[at]);
            known.Suggestions.AddRange(texts.SelectMany(TypeOutlines.Literals).Except(known.Suggestions, StringComparer.Ordinal).ToList());
        }
    }

    private NeedOutline Described(NeedOutline need)
    {
        if (!_columns.TryGetValue(need.Path, out var column))
        {
            return need;
        }
        var type = need.Type.Name == "Any" && !need.Type.IsList ? column.Type : need.Type;
        return need with
        {
            Label = column.Label,
            Type = type.Allowed.Count == 0 && column.Type.Allowed.Count > 0 ? type with { Allowed = column.Type.Allowed } : type,
            Suggestions = column.Suggestions,
        };
    }

    /// <summary>The names that are no values from outside: what is required, and what the logic itself binds.</summary>
    private static HashSet<string> Bound(XElement element, IEnumerable<XElement> required)
    {
        var bound = new HashSet<string>(StringComparer.Ordinal) { "item", "partial", "?", OutlineReader.VariableOf(element), "" };
        foreach (var other in required)
        {
            bound.Add(OutlineReader.VariableOf(other));
            bound.Add(OutlineReader.IdOf(other));
        }
        foreach (var inner in element.Descendants().Where(DmnXml.IsDmn))
        {
            if (inner.Name.LocalName is "variable" or "formalParameter")
            {
                bound.Add(inner.NameOf());
            }
            if (inner.Attr("iteratorVariable") is { } iterator)
            {
                bound.Add(iterator);
            }
        }
        return bound;
    }

    private static IEnumerable<(string Text, bool IsTest)> Texts(XElement element) =>
        element
            .Descendants()
            .Where(inner => inner.Is("text"))
            .Where(text => text.Parent!.Name.LocalName is not ("description" or "annotationEntry" or "question" or "allowedAnswers"))
            .Select(text => (text.Value.Trim(), text.Parent!.Name.LocalName is "inputEntry" or "inputValues" or "outputValues"));

    private static IEnumerable<string> Free(string text, bool isTest, IReadOnlyCollection<string> names)
    {
        if (text.Length == 0 || text == "-")
        {
            return [];
        }
        try
        {
            var options = new FeelOptions { Names = names };
            var expression = isTest ? FeelExpression.CompileUnaryTests(text, options) : FeelExpression.Compile(text, options);
            return expression.Variables.Count == 1 && IsPath(text, expression.Variables.First()) ? [text] : expression.Variables;
        }
        catch (FeelSyntaxException)
        {
            // The reader of the model reports it; here it only names nothing.
            return [];
        }
    }

    private static bool IsPath(string text, string root) =>
        text.StartsWith(root + ".", StringComparison.Ordinal)
        && text[(root.Length + 1)..]
            .Split('.')
            .All(name => name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_'));

    private static string Root(string path) => path.Split('.')[0];
}
