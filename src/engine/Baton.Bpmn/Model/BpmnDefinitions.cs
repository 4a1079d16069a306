using System.Xml.Linq;

namespace Baton.Bpmn;

/// <summary>One BPMN resource as read: its processes, the things they refer to, and the XML itself, which stays the carrier of truth.</summary>
public sealed class BpmnDefinitions
{
    /// <summary>The name under which the resource was handed in, usually a file name; diagnostics carry it.</summary>
    public required string ResourceName { get; init; }

    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? TargetNamespace { get; init; }

    public string? Exporter { get; init; }

    public string? ExporterVersion { get; init; }

    /// <summary>The engine that the modeller drew for, e.g. <c>Camunda Cloud</c>.</summary>
    public string? ExecutionPlatform { get; init; }

    public string? ExecutionPlatformVersion { get; init; }

    /// <summary>All processes in document order, also those that are not executable.</summary>
    public required IReadOnlyList<BpmnProcess> Processes { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    public required IReadOnlyList<Signal> Signals { get; init; }

    public required IReadOnlyList<Error> Errors { get; init; }

    public required IReadOnlyList<Escalation> Escalations { get; init; }

    /// <summary>The document as read, with line numbers, white space, diagram and every extension. Treat it as read-only.</summary>
    public required XDocument Source { get; init; }
}
