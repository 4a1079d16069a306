using Baton.Dmn.Outline;
using Baton.Feel;

namespace Baton.Desk.Processes.Decisions;

/// <summary>A value that a decision looks at, as a form asks for it.</summary>
/// <param name="Name">Its name; with points where it lies inside of another value.</param>
/// <param name="Label">What the model calls it.</param>
/// <param name="Kind">How it is entered.</param>
/// <param name="Type">The type in the words of FEEL.</param>
/// <param name="Options">For choices: the only values there are.</param>
/// <param name="Suggestions">Values that rules ask for; others are possible.</param>
public sealed record DecisionField(
    string Name,
    string Label,
    DecisionFieldKind Kind,
    string Type,
    IReadOnlyList<string> Options,
    IReadOnlyList<string> Suggestions
)
{
    internal static DecisionField Of(NeedOutline need)
    {
        var kind = KindOf(need);
        return new(
            need.Path,
            need.Label,
            kind,
            need.Type.IsList ? $"list of {need.Type.Name}" : need.Type.Name,
            kind == DecisionFieldKind.Choice ? [.. need.Type.Allowed.Select(Plain)] : [],
            kind is DecisionFieldKind.Text or DecisionFieldKind.Number ? [.. need.Suggestions.Select(Plain)] : []
        );
    }

    private static DecisionFieldKind KindOf(NeedOutline need) =>
        need.Type switch
        {
            { IsList: true } => DecisionFieldKind.Expression,
            { Name: "boolean" } => DecisionFieldKind.Boolean,
            { Name: "string" or "number", Allowed.Count: > 0 } => DecisionFieldKind.Choice,
            { Name: "string" } => DecisionFieldKind.Text,
            { Name: "number" } => DecisionFieldKind.Number,
            { Name: "date" } => DecisionFieldKind.Date,
            { Name: "date and time" } => DecisionFieldKind.DateTime,
            { Name: "time" } => DecisionFieldKind.Time,
            { Name: "days and time duration" or "years and months duration" } => DecisionFieldKind.Duration,
            _ => DecisionFieldKind.Expression,
        };

    /// <summary>A text without its quotation marks; other literals as they are.</summary>
    private static string Plain(string literal)
    {
        var value = FeelExpression.Compile(literal).Evaluate(FeelScope.Empty, default).Value;
        return value.Kind == FeelKind.String ? value.AsString() : literal;
    }
}

/// <summary>How a value is entered.</summary>
public enum DecisionFieldKind
{
    Text,
    Number,
    Boolean,

    /// <summary>ISO 8601, such as 2026-03-31.</summary>
    Date,

    /// <summary>ISO 8601, with or without a zone.</summary>
    DateTime,
    Time,

    /// <summary>ISO 8601, such as P3D.</summary>
    Duration,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>A FEEL expression.</summary>
    Expression,
}
