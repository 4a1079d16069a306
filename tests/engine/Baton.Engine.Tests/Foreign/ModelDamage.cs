using System.Xml.Linq;
using Baton.Feel.Tests.Fuzzing;

namespace Baton.Engine.Tests.Foreign;

/// <summary>The words that damage a BPMN model.</summary>
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

    private static readonly XmlDamage Damage = new()
    {
        Names = Names,
        Values = Values,
        Texts = Values,
        IsSpared = element => element.AncestorsAndSelf().Any(each => each.Name.LocalName == "BPMNDiagram"),
    };

    public static string Of(XDocument sound, Dice dice) => Damage.Of(sound, dice);
}
