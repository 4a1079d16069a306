using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Feel;

namespace Baton.Engine.Tasks;

/// <summary>A FEEL script and the variable that takes its result.</summary>
internal sealed record ScriptDefinition(FeelExpression Expression, string ResultVariable);

/// <summary>The decision that a business rule task evaluates.</summary>
internal sealed record DecisionCall(TextExpression DecisionId, string ResultVariable, BindingKind Binding, string? VersionTag);
