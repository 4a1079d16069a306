using Baton.Dmn.Reading;

namespace Baton.Dmn.Outline;

/// <summary>
/// What a decision model says, for people who look at it: tables with their texts, types and requirements. Read-only and separate from the
/// compiled model. Immutable and safe for any number of threads.
/// </summary>
public sealed record ModelOutline(string Id, string Name, IReadOnlyList<DecisionOutline> Decisions)
{
    /// <summary>Reads DMN XML (1.1 to 1.5); what cannot be read is left out. Imported models are not followed.</summary>
    public static ModelOutline Read(string xml) =>
        SafeXml.Load(xml).Root is { } root && root.Is("definitions") ? new OutlineReader(root).Read() : new("", "", []);

    /// <summary>The decision of this id, or null.</summary>
    public DecisionOutline? Find(string id) =>
        Decisions.FirstOrDefault(decision => string.Equals(decision.Id, id, StringComparison.Ordinal));
}

/// <summary>A decision: what it asks, what it needs, and its logic.</summary>
/// <param name="Id">The id that processes name.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Kind">The form of its logic.</param>
/// <param name="Question">The question that it answers (DMN 1.5, section 6.3.7), or null.</param>
/// <param name="Description">What the modeller wrote about it, or null.</param>
/// <param name="Expression">The text of a literal expression, or null.</param>
/// <param name="Table">The decision table, or null.</param>
/// <param name="Requires">The ids of the decisions of the same file that it requires directly.</param>
/// <param name="Needs">The values from outside that it and all it requires look at, in the order in which they are met.</param>
public sealed record DecisionOutline(
    string Id,
    string Name,
    DecisionKind Kind,
    string? Question,
    string? Description,
    string? Expression,
    TableOutline? Table,
    IReadOnlyList<string> Requires,
    IReadOnlyList<NeedOutline> Needs
);

/// <summary>A value from outside.</summary>
/// <param name="Path">Its name; with points between the names where it lies inside of contexts.</param>
/// <param name="Label">What the model calls it for people.</param>
/// <param name="Type">What it should be.</param>
/// <param name="Suggestions">Values that rules compare it with; other values are possible.</param>
public sealed record NeedOutline(string Path, string Label, TypeOutline Type, IReadOnlyList<string> Suggestions);

/// <summary>A type as far as a form needs it.</summary>
/// <param name="Name">The name of a type of FEEL, such as <c>number</c> or <c>date and time</c>; <c>Any</c> when the model does not say.</param>
/// <param name="Allowed">The only values there are, as FEEL literals; empty when there is no such list.</param>
/// <param name="Parts">The entries of a context, by name.</param>
/// <param name="IsList">Whether there are several.</param>
public sealed record TypeOutline(
    string Name,
    IReadOnlyList<string> Allowed,
    IReadOnlyList<(string Name, TypeOutline Type)> Parts,
    bool IsList
)
{
    /// <summary>Anything at all.</summary>
    public static TypeOutline Any { get; } = new("Any", [], [], false);
}
