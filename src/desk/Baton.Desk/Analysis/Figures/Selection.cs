using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Analysis.Figures;

/// <summary>
/// The instances behind a figure, as one text: <c>step:ID</c> came by the element, <c>again:ID</c> more than once, <c>open:ID</c> is there now,
/// <c>flow:ID</c> took the arrow, <c>variant:ID</c> went that way, <c>follows:A&gt;B</c> went from one step to the next, <c>dropout:ID</c> was
/// canceled there, <c>state:running|completed|canceled</c>, <c>deviates</c>, <c>changed</c>, <c>migrated</c>.
/// </summary>
internal sealed record Selection(string Kind, string Argument)
{
    private const int MaxLength = 600;

    private static readonly string[] WithArgument = ["step", "again", "open", "flow", "variant", "follows", "dropout", "state"];

    private static readonly string[] Alone = ["deviates", "changed", "migrated"];

    /// <summary>Null for a text that means nothing.</summary>
    public static Selection? Parse(string text)
    {
        if (text.Length > MaxLength)
            return null;
        var at = text.IndexOf(':', StringComparison.Ordinal);
        var (kind, argument) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        return (argument.Length > 0 ? WithArgument : Alone).Contains(kind, StringComparer.Ordinal) ? new(kind, argument) : null;
    }

    public bool Has(Examined one) =>
        Kind switch
        {
            "step" => one.Trace.Steps.Any(Here),
            "again" => StepTypes.Drawn(one.Trace.Steps).Count(Here) > 1,
            "open" => one.Trace.Steps.Any(step => Here(step) && step.State == TraceState.Running),
            "flow" => one.Trace.Flows.Contains(Argument),
            "variant" => string.Equals(one.VariantId, Argument, StringComparison.Ordinal),
            "follows" => Follow.Pairs(one.Path).Any(pair => string.Equals(pair.Name, Argument, StringComparison.Ordinal)),
            "dropout" => DropOut.Where(one.Trace).Any(step => Here(step)),
            "state" => string.Equals(one.Trace.State.ToString(), Argument, StringComparison.OrdinalIgnoreCase),
            "deviates" => one.Deviations.Count > 0,
            "changed" => one.IsChanged,
            _ => one.Trace.IsMigrated,
        };

    private bool Here(TraceStep step) => string.Equals(step.ElementId, Argument, StringComparison.Ordinal);
}
