using Baton.Engine.Deployments;
using Baton.Engine.Journal;

namespace Baton.Engine.Instances;

/// <summary>A process instance exists; it is the root, or was started by a call activity of the same tree.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="DefinitionKey">The version it runs.</param>
/// <param name="ProcessId">The id of the process.</param>
/// <param name="ProcessVersion">The version's number.</param>
/// <param name="ParentElementInstanceKey">The call activity that started it; null for the root.</param>
/// <param name="ParentProcessInstanceKey">The process instance of that call activity.</param>
/// <param name="BusinessId">The caller's own name for the matter.</param>
/// <param name="Tags">The tags.</param>
/// <param name="StartElementId">The event that started the instance; null for the none start event.</param>
/// <param name="TerminateAfter">Elements after which the instance is cut off.</param>
public sealed record InstanceCreated(
    long ProcessInstanceKey,
    long DefinitionKey,
    string ProcessId,
    int ProcessVersion,
    long? ParentElementInstanceKey,
    long? ParentProcessInstanceKey,
    string? BusinessId,
    IReadOnlyList<string> Tags,
    string? StartElementId,
    IReadOnlyList<string> TerminateAfter
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.InstanceCreated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        DeployedProcess definition =
            catalog.Process(DefinitionKey)
            ?? throw new InvalidOperationException(
                $"Definition {DefinitionKey} of process instance {ProcessInstanceKey} is not in the catalog."
            );
        ElementInstance? caller = ParentElementInstanceKey is { } parent ? state.Require(parent) : null;
        var instance = new ElementInstance(ProcessInstanceKey, definition.Process.Root, definition, caller);
        if (caller is null)
        {
            state.BecomeRoot(instance, BusinessId, Tags, TerminateAfter);
        }
        state.Add(instance);
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(DefinitionKey);
        writer.Text(ProcessId);
        writer.Signed(ProcessVersion);
        writer.OptionalKey(ParentElementInstanceKey);
        writer.OptionalKey(ParentProcessInstanceKey);
        writer.Text(BusinessId);
        writer.Texts(Tags);
        writer.Text(StartElementId);
        writer.Texts(TerminateAfter);
    }

    internal static InstanceCreated Read(long instance, int version, ref JournalReader reader) =>
        new(
            instance,
            reader.Key(),
            reader.Text(),
            (int)reader.Signed(),
            reader.OptionalKey(),
            reader.OptionalKey(),
            reader.OptionalText(),
            reader.Texts(),
            reader.OptionalText(),
            version < 2 ? [] : reader.Texts()
        );
}
