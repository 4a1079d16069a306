using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Bpmn.Validation;

/// <summary>Mappings, jobs, listeners and bindings are complete wherever they stand.</summary>
internal static partial class ExtensionRules
{
    public static void Check(FlowNode node, Findings findings)
    {
        NodeExtensions extensions = node.Extensions;
        foreach (Mapping mapping in extensions.IoMapping.Inputs.Concat(extensions.IoMapping.Outputs))
        {
            CheckMapping(node, mapping, findings);
        }
        CheckRetries(node, extensions.TaskDefinition?.Retries, "The job", findings);
        if (!IsJobPriority(extensions.JobPriority))
        {
            findings.Error(DiagnosticCodes.JobPriorityNotNumber, node, WrongPriority(Findings.The(node), extensions.JobPriority!));
        }
        CheckBinding(node, "decision", extensions.CalledDecision?.BindingType, extensions.CalledDecision?.VersionTag, findings);
        CheckBinding(node, "called process", extensions.CalledElement?.BindingType, extensions.CalledElement?.VersionTag, findings);
        CheckBinding(node, "form", extensions.Form?.BindingType, extensions.Form?.VersionTag, findings);
    }

    /// <summary>What a process says of all its jobs.</summary>
    public static void Check(BpmnProcess process, Findings findings)
    {
        if (!IsJobPriority(process.Extensions.JobPriority))
        {
            string message = WrongPriority(Findings.The(process), process.Extensions.JobPriority!);
            findings.Error(DiagnosticCodes.JobPriorityNotNumber, process.Id, process.Line, process.Column, message);
        }
    }

    /// <summary>Reports a text that stands where only an expression makes sense; nothing written is fine.</summary>
    public static void RequireExpression(FlowNode node, string purpose, string? text, Findings findings)
    {
        if (text is not null && !BpmnExpressions.IsExpression(text))
        {
            string message =
                $"The {purpose} of '{node.Id}' is the fixed text '{text}', but must be an expression. Begin it with '=', e.g. '= {text}'.";
            findings.Error(DiagnosticCodes.ExpressionRequired, node, message);
        }
    }

    /// <summary>Whether a text can be the name of a variable.</summary>
    public static bool IsVariable(string name) => VariablePath().IsMatch(name) && !name.Contains('.', StringComparison.Ordinal);

    private static void CheckMapping(FlowNode node, Mapping mapping, Findings findings)
    {
        string? problem = (mapping.Source.TrimStart('=', ' ').Length, mapping.Target.Length) switch
        {
            (0, _) => $"has a mapping to '{mapping.Target}' without a source. Write the source or remove the mapping.",
            (_, 0) => $"has a mapping from '{mapping.Source}' without a target. Name the target variable or remove the mapping.",
            _ when !VariablePath().IsMatch(mapping.Target) =>
                $"has a mapping to '{mapping.Target}', which is not the name of a variable. Use letters, digits and _ and a dot for nesting, e.g. order.total.",
            _ => null,
        };
        if (problem is not null)
        {
            findings.Error(DiagnosticCodes.MappingIncomplete, node.Id, mapping.Line, mapping.Column, $"{Findings.The(node)} {problem}");
        }
    }

    /// <summary>Whether a raw text can be the retries of a job: nothing, an expression, or a whole number from 0.</summary>
    public static bool IsRetries(string? retries) =>
        retries is null
        || BpmnExpressions.IsExpression(retries)
        || (int.TryParse(retries, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 0);

    private static bool IsJobPriority(string? priority) =>
        priority is null
        || BpmnExpressions.IsExpression(priority)
        || int.TryParse(priority, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static string WrongPriority(string where, string priority) =>
        $"{where} has the job priority '{priority}'. Write a whole number, which may be negative, or an expression that begins with '='.";

    private static void CheckRetries(FlowNode node, string? retries, string whose, Findings findings)
    {
        if (!IsRetries(retries))
        {
            string message =
                $"{whose} of '{node.Id}' has the retries '{retries}'. Write a whole number from 0 or an expression that begins with '='.";
            findings.Error(DiagnosticCodes.RetriesNotNumber, node, message);
        }
    }

    private static void CheckBinding(FlowNode node, string what, BindingType? binding, string? versionTag, Findings findings)
    {
        if (binding == BindingType.VersionTag && versionTag is null)
        {
            string message = $"{Findings.The(node)} binds its {what} by version tag but gives none. Give the version tag.";
            findings.Error(DiagnosticCodes.VersionTagMissing, node, message);
        }
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VariablePath();
}
