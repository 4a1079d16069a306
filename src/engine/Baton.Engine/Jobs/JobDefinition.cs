using Baton.Engine.Compilation;

namespace Baton.Engine.Jobs;

/// <summary>The job of an element, as the model defines it.</summary>
internal sealed record JobDefinition(TextExpression Type, TextExpression? Retries);
