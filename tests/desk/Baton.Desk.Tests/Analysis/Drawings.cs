using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Tests.Analysis;

/// <summary>The process of the made-up instances: handle, check, back to handle or to the end.</summary>
internal static class Drawings
{
    /// <summary>Checks are drawn, and lead back.</summary>
    public static ProcessShape WithCheck { get; } =
        Read(
            """
            <startEvent id="begin" /><userTask id="handle" /><userTask id="check" /><exclusiveGateway id="ok" /><endEvent id="done" />
            <sequenceFlow id="f1" sourceRef="begin" targetRef="handle" />
            <sequenceFlow id="f2" sourceRef="handle" targetRef="check" />
            <sequenceFlow id="f3" sourceRef="check" targetRef="ok" />
            <sequenceFlow id="f4" sourceRef="ok" targetRef="done" />
            <sequenceFlow id="f5" sourceRef="ok" targetRef="handle" />
            """
        );

    /// <summary>The same without the check.</summary>
    public static ProcessShape WithoutCheck { get; } =
        Read(
            """
            <startEvent id="begin" /><userTask id="handle" /><endEvent id="done" />
            <sequenceFlow id="f1" sourceRef="begin" targetRef="handle" />
            <sequenceFlow id="f2" sourceRef="handle" targetRef="done" />
            """
        );

    /// <summary>Two steps side by side that both have to be done.</summary>
    public static ProcessShape SideBySide { get; } =
        Read(
            """
            <startEvent id="begin" /><parallelGateway id="fork" /><userTask id="left" /><userTask id="right" />
            <parallelGateway id="join" /><endEvent id="done" />
            <sequenceFlow id="f1" sourceRef="begin" targetRef="fork" />
            <sequenceFlow id="f2" sourceRef="fork" targetRef="left" />
            <sequenceFlow id="f3" sourceRef="fork" targetRef="right" />
            <sequenceFlow id="f4" sourceRef="left" targetRef="join" />
            <sequenceFlow id="f5" sourceRef="right" targetRef="join" />
            <sequenceFlow id="f6" sourceRef="join" targetRef="done" />
            """
        );

    /// <summary>Handled at once, checked at once, done after an hour.</summary>
    public static Trace Straight(long key = 1) =>
        new Tale(key)
            .Passes("begin", "START_EVENT", 0)
            .Task("handle", 0, 10, 30)
            .Task("check", 30, 50, 60)
            .Passes("ok", "EXCLUSIVE_GATEWAY", 60)
            .Passes("done", "END_EVENT", 60)
            .Flows("f1", "f2", "f3", "f4")
            .Ends(60);

    /// <summary>The check sends it back once; two hours in all.</summary>
    public static Trace SentBack(long key = 2) =>
        new Tale(key)
            .Passes("begin", "START_EVENT", 0)
            .Task("handle", 0, 10, 30)
            .Task("check", 30, 50, 60)
            .Passes("ok", "EXCLUSIVE_GATEWAY", 60)
            .Task("handle", 60, 70, 90)
            .Task("check", 90, 100, 120)
            .Passes("ok", "EXCLUSIVE_GATEWAY", 120)
            .Passes("done", "END_EVENT", 120)
            .Flows("f1", "f2", "f3", "f4", "f5")
            .Ends(120);

    /// <summary>Given up while it waited for the check.</summary>
    public static Trace GivenUp(long key = 3) =>
        new Tale(key)
            .Passes("begin", "START_EVENT", 0)
            .Task("handle", 0, 10, 30)
            .Task("check", 30, null, 90, canceled: true)
            .Flows("f1", "f2")
            .Ends(90, TraceState.Canceled);

    private static ProcessShape Read(string elements) =>
        ProcessShape.Read(
            $"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" isExecutable="true">{elements}</process></definitions>""",
            "p"
        )!;
}
