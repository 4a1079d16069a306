using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>Reads what Baton adds in its own namespace.</summary>
internal static class BatonExtensionsReader
{
    public static BatonExtensions Read(XElement extensionElements)
    {
        XElement? actions = extensionElements.Element(Names.Baton + "actions");
        string? status = extensionElements.Element(Names.Baton + "status")?.NonBlank("value");
        string? reason = extensionElements.Element(Names.Baton + "reason")?.NonBlank("key");
        bool isReverse = extensionElements.Element(Names.Baton + "compensation")?.NonBlank("order") == "reverse";
        if (actions is null && status is null && reason is null && !isReverse)
        {
            return BatonExtensions.None;
        }
        return new BatonExtensions
        {
            Actions = actions is null
                ? null
                : new BatonActions(
                    actions.NonBlank("resultVariable") ?? "",
                    [.. actions.Elements(Names.Baton + "action").Select(ReadAction)]
                ),
            Status = status,
            ReasonKey = reason,
            CompensatesInReverse = isReverse,
        };
    }

    private static BatonAction ReadAction(XElement element) =>
        new(
            element.NonBlank("id") ?? "",
            element.Text("value") ?? "",
            element.Flag("primary", whenAbsent: false),
            element.Flag("requiresOpinion", whenAbsent: false),
            element.NonBlank("requiredFields")
        );
}
