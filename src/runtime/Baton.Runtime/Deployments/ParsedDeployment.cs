using System.Text.Json;
using Baton.Bpmn;
using Baton.Dmn;
using Baton.Engine.Compilation;

namespace Baton.Runtime.Deployments;

/// <summary>A BPMN file with its executable processes.</summary>
internal sealed record ParsedModel(
    DeploymentResource Resource,
    BpmnDefinitions Definitions,
    IReadOnlyList<(BpmnProcess Process, ExecutableProcess Compiled)> Processes
);

/// <summary>A form-js file.</summary>
internal sealed record ParsedForm(DeploymentResource Resource, string Id, string? VersionTag);

/// <summary>A DMN file with its decisions.</summary>
internal sealed record ParsedDecisions(DeploymentResource Resource, DmnModel Model)
{
    public string Id => Model.Id;

    public string Name => Model.Name;

    public IEnumerable<(string Id, string Name)> Decisions => Model.Decisions.Select(decision => (decision.Id, decision.Name));
}

/// <summary>The files of one deployment, read and checked; nothing is written while there are errors.</summary>
internal sealed class ParsedDeployment(DateTimeOffset now)
{
    private static readonly ValidationOptions EngineElements = new() { ExecutableKinds = ExecutableKinds.All };

    private readonly HashSet<string> _processIds = new(StringComparer.Ordinal);

    public List<ParsedModel> Models { get; } = [];

    public List<ParsedForm> Forms { get; } = [];

    public List<ParsedDecisions> Decisions { get; } = [];

    public List<DeploymentResource> Others { get; } = [];

    public List<FieldProblem> Errors { get; } = [];

    public List<BpmnDiagnostic> Warnings { get; } = [];

    /// <summary>Errors and warnings with the elements that they are about.</summary>
    public List<DeploymentFinding> Findings { get; } = [];

    public void Read(DeploymentResource resource)
    {
        switch (Path.GetExtension(resource.Name).ToUpperInvariant())
        {
            case ".BPMN":
                ReadModel(resource);
                break;
            case ".DMN":
                ReadDecisions(resource);
                break;
            case ".FORM":
                ReadForm(resource);
                break;
            default:
                Others.Add(resource);
                break;
        }
    }

    private void ReadModel(DeploymentResource resource)
    {
        using var stream = new MemoryStream(resource.Content.ToArray(), writable: false);
        var read = BpmnReader.Read(stream, resource.Name);
        Take(read.Diagnostics);
        if (read.Definitions is not { } definitions)
        {
            return;
        }
        var findings = BpmnValidation.Validate(definitions, EngineElements);
        Take(findings);
        if (findings.Any(finding => finding.Severity == DiagnosticSeverity.Error))
        {
            return;
        }
        var processes = new List<(BpmnProcess, ExecutableProcess)>();
        foreach (var process in definitions.Processes.Where(process => process.IsExecutable))
        {
            if (!_processIds.Add(process.Id))
            {
                Refuse(
                    resource,
                    "duplicate-process",
                    $"Process '{process.Id}' comes twice in this deployment. Give each process its own id."
                );
                continue;
            }
            var compiled = ExecutableProcess.Compile(definitions, process);
            Take(compiled.Diagnostics);
            if (compiled.Process is { } executable)
            {
                CheckTimers(resource, executable);
                processes.Add((process, executable));
            }
        }
        if (!definitions.Processes.Any(process => process.IsExecutable))
        {
            Refuse(resource, "no-executable-process", "The file holds no executable process. Set isExecutable=\"true\" on one.");
        }
        Models.Add(new(resource, definitions, processes));
    }

    /// <summary>A start timer is armed with the deployment; one that gives no time must refuse it.</summary>
    private void CheckTimers(DeploymentResource resource, ExecutableProcess process)
    {
        foreach (var timer in process.StartTimers)
        {
            if (timer.Arm(now, null, out var problem) is null)
            {
                Refuse(
                    resource,
                    "start-timer",
                    $"The timer of start event '{timer.ElementId}' gives no due time: {problem}",
                    timer.ElementId
                );
            }
        }
    }

    private void ReadForm(DeploymentResource resource)
    {
        try
        {
            using var form = JsonDocument.Parse(resource.Content);
            var root = form.RootElement;
            var id = root.ValueKind == JsonValueKind.Object ? Text(root, "id") : null;
            if (string.IsNullOrWhiteSpace(id))
            {
                Refuse(resource, "form-without-id", "The form has no id. Set the text property \"id\" at the top of the file.");
                return;
            }
            if (Forms.Any(other => other.Id == id))
            {
                Refuse(resource, "duplicate-form", $"Form '{id}' comes twice in this deployment. Give each form its own id.");
                return;
            }
            Forms.Add(new(resource, id, Text(root, "versionTag")));
        }
        catch (JsonException error)
        {
            Refuse(resource, "form-not-json", $"The form is not JSON: {error.Message}");
        }
    }

    private void ReadDecisions(DeploymentResource resource)
    {
        using var stream = new MemoryStream(resource.Content.ToArray(), writable: false);
        var model = DmnModel.Read(stream);
        foreach (var diagnostic in model.Diagnostics)
        {
            var element = diagnostic.ElementId is null ? "" : $"Element '{diagnostic.ElementId}': ";
            Errors.Add(new(FormattableString.Invariant($"{resource.Name}:{diagnostic.Line}"), "dmn", element + diagnostic.Message));
            Findings.Add(new(true, "dmn", diagnostic.ElementId, diagnostic.Line, 0, diagnostic.Message));
        }
        if (model.Diagnostics.Count == 0 && string.IsNullOrEmpty(model.Id))
        {
            Refuse(resource, "not-dmn", "The DMN file has no id. Set it on <definitions id=\"...\">.");
        }
        foreach (var decision in model.Decisions.Where(decision => string.IsNullOrEmpty(decision.Id)))
        {
            Refuse(resource, "decision-without-id", $"Decision '{decision.Name}' has no id. Give it one.");
        }
        Decisions.Add(new(resource, model));
    }

    private void Take(IEnumerable<BpmnDiagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            var isError = diagnostic.Severity == DiagnosticSeverity.Error;
            Findings.Add(new(isError, diagnostic.Code, diagnostic.ElementId, diagnostic.Line, diagnostic.Column, diagnostic.Message));
            if (isError)
            {
                var place = FormattableString.Invariant($"{diagnostic.ResourceName}:{diagnostic.Line}:{diagnostic.Column}");
                var element = diagnostic.ElementId is null ? "" : $" Element '{diagnostic.ElementId}':";
                Errors.Add(new(place, diagnostic.Code, $"{element} {diagnostic.Message}".Trim()));
            }
            else
            {
                Warnings.Add(diagnostic);
            }
        }
    }

    private void Refuse(DeploymentResource resource, string code, string message, string? elementId = null)
    {
        Errors.Add(new(resource.Name, code, message));
        Findings.Add(new(true, code, elementId, 0, 0, message));
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
