namespace Baton.Desk.Versions.Differences;

/// <summary>What became of one thing between two versions.</summary>
public enum ElementChange
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It does or says something else.</summary>
    Changed,

    /// <summary>A flow that begins or ends elsewhere.</summary>
    Rerouted,

    /// <summary>It stands elsewhere in the drawing or in the order, and is otherwise the same.</summary>
    Moved,
}

/// <summary>One property as it was and as it is; null where there was or is none.</summary>
/// <param name="Property">The code of the property, such as <c>assignee</c>.</param>
/// <param name="Detail">Which of several, such as the variable of a mapping; null where there is one only.</param>
/// <param name="Before">The value in the earlier version.</param>
/// <param name="After">The value in the later version.</param>
public sealed record PropertyDifference(string Property, string? Detail, string? Before, string? After)
{
    /// <summary>What the property is called, in the reader's words; empty where nobody reads it.</summary>
    public string Label { get; init; } = "";
}

/// <summary>What became of one element of a process.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Kind">The kind of element in BPMN's words, for events with what they are about: <c>boundaryEvent:timer</c>.</param>
/// <param name="BeforeId">Its id in the earlier version; null where it is new.</param>
/// <param name="AfterId">Its id in the later version; null where it is gone.</param>
/// <param name="BeforeName">Its name in the earlier version.</param>
/// <param name="AfterName">Its name in the later version.</param>
/// <param name="Properties">What differs.</param>
public sealed record ElementDifference(
    ElementChange Change,
    string Kind,
    string? BeforeId,
    string? AfterId,
    string? BeforeName,
    string? AfterName,
    IReadOnlyList<PropertyDifference> Properties
)
{
    /// <summary>The kind in the reader's words; empty where nobody reads it.</summary>
    public string KindName { get; init; } = "";

    /// <summary>Its name in the reader's language; empty for one without a name.</summary>
    public string Title { get; init; } = "";
}
