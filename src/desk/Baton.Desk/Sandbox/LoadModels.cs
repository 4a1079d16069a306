using System.Globalization;
using System.Text;
using Baton.Bpmn;
using Baton.Desk.Access;
using Baton.Desk.Connectors.Connections;
using Baton.Desk.Designs;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Dmn;
using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Sandbox;

/// <summary>A draft that stands for what is deployed under the same id.</summary>
/// <param name="Kind">What it becomes.</param>
/// <param name="Text">The whole text.</param>
public sealed record SandboxDraft(DesignKind Kind, string Text);

/// <summary>Makes the text of a draft ready to be played, with what is deployed beside it as it is now.</summary>
internal sealed class LoadModels(
    BatonRuntime runtime,
    EngineSearch search,
    DeskReader reader,
    FormCatalog forms,
    FormChoices choices,
    PackTexts packTexts,
    IOptions<DeskOptions> options
)
{
    /// <summary>Names of more people are not read; those beyond go by their user names.</summary>
    private const int MaxPeople = 3_000;

    private const string ResourceName = "draft.bpmn";

    private static readonly ValidationOptions EngineElements = new() { ExecutableKinds = ExecutableKinds.All };

    /// <summary>The models, or all that stands against playing the text.</summary>
    public async Task<Outcome<SandboxModels>> Handle(
        DeskUser user,
        string? xml,
        string? processId,
        IReadOnlyList<SandboxDraft> beside,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(xml) || xml.Length > SandboxLimits.MaxTextLength)
            return Problems.Invalid(user.Language, SandboxTexts.Words.Field("text", "text", "text-missing", user.Language));
        var faults = new List<FieldProblem>();
        var catalog = new SandboxCatalog(runtime.Catalog);
        var drafts = new Dictionary<long, FormSchema>();
        var drawings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var draft in beside)
            Add(catalog, drafts, drawings, draft, faults);
        var definitions = Read(xml, faults);
        var executable = definitions?.Processes.Where(process => process.IsExecutable).ToList() ?? [];
        DeployedProcess? chosen = null;
        foreach (var process in faults.Count == 0 ? executable : [])
        {
            var compiled = ExecutableProcess.Compile(definitions!, process);
            faults.AddRange(Errors(compiled.Diagnostics));
            if (compiled.Process is not { } ready)
                continue;
            var added = catalog.Add(ready, ResourceName);
            drawings[process.Id] = xml;
            if (process.Id == processId || (processId is null && chosen is null))
                chosen = added;
        }
        if (faults.Count == 0 && chosen is null)
            faults.Add(SandboxTexts.Words.Field("text", "process", "no-process", user.Language));
        if (faults.Count > 0)
            return SandboxTexts.Words.Rejected("not-playable", user.Language) with { Fields = faults };

        var known = new Dictionary<long, FormSchema?>();
        var (groups, working, people, connections) = await reader.Read(
            async db =>
            {
                var roles = await db
                    .Roles.Where(role => role.Permissions.Any(one => one.Permission == Permissions.WorkOnTasks))
                    .OrderBy(role => role.Code)
                    .Select(role => role.Code)
                    .ToListAsync(ct);
                var names = await db
                    .Users.Where(person => !person.IsDisabled)
                    .OrderBy(person => person.UserName)
                    .Take(MaxPeople)
                    .Select(person => new { person.UserName, person.DisplayName })
                    .ToDictionaryAsync(person => person.UserName, person => person.DisplayName, StringComparer.Ordinal, ct);
                var addresses = await db.Set<HttpConnection>()
                    .ToDictionaryAsync(row => row.Code, row => row.BaseAddress, StringComparer.Ordinal, ct);
                return (await GroupNames.All(db, ct), roles, names, addresses);
            },
            ct
        );
        return new SandboxModels
        {
            Catalog = catalog,
            Process = chosen!,
            Definitions = definitions!,
            Xml = xml,
            Words = await packTexts.Words(ct),
            Groups = groups,
            People = people,
            WorkingRoles = working,
            Connections = connections,
            User = user,
            Zone = options.Value.Zone(runtime.Clock),
            Region = options.Value.DefaultRegion,
            Form = async key =>
            {
                if (!known.TryGetValue(key, out var form))
                {
                    form = drafts.GetValueOrDefault(key) ?? await forms.ByKey(key, ct);
                    known[key] = form = form is null ? null : await choices.Fill(form, [], ct);
                }
                return form;
            },
            Drawing = async id =>
                drawings.GetValueOrDefault(id)
                ?? (runtime.Catalog.LatestProcess(id) is { } process ? await search.ProcessDefinitionXml(process.Key, ct) : null),
        };
    }

    private static BpmnDefinitions? Read(string xml, List<FieldProblem> faults)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml), writable: false);
        var read = BpmnReader.Read(stream, ResourceName);
        faults.AddRange(Errors(read.Diagnostics));
        if (read.Definitions is not { } definitions)
            return null;
        faults.AddRange(Errors(BpmnValidation.Validate(definitions, EngineElements)));
        return definitions;
    }

    private static IEnumerable<FieldProblem> Errors(IEnumerable<BpmnDiagnostic> diagnostics) =>
        diagnostics
            .Where(one => one.Severity == DiagnosticSeverity.Error)
            .Select(one => new FieldProblem(
                one.ElementId ?? string.Create(CultureInfo.InvariantCulture, $"{one.Line}:{one.Column}"),
                one.Code,
                one.Message
            ));

    private static void Add(
        SandboxCatalog catalog,
        Dictionary<long, FormSchema> drafts,
        Dictionary<string, string> drawings,
        SandboxDraft draft,
        List<FieldProblem> faults
    )
    {
        switch (draft.Kind)
        {
            case DesignKind.Form:
                var form = FormReader.Read(draft.Text);
                if (form.Problem is { } unreadable)
                    faults.AddRange(unreadable.Fields);
                else
                    drafts[catalog.AddForm(form.Value.Id).Key] = form.Value;
                break;
            case DesignKind.Decision:
                using (var stream = new MemoryStream(Encoding.UTF8.GetBytes(draft.Text), writable: false))
                {
                    var model = DmnModel.Read(stream);
                    faults.AddRange(model.Diagnostics.Select(one => new FieldProblem(one.ElementId ?? "", "dmn", one.Message)));
                    foreach (var decision in model.Decisions)
                        catalog.Add(decision.Id, (variables, environment) => Answer(decision.Evaluate(variables, environment)));
                }
                break;
            default:
                if (Read(draft.Text, faults) is { } definitions)
                {
                    foreach (var process in definitions.Processes.Where(process => process.IsExecutable))
                    {
                        var compiled = ExecutableProcess.Compile(definitions, process);
                        faults.AddRange(Errors(compiled.Diagnostics));
                        if (compiled.Process is { } ready)
                        {
                            catalog.Add(ready, ResourceName);
                            drawings[process.Id] = draft.Text;
                        }
                    }
                }
                break;
        }
    }

    private static DecisionAnswer Answer(DecisionResult result) =>
        new(
            result.Output,
            result.Failure is { } failure
                ? string.Create(CultureInfo.InvariantCulture, $"{failure.Message} (line {failure.Line}, column {failure.Column})")
                : null
        )
        {
            Result = result,
        };
}
