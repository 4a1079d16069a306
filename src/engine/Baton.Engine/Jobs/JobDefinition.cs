using Baton.Engine.Compilation;

namespace Baton.Engine.Jobs;

/// <summary>The job of an element, as the model defines it.</summary>
internal sealed record JobDefinition(TextExpression Type, TextExpression? Retries)
{
    /// <summary>How urgent it is; null is <see cref="JobProperties.DefaultPriority"/>.</summary>
    public TextExpression? Priority { get; init; }
}

/// <summary>What the model says of a job, evaluated.</summary>
internal readonly record struct JobValues(string Type, int Retries, int Priority);
