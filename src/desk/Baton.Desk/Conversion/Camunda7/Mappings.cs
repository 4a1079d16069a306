using System.Xml.Linq;
using Baton.Desk.Conversion.Juel;
using static Baton.Desk.Conversion.Camunda7.ModelNames;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>Inputs and outputs of an element.</summary>
internal static class Mappings
{
    public static void Convert(Element element)
    {
        foreach (var mappings in element.TakeAll("inputOutput"))
            Convert(element, mappings);
    }

    public static void Convert(Element element, XElement mappings)
    {
        foreach (var parameter in mappings.Elements())
        {
            var direction = parameter.Name.LocalName == "inputParameter" ? "input" : "output";
            var name = (string?)parameter.Attribute("name") ?? "";
            if (Source(parameter) is { } source)
            {
                element.Map(direction, "=" + source, Target(name));
                element.Converted($"{direction} {name} = {Short(parameter)}", $"={source}");
            }
            else
                element.ToDo(
                    parameter.Element(Camunda + "script") is null ? "expression" : "script",
                    $"{direction} {name} = {Short(parameter)}"
                );
        }
    }

    /// <summary>Names with signs that FEEL reads otherwise are written with an underline.</summary>
    public static string Target(string name) =>
        name.All(one => char.IsLetterOrDigit(one) || one is '_' or '.')
            ? name
            : string.Concat(name.Select(one => char.IsLetterOrDigit(one) ? one : '_'));

    private static string Short(XElement parameter) =>
        parameter.Value.Trim() is { Length: > 200 } text ? text[..200] + "…" : parameter.Value.Trim();

    /// <summary>FEEL without a sign before it; null where it cannot be said.</summary>
    private static string? Source(XElement parameter)
    {
        if (parameter.Element(Camunda + "script") is { } script)
            return ((string?)script.Attribute("scriptFormat"))?.ToUpperInvariant() == "FEEL" ? script.Value.Trim() : null;
        if (parameter.Element(Camunda + "list") is { } list)
            return All(list.Elements(), value => value.Name == Camunda + "value" ? Text(value.Value) : null) is { } items
                ? $"[{items}]"
                : null;
        if (parameter.Element(Camunda + "map") is { } map)
            return All(map.Elements(), Entry) is { } entries ? $"{{{entries}}}" : null;
        return Text(parameter.Value);
    }

    private static string? Entry(XElement entry) =>
        (string?)entry.Attribute("key") is { } key && !entry.HasElements && Text(entry.Value) is { } value
            ? $"{JuelParser.FeelText(key)}: {value}"
            : null;

    private static string? All(IEnumerable<XElement> elements, Func<XElement, string?> say)
    {
        var said = elements.Select(say).ToList();
        return said.Contains(null) ? null : string.Join(", ", said);
    }

    /// <summary>An expression, or a text as FEEL writes one.</summary>
    private static string? Text(string text)
    {
        var value = JuelTemplate.Convert(text.Trim());
        if (value.Value is not { } feel)
            return null;
        return value.WasExpression ? feel[1..]
            : feel.Length == 0 ? "null"
            : JuelParser.FeelText(feel);
    }
}
