using Baton.Dmn.Boxed;
using Baton.Feel.Types;

namespace Baton.Dmn.Requirements;

/// <summary>
/// An element of the decision requirements graph. The links between elements and their compiled logic are set once, by the
/// reader, before the model is handed out.
/// </summary>
internal abstract class DrgElement(string id, string name, FeelType type)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public FeelType Type { get; } = type;
}

/// <summary>A link to an element under the name it has in the one that requires it; <paramref name="Import"/> is the prefix of another model.</summary>
internal sealed record Requirement(string? Import, DrgElement Element);

internal sealed class InputElement(string id, string name, FeelType type) : DrgElement(id, name, type);

internal sealed class DecisionElement(string id, string name, FeelType type) : DrgElement(id, name, type)
{
    public IReadOnlyList<Requirement> Requires { get; set; } = [];

    /// <summary>Null when the decision has no logic, or logic that could not be read.</summary>
    public BoxedExpression? Logic { get; set; }

    public DecisionKind Kind { get; set; } = DecisionKind.Other;
}

/// <summary>What can be called with arguments.</summary>
internal abstract class CallableElement(string id, string name, FeelType type) : DrgElement(id, name, type);

/// <summary>A business knowledge model.</summary>
internal sealed class KnowledgeElement(string id, string name, FeelType type) : CallableElement(id, name, type)
{
    public IReadOnlyList<Requirement> Requires { get; set; } = [];

    /// <summary>What yields the function; null when there is no logic.</summary>
    public BoxedExpression? Logic { get; set; }
}

/// <summary>What DMN calls a decision service: some decisions offered as one function.</summary>
internal sealed class BundleElement(string id, string name, FeelType type) : CallableElement(id, name, type)
{
    public IReadOnlyList<DecisionElement> Outputs { get; set; } = [];

    /// <summary>Input data first, then input decisions: the order of the parameters.</summary>
    public IReadOnlyList<Requirement> Inputs { get; set; } = [];
}
