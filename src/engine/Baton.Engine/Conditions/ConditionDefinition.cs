using Baton.Feel;

namespace Baton.Engine.Conditions;

/// <summary>The condition that an event waits for.</summary>
/// <param name="Expression">Must give true.</param>
/// <param name="OnCreate">Whether new variables make the engine look at it.</param>
/// <param name="OnUpdate">Whether changed variables make the engine look at it.</param>
internal sealed record ConditionDefinition(FeelExpression Expression, bool OnCreate, bool OnUpdate)
{
    /// <summary>Whether a change of this variable may make the condition true.</summary>
    public bool DependsOn(string variable, bool isNew) => (isNew ? OnCreate : OnUpdate) && Expression.Variables.Contains(variable);
}
