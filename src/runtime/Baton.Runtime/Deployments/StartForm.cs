using Baton.Bpmn;
using Baton.Engine.Deployments;

namespace Baton.Runtime.Deployments;

/// <summary>The form that a process is started with: the one of its none start event.</summary>
internal static class StartForm
{
    /// <summary>Whether the process names a form for its start.</summary>
    public static bool IsIn(BpmnProcess process) => Definition(process) is not null;

    /// <summary>The form that a deployed file means for the start of one of its processes, or null.</summary>
    public static DeployedForm? Find(DefinitionCatalog catalog, DeployedProcess process, byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        var model = BpmnReader.Read(stream, process.ResourceName).Definitions;
        return model?.Processes.FirstOrDefault(candidate => candidate.Id == process.ProcessId) is { } found && Definition(found) is { } form
            ? catalog.Form(form.FormId!, new ResourceBinding(Kind(form.BindingType), process.DeploymentKey, form.VersionTag))
            : null;
    }

    private static BindingKind Kind(BindingType type) =>
        type switch
        {
            BindingType.Deployment => BindingKind.Deployment,
            BindingType.VersionTag => BindingKind.VersionTag,
            _ => BindingKind.Latest,
        };

    private static FormDefinition? Definition(BpmnProcess process) =>
        process
            .Nodes.OfType<StartEvent>()
            .Where(start => start.EventDefinition is null)
            .Select(start => start.Extensions.Form)
            .FirstOrDefault(form => form?.FormId is not null);
}
