using System.Collections.Frozen;

namespace Baton.Desk.Designs;

/// <summary>The codes of findings in BPMN for which there is a sentence for people who draw: it speaks of no ids, as the drawing marks the place.</summary>
internal static class SpokenCodes
{
    private static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        [
            "not-well-formed",
            "not-bpmn",
            "missing-id",
            "duplicate-id",
            "unsupported-element",
            "flow-source-missing",
            "flow-target-missing",
            "flow-crosses-scope",
            "flow-into-start",
            "flow-out-of-end",
            "condition-empty",
            "condition-not-expression",
            "condition-without-choice",
            "condition-missing",
            "default-flow-with-condition",
            "pass-through-loop",
            "start-missing",
            "several-none-starts",
            "start-of-sub-process",
            "start-of-event-sub-process",
            "event-not-allowed-here",
            "boundary-without-definition",
            "event-gateway-too-few-targets",
            "event-gateway-target",
            "timer-not-exactly-one",
            "message-missing",
            "message-without-name",
            "correlation-key-missing",
            "signal-missing",
            "error-missing",
            "escalation-missing",
            "code-missing",
            "task-definition-missing",
            "script-missing",
            "decision-missing",
            "called-element-missing",
            "result-variable-missing",
            "expression-required",
            "mapping-incomplete",
            "date-not-iso",
            "form-unclear",
            "input-collection-missing",
            "actions-incomplete",
        ],
        StringComparer.Ordinal
    );

    /// <summary>The sentence of a code; null where the deployment's own words are to be shown.</summary>
    public static string? Sentence(string code, string language) =>
        All.Contains(code) ? DesignTexts.Words.Get("bpmn." + code, language) : null;
}
