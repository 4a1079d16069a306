using System.Xml.Linq;
using Baton.Desk.Conversion.Juel;
using static Baton.Desk.Conversion.Camunda7.ModelNames;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>Texts of elements that are expressions. One that cannot be said in FEEL stays: a deployment refuses it, and nobody takes it for a literal.</summary>
internal static class Conditions
{
    public static void Convert(Element element, XElement condition, string what)
    {
        var language = ((string?)condition.Attribute("language"))?.ToUpperInvariant();
        condition.Attribute("language")?.Remove();
        if (condition.Attribute(Camunda + "resource") is { } resource)
        {
            element.ToDo("script", resource.Value);
            resource.Remove();
            return;
        }
        var was = condition.Value.Trim();
        if (was.Length == 0)
            return;
        var feel =
            language is "FEEL" ? "=" + was
            : language is null or "JUEL" ? Juel(was)
            : null;
        if (feel is null)
        {
            element.ToDo(language is null or "JUEL" ? "expression" : "script", $"{what} = {was}");
            return;
        }
        if (feel == was)
            return;
        condition.Value = feel;
        element.Converted($"{what} = {was}", feel);
    }

    /// <summary>What a timer or a name says: a literal stays one.</summary>
    public static void ConvertValue(Element element, XElement text, string what)
    {
        var was = text.Value.Trim();
        if (!JuelTemplate.IsExpression(was))
            return;
        if (element.Value(what, was) is not { } feel)
            return;
        text.Value = feel;
        element.Converted($"{what} = {was}", feel);
    }

    private static string? Juel(string was) =>
        was.StartsWith('=') ? was
        : JuelTemplate.Convert(was) is { WasExpression: true, Value: { } feel } ? feel
        : null;
}
