using Baton.Engine.Compilation;

namespace Baton.Engine.Errors;

/// <summary>The error or escalation that an event throws or catches; without a code a catching event takes all.</summary>
internal sealed record ErrorDefinition(TextExpression? Code);
