using Baton.Bpmn;
using Baton.Desk.Forms;
using Baton.Desk.Texts;
using Baton.Engine.Deployments;

namespace Baton.Desk.Sandbox;

/// <summary>What a run plays on: the models, and how things are called.</summary>
internal sealed record SandboxModels
{
    public required SandboxCatalog Catalog { get; init; }
    public required DeployedProcess Process { get; init; }
    public required BpmnDefinitions Definitions { get; init; }
    public required string Xml { get; init; }
    public required PackWords Words { get; init; }

    /// <summary>Names of roles and departments, by the name of the group.</summary>
    public required IReadOnlyDictionary<string, LocalizedText> Groups { get; init; }

    /// <summary>Names of people by their user names; others go by those.</summary>
    public required IReadOnlyDictionary<string, string> People { get; init; }

    /// <summary>The roles whose people work on tasks.</summary>
    public required IReadOnlyList<string> WorkingRoles { get; init; }

    /// <summary>Base addresses of the systems that processes call, by the codes of their connections.</summary>
    public required IReadOnlyDictionary<string, string> Connections { get; init; }

    /// <summary>The form with a key, with its choices filled; null when there is none.</summary>
    public required Func<long, ValueTask<FormSchema?>> Form { get; init; }

    /// <summary>The drawing of a process that is called: that of the draft that stands for it, else the deployed one; null where there is none.</summary>
    public required Func<string, ValueTask<string?>> Drawing { get; init; }

    /// <summary>Whoever plays: the run speaks his language.</summary>
    public required DeskUser User { get; init; }
    public required TimeZoneInfo Zone { get; init; }
    public required string Region { get; init; }

    /// <summary>The clock that the patience of a run is measured by.</summary>
    public TimeProvider Watch { get; init; } = TimeProvider.System;

    public string Language => User.Language;

    public string Name(string processId, string elementId, string? inModel) =>
        Words.Element(processId, elementId, string.IsNullOrWhiteSpace(inModel) ? elementId : inModel, Language);

    public string GroupName(string group) => Groups.TryGetValue(group, out var name) ? name.In(Language) : group;

    /// <summary>Codes of the errors that events on the border of an element wait for.</summary>
    public IEnumerable<string> ErrorCodes(string elementId) =>
        Definitions
            .Processes.SelectMany(process => process.AllNodes())
            .OfType<BoundaryEvent>()
            .Where(one => one.AttachedToRef == elementId)
            .SelectMany(one => one.EventDefinitions.OfType<ErrorEventDefinition>())
            .Select(one => one.Error?.ErrorCode)
            .OfType<string>()
            .Where(code => code.Length > 0 && code[0] != '=')
            .Distinct(StringComparer.Ordinal);
}
