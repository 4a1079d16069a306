using Baton.Engine.Compilation;
using Baton.Feel;

namespace Baton.Engine.StandardLoops;

/// <summary>How an activity is repeated as long as a condition holds.</summary>
internal sealed record StandardLoopDefinition(FeelExpression? Condition, TextExpression? Maximum, bool TestsBefore);
