using Baton.Feel;

namespace Baton.Engine.Modification;

/// <summary>
/// Repairs a running process instance by hand: begins elements anywhere and cuts off others. All instructions are checked before the first
/// is carried out; elements begin first, then others end. An instance in which nothing runs afterwards is terminated.
/// </summary>
/// <param name="ProcessInstanceKey">The process instance; one that a call activity started is addressed by its own key.</param>
public sealed record ModifyInstance(long ProcessInstanceKey) : EngineCommand
{
    /// <summary>What begins.</summary>
    public IReadOnlyList<ElementActivation> Activations { get; init; } = [];

    /// <summary>What is cut off.</summary>
    public IReadOnlyList<ElementSource> Terminations { get; init; } = [];

    /// <summary>What ends in one place and begins in another, instance by instance.</summary>
    public IReadOnlyList<ElementMove> Moves { get; init; } = [];
}

/// <summary>An element begins as if a token had reached it; no start event of a scope around it runs.</summary>
/// <param name="ElementId">An activity, gateway, or event, but no start or boundary event.</param>
/// <param name="AncestorKey">
/// The running scope in which it begins, directly or in new scopes; null takes the one that runs, or new ones where none does.
/// </param>
public sealed record ElementActivation(string ElementId, long? AncestorKey = null)
{
    /// <summary>Variables to set before it begins.</summary>
    public IReadOnlyList<ScopedVariables> Variables { get; init; } = [];
}

/// <summary>Variables for a scope.</summary>
/// <param name="Values">The variables.</param>
/// <param name="ScopeId">The element that begins or a scope around it; null or empty is the process instance.</param>
public sealed record ScopedVariables(FeelContext Values, string? ScopeId = null);

/// <summary>Running elements: one by its key, or all with an id. Exactly one of the two is given.</summary>
public sealed record ElementSource(long? Key, string? ElementId);

/// <summary>Each running source element ends, and for each the target begins.</summary>
/// <param name="Source">What ends.</param>
/// <param name="TargetElementId">What begins.</param>
/// <param name="Ancestor">In which scope.</param>
public sealed record ElementMove(ElementSource Source, string TargetElementId, MoveAncestor Ancestor)
{
    /// <summary>The scope's key, where <see cref="Ancestor"/> is <see cref="MoveAncestor.Given"/>.</summary>
    public long? AncestorKey { get; init; }

    /// <summary>Variables to set before each target begins.</summary>
    public IReadOnlyList<ScopedVariables> Variables { get; init; } = [];
}

/// <summary>How the scope of a moved element is found.</summary>
public enum MoveAncestor
{
    /// <summary>The key that is given; without one the scope that runs.</summary>
    Given,

    /// <summary>The nearest scope around the source that is also a scope of the target.</summary>
    Inferred,

    /// <summary>The scope directly around the source.</summary>
    SourceParent,
}
