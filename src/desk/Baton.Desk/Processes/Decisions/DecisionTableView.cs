using Baton.Dmn.Outline;

namespace Baton.Desk.Processes.Decisions;

/// <summary>A decision table as people read it.</summary>
/// <param name="HitPolicy">In the words of DMN, such as <c>UNIQUE</c> or <c>RULE ORDER</c>.</param>
/// <param name="Aggregation">SUM, COUNT, MIN or MAX; null for none.</param>
/// <param name="Inputs">The input columns.</param>
/// <param name="Outputs">The output columns.</param>
/// <param name="Annotations">The names of the columns of remarks; an empty one has no name in the model.</param>
/// <param name="Rules">The rows.</param>
public sealed record DecisionTableView(
    string HitPolicy,
    string? Aggregation,
    IReadOnlyList<DecisionColumn> Inputs,
    IReadOnlyList<DecisionColumn> Outputs,
    IReadOnlyList<string> Annotations,
    IReadOnlyList<DecisionRule> Rules
)
{
    internal static DecisionTableView? Of(TableOutline? table) =>
        table is null
            ? null
            : new(
                table.HitPolicy,
                table.Aggregation,
                [
                    .. table.Inputs.Select(column => new DecisionColumn(
                        column.Label,
                        column.Expression,
                        column.Type.Name,
                        column.AllowedText
                    )),
                ],
                [.. table.Outputs.Select(column => new DecisionColumn(column.Label, column.Name, column.Type.Name, column.AllowedText))],
                table.Annotations,
                [.. table.Rules.Select(rule => new DecisionRule(rule.Number, rule.Inputs, rule.Outputs, rule.Annotations))]
            );
}

/// <summary>A column; the expression of an input, the name of an output.</summary>
public sealed record DecisionColumn(string Label, string Expression, string Type, string? Allowed);

/// <summary>A row; the number counts from 1.</summary>
public sealed record DecisionRule(
    int Number,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Annotations
);
