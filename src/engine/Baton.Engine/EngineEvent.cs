using Baton.Engine.Deployments;
using Baton.Engine.Journal;

namespace Baton.Engine;

/// <summary>
/// What happened in a root instance tree. Events are the only thing that changes an <see cref="InstanceState"/>; live work and replay apply
/// them with the same code. A released shape never changes: see <see cref="EventCodec"/>.
/// </summary>
/// <param name="ProcessInstanceKey">The process instance of the tree it happened in.</param>
public abstract record EngineEvent(long ProcessInstanceKey)
{
    internal abstract EventTag Tag { get; }

    internal abstract void Apply(InstanceState state, IDefinitionCatalog catalog);

    internal abstract void Write(JournalWriter writer);
}
