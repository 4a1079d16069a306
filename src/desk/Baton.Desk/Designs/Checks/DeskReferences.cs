using System.Text;
using Baton.Bpmn;
using Baton.Desk.Connectors.Calls;
using Baton.Desk.Connectors.Connections;
using Baton.Desk.Forms;
using Baton.Desk.Notifications.Jobs;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Policies;
using Baton.Engine.Deployments;
using Baton.Runtime.Deployments;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs.Checks;

/// <summary>
/// Looks for what a model names and this desk does not have: roles, departments, forms, decisions, processes, templates, connections, and steps that time limits
/// count. All are warnings, as what is missing may still come; a step that meets it would stand still until then.
/// </summary>
internal sealed class DeskReferences
{
    private static readonly string[] Receivers = ["to", "cc", "bcc"];

    private readonly DeskDb _db;
    private readonly DefinitionCatalog _catalog;
    private readonly Design _design;
    private readonly string _language;
    private readonly List<DesignFinding> _found = [];
    private HashSet<string> _roles = [];
    private HashSet<string> _departments = [];
    private HashSet<(DesignKind Kind, string Id)> _drafts = [];

    private DeskReferences(DeskDb db, DefinitionCatalog catalog, Design design, string language) =>
        (_db, _catalog, _design, _language) = (db, catalog, design, language);

    public static async Task<IReadOnlyList<DesignFinding>> Check(
        DeskDb db,
        DefinitionCatalog catalog,
        Design design,
        string language,
        CancellationToken ct
    )
    {
        var check = new DeskReferences(db, catalog, design, language);
        await check.Load(ct);
        if (design.Kind == DesignKind.Process)
            await check.Process(ct);
        else if (design.Kind == DesignKind.Form)
            check.Form();
        check.Versions();
        return check._found;
    }

    private async Task Load(CancellationToken ct)
    {
        _roles = await _db.Roles.Select(row => row.Code).ToHashSetAsync(ct);
        _departments = await _db.Departments.Where(row => !row.IsClosed).Select(row => row.Code).ToHashSetAsync(ct);
        var drafts = await _db.Set<Design>()
            .Where(row => row.State != DesignState.Discarded && row.Key != _design.Key)
            .Select(row => new { row.Kind, row.ModelId })
            .ToListAsync(ct);
        _drafts = [.. drafts.Select(row => (row.Kind, row.ModelId))];
    }

    /// <summary>A design becomes the next version of whatever has its id, even where it was not drawn from that.</summary>
    private void Versions()
    {
        var newest = _design.Kind switch
        {
            DesignKind.Process => _catalog.LatestProcess(_design.ModelId)?.Version,
            DesignKind.Form => _catalog.Form(_design.ModelId, Latest)?.Version,
            _ => null,
        };
        var drawnOn = _design.State == DesignState.Deployed ? _design.DeployedVersion : _design.BasedOnVersion;
        if (newest is { } version && version != drawnOn)
            Warn(null, 0, drawnOn is null ? "id-taken" : "version-newer", ("id", _design.ModelId), ("version", $"{version}"));
    }

    private static ResourceBinding Latest => new(BindingKind.Latest, 0, null);

