namespace Baton.Engine.Compilation;

/// <summary>A sequence flow of a compiled process.</summary>
public sealed class ExecutableFlow
{
    internal ExecutableFlow(int index, string id, ExecutableElement source, ExecutableElement target, TextExpression? condition)
    {
        Index = index;
        Id = id;
        Source = source;
        Target = target;
        Condition = condition;
    }

    /// <summary>Its place in <see cref="ExecutableProcess.Flows"/>.</summary>
    public int Index { get; }

    /// <summary>The id in the model.</summary>
    public string Id { get; }

    /// <summary>Where it begins.</summary>
    public ExecutableElement Source { get; }

    /// <summary>Where it ends.</summary>
    public ExecutableElement Target { get; }

    internal TextExpression? Condition { get; }
}
