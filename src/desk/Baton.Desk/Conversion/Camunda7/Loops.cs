using System.Globalization;
using Baton.Desk.Conversion.Juel;
using static Baton.Desk.Conversion.Camunda7.ModelNames;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>Steps that are done several times.</summary>
internal static class Loops
{
    public static void Convert(Element activity, Element loop)
    {
        var (collection, item) = (loop.Take("collection"), loop.Take("elementVariable"));
        var list = loop.Xml.Element(BpmnXml + "loopDataInputRef")?.Value.Trim();
        var cardinality = loop.Xml.Element(BpmnXml + "loopCardinality");
        string? input = null;
        if ((collection ?? list) is { Length: > 0 } source)
        {
            // A bare name is the name of a variable there.
            input = JuelTemplate.IsExpression(source) ? activity.Value("collection", source) : "=" + source;
            if (input is not null)
                activity.Converted($"collection = {source}", $"inputCollection = {input}");
        }
        else if (cardinality?.Value.Trim() is { Length: > 0 } count)
        {
            var feel = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? "=" + count
                : activity.Value("loopCardinality", count);
            if (feel is not null)
            {
                input = $"=for i in 1..({feel[1..]}) return i";
                activity.Converted($"loopCardinality = {count}", $"inputCollection = {input}");
            }
        }
        cardinality?.Remove();
        loop.Xml.Element(BpmnXml + "loopDataInputRef")?.Remove();
        loop.Xml.Element(BpmnXml + "inputDataItem")?.Remove();
        if (input is not null)
            loop.Says("loopCharacteristics", ("inputCollection", input), ("inputElement", item));
        else
            activity.ToDo("loop", collection ?? cardinality?.Value.Trim() ?? "");
        if (loop.Xml.Element(BpmnXml + "completionCondition") is { } condition)
            Conditions.Convert(activity, condition, "completionCondition");
    }
}
