using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Engine.Events;
using Baton.Engine.Modification;
using Baton.Engine.Variables;

namespace Baton.Engine.Instances;

/// <summary>Decides <see cref="CreateInstance"/>.</summary>
internal static class InstanceCreation
{
    private const int MaxBusinessIdLength = 256;
    private const int MaxTags = 10;

    public static Rejection? Start(Execution execution, CreateInstance command)
    {
        if (Check(execution, command, out DeployedProcess definition, out ExecutableElement? start) is { } rejection)
        {
            return rejection;
        }
        if (command.StartBefore.Count > 0)
        {
            // As with modifications, what may fail in entering scopes is tried on another state first.
            return StartBefore(new Execution(new InstanceState(), execution.Context), command, definition)
                ?? StartBefore(execution, command, definition);
        }
        ElementInstance instance = Create(execution, command, definition, start);
        if (start is null)
        {
            VariableWrites.Local(execution, instance, command.Variables);
        }
        else
        {
            execution.Emit(new EventTriggered(instance.Key, instance.Key, start.Id, command.Variables));
        }
        execution.RunActivation(instance);
        return null;
    }

    private static Rejection? StartBefore(Execution execution, CreateInstance command, DeployedProcess definition)
    {
        ElementInstance instance = Create(execution, command, definition, null);
        VariableWrites.Local(execution, instance, command.Variables);
        if (execution.EnterActivated(instance) is { } failure)
        {
            return Invalid($"Expected to start process '{definition.ProcessId}', but it could not be entered: {failure.Message}");
        }
        var activations = new Activations(execution, instance);
        foreach (string elementId in command.StartBefore)
        {
            if (activations.Begin(new ElementActivation(elementId)) is { } rejection)
            {
                return rejection;
            }
        }
        activations.Run();
        return null;
    }

    private static ElementInstance Create(Execution execution, CreateInstance command, DeployedProcess definition, ExecutableElement? start)
    {
        long key = execution.NextKey();
        execution.Emit(
            new InstanceCreated(
                key,
                definition.Key,
                definition.ProcessId,
                definition.Version,
                null,
                null,
                command.BusinessId,
                command.Tags,
                start?.Id,
                command.TerminateAfter
            )
        );
        return execution.State.Require(key);
    }

    private static Rejection? Check(
        Execution execution,
        CreateInstance command,
        out DeployedProcess definition,
        out ExecutableElement? start
    )
    {
        start = null;
        definition = null!;
        if (execution.State.RootInstanceKey != 0)
        {
            return new Rejection(
                RejectionKind.AlreadyExists,
                $"Expected a fresh state to create an instance in, but it holds root instance {execution.State.RootInstanceKey}."
            );
        }
        if (execution.Context.Catalog.Process(command.DefinitionKey) is not { } found)
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected to create an instance of definition {command.DefinitionKey}, but no such definition is deployed."
            );
        }
        definition = found;
        if (command.BusinessId is { } businessId && businessId.Length is 0 or > MaxBusinessIdLength)
        {
            return Invalid(
                $"Expected the business id to have 1 to {MaxBusinessIdLength} characters, but it has {command.BusinessId!.Length}."
            );
        }
        if (command.Tags.Count > MaxTags)
        {
            return Invalid($"Expected at most {MaxTags} tags, but got {command.Tags.Count}.");
        }
        foreach (string tag in command.Tags)
        {
            if (!Tag.IsValid(tag))
            {
                return Invalid(
                    $"Expected a tag to begin with a letter and to go on with letters, digits or _-:. (100 at most), but got '{tag}'."
                );
            }
        }
        if (command.TerminateAfter.FirstOrDefault(id => found.Process.Element(id) is null) is { } unknown)
        {
            return Invalid($"Expected to end the instance after element '{unknown}', but process '{found.ProcessId}' has no such element.");
        }
        return command.StartBefore.Count > 0 ? null : StartEvent(found, command.StartElementId, out start);
    }

    private static Rejection? StartEvent(DeployedProcess definition, string? startElementId, out ExecutableElement? start)
    {
        start = null;
        if (startElementId is null)
        {
            return definition.Process.HasNoneStart
                ? null
                : new Rejection(
                    RejectionKind.InvalidState,
                    $"Expected to start process '{definition.ProcessId}', but it has no none start event and starts only by its own events."
                );
        }
        start = definition.Process.Element(startElementId);
        start = start?.PartOf ?? start;
        bool isStart = start is { Type: ElementType.StartEvent, Parent.Parent: null } && start.Trigger != EventTrigger.None;
        return isStart || start?.StartGateway is not null
            ? null
            : Invalid($"Expected '{startElementId}' to be an event that starts process '{definition.ProcessId}', but it is not.");
    }

    private static Rejection Invalid(string reason) => new(RejectionKind.InvalidArgument, reason);
}

/// <summary>The rule for tags of instances.</summary>
internal static class Tag
{
    private const int MaxLength = 100;

    public static bool IsValid(string tag)
    {
        if (tag.Length is 0 or > MaxLength || !char.IsAsciiLetter(tag[0]))
        {
            return false;
        }
        foreach (char letter in tag)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-' or ':' or '.'))
            {
                return false;
            }
        }
        return true;
    }
}
