using Baton.Desk.Conversion.Juel;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>What calls another model: call activities and decisions.</summary>
internal static class Calls
{
    public static void Process(Element call)
    {
        if (call.Take("caseRef") is { } cmmn)
            call.ToDo("case", cmmn);
        var called = (string?)call.Xml.Attribute("calledElement");
        call.Xml.Attribute("calledElement")?.Remove();
        var (binding, tag) = Binding(call, "calledElement");
        var (ins, outs) = (call.TakeAll("in"), call.TakeAll("out"));
        if (called is not { Length: > 0 } || call.Value("calledElement", called) is not { } process)
            return;
        call.Says(
            "calledElement",
            ("processId", process),
            ("propagateAllParentVariables", ins.Exists(one => (string?)one.Attribute("variables") == "all") ? "true" : "false"),
            ("propagateAllChildVariables", outs.Exists(one => (string?)one.Attribute("variables") == "all") ? "true" : "false"),
            ("bindingType", binding),
            ("versionTag", tag)
        );
        call.Converted($"calledElement = {called}", $"processId = {process}");
        foreach (var passed in ins)
            Pass(call, passed, "input");
        foreach (var passed in outs)
            Pass(call, passed, "output");
    }

    public static void Decision(Element task)
    {
        var decision = task.Take("decisionRef");
        var (binding, tag) = Binding(task, "decisionRef");
        var (mapping, result) = (task.Take("mapDecisionResult"), task.Take("resultVariable"));
        if (decision is null || task.Value("decisionRef", decision) is not { } id)
            return;
        var variable = result ?? "decisionResult";
        task.Says("calledDecision", ("decisionId", id), ("resultVariable", variable), ("bindingType", binding), ("versionTag", tag));
        task.Converted($"decisionRef = {decision}", $"decisionId = {id}, resultVariable = {variable}");
        if (result is null || mapping is null or "resultList" or "collectEntries")
            task.ToDo("decision-result", mapping ?? "resultList");
    }

    /// <summary>Which version is meant; a version by its number is not.</summary>
    private static (string? Binding, string? Tag) Binding(Element element, string prefix)
    {
        var (binding, version, tag) = (
            element.Take(prefix + "Binding"),
            element.Take(prefix + "Version"),
            element.Take(prefix + "VersionTag")
        );
        if (element.Take(prefix + "TenantId") is { } tenant)
            element.ToDo("tenant", tenant);
        switch (binding)
        {
            case "deployment":
                return ("deployment", null);
            case "versionTag" when tag is not null && !JuelTemplate.IsExpression(tag):
                return ("versionTag", tag);
            case "version" or "versionTag":
                element.ToDo("pinned-version", $"{prefix}Version = {version ?? tag}");
                return (null, null);
            default:
                return (null, null);
        }
    }

    private static void Pass(Element call, System.Xml.Linq.XElement passed, string direction)
    {
        var name = passed.Name.LocalName;
        if ((string?)passed.Attribute("variables") == "all")
        {
            call.Converted($"{name} variables = all", direction == "input" ? "propagateAllParentVariables" : "propagateAllChildVariables");
            return;
        }
        if (passed.Attribute("businessKey") is { } businessKey)
        {
            call.Note(ConversionVerdict.Dropped, "dropped", $"businessKey = {businessKey.Value}");
            return;
        }
        var (source, expression, target) = (
            (string?)passed.Attribute("source"),
            (string?)passed.Attribute("sourceExpression"),
            (string?)passed.Attribute("target")
        );
        var feel = source is not null ? "=" + source : JuelTemplate.Convert(expression ?? "").Value;
        if (feel is not { Length: > 0 } || target is null)
        {
            call.ToDo("expression", $"{name} {target} = {expression}");
            return;
        }
        feel = feel.StartsWith('=') ? feel : "=" + JuelParser.FeelText(feel);
        call.Map(direction, feel, Mappings.Target(target));
        call.Converted($"{name} {source ?? expression} → {target}", $"{direction} {target} = {feel}");
    }
}
