using System.Xml.Linq;
using Baton.Feel.Tests.Fuzzing;

namespace Baton.Engine.Tests.Foreign;

/// <summary>Makes a sound model wrong in places: elements gone, doubled, moved, renamed; attributes, references and texts exchanged; text cut.</summary>
internal static class ModelDamage
{
    private static readonly string[] Names =
    [
        "task",
        "serviceTask",
        "userTask",
        "scriptTask",
        "businessRuleTask",
        "sendTask",
        "receiveTask",
        "manualTask",
        "callActivity",
        "subProcess",
        "adHocSubProcess",
        "transaction",
        "exclusiveGateway",
        "parallelGateway",
        "inclusiveGateway",
        "eventBasedGateway",
        "complexGateway",
        "startEvent",
        "endEvent",
        "boundaryEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "sequenceFlow",
        "association",
        "timerEventDefinition",
        "messageEventDefinition",
        "signalEventDefinition",
        "errorEventDefinition",
        "escalationEventDefinition",
        "compensateEventDefinition",
        "conditionalEventDefinition",
        "linkEventDefinition",
        "terminateEventDefinition",
        "cancelEventDefinition",
        "timeDuration",
        "timeCycle",
        "timeDate",
        "conditionExpression",
        "multiInstanceLoopCharacteristics",
        "standardLoopCharacteristics",
        "completionCondition",
        "process",
        "message",
        "signal",
        "error",
        "laneSet",
        "ioMapping",
        "input",
        "output",
        "taskDefinition",
        "loopCharacteristics",
        "calledElement",
        "calledDecision",
        "script",
        "executionListener",
        "taskListener",
        "formDefinition",
        "assignmentDefinition",
        "subscription",
    ];

    private static readonly string[] Values =
    [
        "",
        " ",
        "true",
        "false",
        "= (",
        "=",
        "= a > 1",
        "= [1, 2]",
        "= null",
        "= x.y.z",
        "0",
        "-1",
        "3",
        "99999999999999999999",
        "PT1H",
        "P",
        "R3/PT1M",
        "R/PT0S",
        "2026-01-01T00:00:00Z",
        "0 0 * * *",
        "nowhere",
        "a.b.c",
        "..",
        "latest",
        "deployment",
        "versionTag",
        "before",
        "\uFFFD",
        "文字",
    ];

    public static string Of(XDocument sound, Dice dice)
    {
        var document = new XDocument(sound);
        for (int wound = dice.Below(5); wound > 0; wound--)
        {
            Change(document, dice);
        }
        string text = document.ToString(SaveOptions.DisableFormatting);
        return dice.OneIn(10) ? Cut(text, dice) : text;
    }

    private static void Change(XDocument document, Dice dice)
    {
        XElement[] all = [.. document.Descendants().Where(element => element.Parent is not null && !IsDrawn(element))];
        if (all.Length == 0)
        {
            return;
        }
        XElement element = dice.Of(all);
        XElement other = dice.Of(all);
        switch (dice.Below(10))
        {
            case 0:
                element.Remove();
                break;
            case 1:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2 when other != element && !other.Ancestors().Contains(element):
                element.Remove();
                other.Add(element);
                break;
            case 3:
                other.Add(new XElement(element));
                break;
            case 4:
                element.Name = element.Name.Namespace + dice.Of(Names);
                break;
            case 5 when element.Attribute("id") is { } id && other.Attribute("id") is { } otherId:
                (id.Value, otherId.Value) = (otherId.Value, id.Value);
                break;
            case 6 or 7 when Attributes(element) is { Length: > 0 } attributes:
                dice.Of(attributes).Value = dice.OneIn(2) ? dice.Of(Values) : AnyId(all, dice);
                break;
            case 8 when Attributes(element) is { Length: > 0 } attributes:
                dice.Of(attributes).Remove();
                break;
            default:
                XElement[] texts = [.. all.Where(candidate => !candidate.HasElements && candidate.Value.Length > 0)];
                if (texts.Length > 0)
                {
                    dice.Of(texts).Value = dice.OneIn(2) ? dice.Of(Values) : AnyId(all, dice);
                }
                break;
        }
    }

    /// <summary>The diagram decides nothing here and would take most of the wounds.</summary>
    private static bool IsDrawn(XElement element) => element.AncestorsAndSelf().Any(each => each.Name.LocalName == "BPMNDiagram");

    private static XAttribute[] Attributes(XElement element) =>
        [.. element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)];

    private static string AnyId(XElement[] all, Dice dice) => (string?)dice.Of(all).Attribute("id") ?? "nobody";

    private static string Cut(string text, Dice dice)
    {
        int at = dice.Below(text.Length);
        return dice.Below(3) switch
        {
            0 => text[..at],
            1 => text.Insert(at, dice.Of("<", "&", "\u0001", "]]>", "<!--", "\"", "<a/>", "&#x0;", "xmlns:a=\"\"")),
            _ => text.Remove(at, Math.Min(text.Length - at, 1 + dice.Below(9))),
        };
    }
}
