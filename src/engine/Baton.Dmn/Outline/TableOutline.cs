namespace Baton.Dmn.Outline;

/// <summary>A decision table with the texts of its cells (DMN 1.5, chapter 8).</summary>
/// <param name="HitPolicy">In the words of the specification, such as <c>UNIQUE</c> or <c>RULE ORDER</c>.</param>
/// <param name="Aggregation">SUM, COUNT, MIN or MAX; null for none.</param>
/// <param name="Inputs">The input columns.</param>
/// <param name="Outputs">The output columns.</param>
/// <param name="Annotations">The names of the annotation columns; one may be empty, where the model gives no name.</param>
/// <param name="Rules">The rules in their order.</param>
public sealed record TableOutline(
    string HitPolicy,
    string? Aggregation,
    IReadOnlyList<InputColumnOutline> Inputs,
    IReadOnlyList<OutputColumnOutline> Outputs,
    IReadOnlyList<string> Annotations,
    IReadOnlyList<RuleOutline> Rules
);

/// <summary>An input column. The label is the expression where the model gives none.</summary>
public sealed record InputColumnOutline(string? Id, string Label, string Expression, TypeOutline Type, string? AllowedText);

/// <summary>An output column. The label is the name where the model gives none.</summary>
public sealed record OutputColumnOutline(string? Id, string Label, string Name, TypeOutline Type, string? AllowedText, string? DefaultText);

/// <summary>A rule; <paramref name="Number"/> counts from 1. Texts are as the modeller wrote them.</summary>
public sealed record RuleOutline(
    string? Id,
    int Number,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Annotations
);
