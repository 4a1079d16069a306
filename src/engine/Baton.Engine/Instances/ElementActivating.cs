using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Engine.Journal;

namespace Baton.Engine.Instances;

/// <summary>An element instance begins; the token that led to it is used up.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ElementType">What it is; PROCESS for the process instance itself.</param>
/// <param name="ScopeKey">The instance around it.</param>
/// <param name="FlowId">The sequence flow it was reached by; null when it was reached otherwise.</param>
public sealed record ElementActivating(
    long ProcessInstanceKey,
    long Key,
    string ElementId,
    ElementType ElementType,
    long ScopeKey,
    string? FlowId
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ElementActivating;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance scope = state.Require(ScopeKey);
        ExecutableElement element = scope.Definition.Process.Element(ElementId, ElementType);
        if (FlowId is not null)
        {
            element.Behavior.ConsumeTokens(scope, element, scope.Definition.Process.Flow(FlowId));
        }
        if (ReferenceEquals(scope.PendingEvent?.Catcher, element))
        {
            scope.PendingEvent = null;
        }
        var instance = new ElementInstance(Key, element, scope.Definition, scope);
        if (scope.Loop is { } loop)
        {
            instance.LoopCounter = ++loop.Started;
        }
        state.Add(instance);
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Text(ElementId);
        writer.Byte((byte)ElementType);
        writer.Key(ScopeKey);
        writer.Text(FlowId);
    }

    internal static ElementActivating Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), (ElementType)reader.Byte(), reader.Key(), reader.OptionalText());
}
