namespace Baton.Bpmn;

/// <summary>An arrow from one flow node to another in the same scope.</summary>
public sealed record SequenceFlow
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public required string SourceRef { get; init; }

    public required string TargetRef { get; init; }

    /// <summary>Raw text, usually beginning with <c>=</c>; null without a condition, empty for an empty element.</summary>
    public string? ConditionExpression { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }
}

/// <summary>A line that ties two elements together without flow; compensation handlers are found by it.</summary>
public sealed record Association(string Id, string SourceRef, string TargetRef);