    private async Task Process(CancellationToken ct)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(_design.Text), writable: false);
        // What cannot be read is told by the deployment's own checks.
        if (BpmnReader.Read(stream, "design.bpmn").Definitions is not { } model)
            return;
        var nodes = model.Processes.SelectMany(process => process.AllNodes()).ToList();
        var own = model.Processes.Select(process => process.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            FormOf(node);
            Groups(node);
            Called(node, own);
            await Message(node, ct);
            await Call(node, ct);
        }
        foreach (var process in own)
            await TimeLimits(process, nodes, ct);
    }

    private void FormOf(FlowNode node)
    {
        if (node.Extensions.Form?.FormId is not { Length: > 0 } form || form.StartsWith('=') || _catalog.Form(form, Latest) is not null)
            return;
        Warn(node.Id, node.Line, _drafts.Contains((DesignKind.Form, form)) ? "form-draft" : "form-missing", ("id", form));
    }

    private void Groups(FlowNode node)
    {
        if (node.Extensions.AssignmentDefinition?.CandidateGroups is not { Length: > 0 } groups || groups.StartsWith('='))
            return;
        foreach (var group in groups.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (DepartmentGroup.Code(group) is { } department)
                Department(node, department);
            else
                Role(node, group);
        }
    }

    private void Role(FlowNode node, string code)
    {
        if (!_roles.Contains(code))
            Warn(node.Id, node.Line, "role-missing", ("code", code));
    }

    private void Department(FlowNode node, string code)
    {
        if (!_departments.Contains(code))
            Warn(node.Id, node.Line, "department-missing", ("code", code));
    }

    private void Called(FlowNode node, HashSet<string> own)
    {
        if (
            node.Extensions.CalledDecision?.DecisionId is { Length: > 0 } decision
            && !decision.StartsWith('=')
            && _catalog.Decision(decision, Latest) is null
        )
            Warn(node.Id, node.Line, "decision-missing", ("id", decision));
        if (
            node.Extensions.CalledElement?.ProcessId is { Length: > 0 } process
            && !process.StartsWith('=')
            && !own.Contains(process)
            && _catalog.LatestProcess(process) is null
        )
            Warn(
                node.Id,
                node.Line,
                _drafts.Contains((DesignKind.Process, process)) ? "process-draft" : "process-missing",
                ("id", process)
            );
    }

    private async Task Message(FlowNode node, CancellationToken ct)
    {
        if (node.Extensions.TaskDefinition?.Type != MessageJobs.JobType)
            return;
        var headers = node
            .Extensions.TaskHeaders.GroupBy(header => header.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value ?? "", StringComparer.Ordinal);
        if (MessageHeaders.Fault(headers) is { } fault)
        {
            _found.Add(new(false, node.Id, fault, node.Line, 0));
            return;
        }
        var template = headers[MessageHeaders.Template];
        if (!template.StartsWith('=') && await TemplateShelf.Find(_db, template, ct) is null)
            Warn(node.Id, node.Line, "template-missing", ("code", template));
        foreach (var text in Receivers.SelectMany(list => RecipientRule.Split(headers.GetValueOrDefault(list))))
        {
            var rule = RecipientRule.Parse(text, out _);
            if (rule?.Word == RecipientRule.Role)
                Role(node, rule.Argument);
            else if (rule?.Word == RecipientRule.Department)
                Department(node, rule.Argument);
        }
    }

    private async Task Call(FlowNode node, CancellationToken ct)
    {
        if (node.Extensions.TaskDefinition?.Type != HttpBlock.JobType)
            return;
        var headers = node
            .Extensions.TaskHeaders.GroupBy(header => header.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value ?? "", StringComparer.Ordinal);
        if (HttpBlock.Read(headers, out var fault) is not { } block)
            _found.Add(new(false, node.Id, fault, node.Line, 0));
        else if (block.Connection is { } code && !await _db.Set<HttpConnection>().AnyAsync(row => row.Code == code, ct))
            Warn(node.Id, node.Line, "connection-missing", ("code", code));
    }

    /// <summary>A policy counts a step that the process had and the drawing has no more.</summary>
    private async Task TimeLimits(string processId, List<FlowNode> nodes, CancellationToken ct)
    {
        if (_catalog.LatestProcess(processId) is not { } deployed)
            return;
        var here = nodes.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var all = _db.Set<LimitVersion>();
        var newest = await all.Where(row => !row.IsRetired && !all.Any(other => other.Code == row.Code && other.Version > row.Version))
            .ToListAsync(ct);
        foreach (var row in newest)
        {
            var limit = TimeLimitReader.Read(row.Content);
            if (limit.Step is { } step && !here.Contains(step) && deployed.Process.Element(step) is not null)
                Warn(null, 0, "step-counted", ("code", limit.Code), ("id", step));
        }
    }

    private void Form()
    {
        // What cannot be read is told by the deployment's own checks.
        if (DesignChecks.Of(DesignKind.Form, _design.Text, _language).Any(one => one.IsError))
            return;
        foreach (
            var component in FormReader
                .Read(_design.Text)
                .Value.Components.Where(one => one.SourceRole is not null && !_roles.Contains(one.SourceRole))
        )
            Warn(null, 0, "role-missing", ("code", component.SourceRole!));
    }

    private void Warn(string? element, int line, string text, params ReadOnlySpan<(string Name, string Value)> values) =>
        _found.Add(new(false, element, DesignTexts.Words.Get("finding." + text, _language, values), line, 0));
}
