using System.Xml.Linq;
using Baton.Desk.Conversion.Juel;
using static Baton.Desk.Conversion.Camunda7.ModelNames;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>Turns a DMN file of Camunda 7 into one that Baton reads.</summary>
internal static class DecisionConversion
{
    private static readonly string[] Numbers = ["integer", "long", "double"];

    /// <summary>True where the file was drawn for Camunda 7.</summary>
    public static bool IsForeign(XElement root) =>
        root.Name.LocalName == "definitions"
        && (root.Name.Namespace == DmnXml || root.Name.Namespace == OldDmn)
        && (
            root.Name.Namespace == OldDmn
            || root.DescendantsAndSelf().Any(one => one.Attributes().Any(each => each.Name.Namespace == CamundaDmn))
            || (string?)root.Attribute(Modeler + "executionPlatform") == "Camunda Platform"
        );

    /// <summary>Changes the document.</summary>
    public static List<ConversionNote> Convert(XElement root)
    {
        var notes = new List<ConversionNote>();
        if (root.Attribute(Modeler + "executionPlatform") is not null)
        {
            root.SetAttributeValue(Modeler + "executionPlatform", "Camunda Cloud");
            root.SetAttributeValue(Modeler + "executionPlatformVersion", "8.7.0");
        }
        if (root.Name.Namespace == OldDmn)
        {
            foreach (var old in root.DescendantsAndSelf().Where(one => one.Name.Namespace == OldDmn).ToList())
                old.Name = DmnXml + old.Name.LocalName;
            foreach (
                var declaration in root.Attributes().Where(one => one.IsNamespaceDeclaration && one.Value == OldDmn.NamespaceName).ToList()
            )
                declaration.Value = DmnXml.NamespaceName;
            Note(root, ConversionVerdict.Converted, "converted", "DMN 1.1", "DMN 1.3");
        }
        foreach (var xml in root.DescendantsAndSelf().ToList())
            Convert(xml);
        foreach (
            var declaration in root.DescendantsAndSelf()
                .Attributes()
                .Where(one => one.IsNamespaceDeclaration && one.Value == CamundaDmn.NamespaceName)
                .ToList()
        )
            declaration.Remove();
        return notes;

        void Convert(XElement xml)
        {
            Expression(xml);
            if ((string?)xml.Attribute("typeRef") is { } type && Numbers.Contains(type, StringComparer.Ordinal))
            {
                xml.SetAttributeValue("typeRef", "number");
                Note(xml, ConversionVerdict.Converted, "converted", $"typeRef = {type}", "number");
            }
            else if ((string?)xml.Attribute("typeRef") == "date")
                Note(xml, ConversionVerdict.ToDo, "date-type", "date", null);
            foreach (var attribute in xml.Attributes().Where(one => one.Name.Namespace == CamundaDmn).ToList())
            {
                var matters = attribute.Name.LocalName == "inputVariable" && attribute.Value != "cellInput";
                Note(
                    xml,
                    matters ? ConversionVerdict.ToDo : ConversionVerdict.Dropped,
                    matters ? "input-variable" : "dropped",
                    $"{attribute.Name.LocalName} = {attribute.Value}",
                    null
                );
                attribute.Remove();
            }
        }

        void Expression(XElement xml)
        {
            var language = ((string?)xml.Attribute("expressionLanguage"))?.ToUpperInvariant();
            var text = xml.Element(DmnXml + "text");
            var was = text?.Value.Trim() ?? "";
            var isJuel = language == "JUEL" || JuelTemplate.IsExpression(was);
            if (text is null || was.Length == 0 || (!isJuel && (language is null || language.Contains("FEEL", StringComparison.Ordinal))))
            {
                if (language == "FEEL")
                    xml.Attribute("expressionLanguage")!.Remove();
                return;
            }
            // Cells of inputs are tests and not expressions: in JUEL they say a whole condition.
            var feel =
                !isJuel || xml.Name == DmnXml + "inputEntry" ? null
                : JuelTemplate.IsExpression(was) ? JuelTemplate.Convert(was).Value?[1..]
                : JuelTemplate.Bare(was);
            if (feel is null)
            {
                Note(xml, ConversionVerdict.ToDo, isJuel ? "expression" : "script", $"{language}: {was}", null);
                return;
            }
            text.Value = feel;
            xml.Attribute("expressionLanguage")?.Remove();
            Note(xml, ConversionVerdict.Converted, "converted", was, feel);
        }

        void Note(XElement xml, ConversionVerdict verdict, string code, string was, string? isNow)
        {
            var owner = xml.AncestorsAndSelf().FirstOrDefault(one => one.Name == DmnXml + "decision") ?? root;
            notes.Add(
                new(
                    verdict,
                    (string?)owner.Attribute("id"),
                    (string?)owner.Attribute("name") ?? (string?)owner.Attribute("id"),
                    code,
                    was,
                    isNow
                )
            );
        }
    }
}
