using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk.Cases;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Sandbox;

/// <summary>A draft that is to be played.</summary>
/// <param name="Text">The BPMN of the draft.</param>
/// <param name="ProcessId">Which process of it; null for the first.</param>
public sealed record OfferStartRequest(string? Text, string? ProcessId = null);

/// <summary>How runs of a draft can begin.</summary>
/// <param name="ProcessId">The process that is played.</param>
/// <param name="ProcessName">Its name in the reader's language.</param>
/// <param name="Processes">All processes of the draft that can be played.</param>
/// <param name="StartElements">Start events that something sets off.</param>
/// <param name="HasPlainStart">It can begin without anything that sets it off.</param>
/// <param name="CaseTypes">The case types that start this process.</param>
/// <param name="Sample">What a made-up case would bring.</param>
public sealed record StartOffer(
    string ProcessId,
    string ProcessName,
    IReadOnlyList<SandboxActor> Processes,
    IReadOnlyList<SandboxActor> StartElements,
    bool HasPlainStart,
    IReadOnlyList<StartCaseType> CaseTypes,
    JsonObject Sample
);

/// <summary>A case type that starts the process.</summary>
public sealed record StartCaseType(string Code, string Name)
{
    /// <summary>The form of its special fields; null for none.</summary>
    [JsonIgnore]
    public FormSchema? Form { get; init; }
}

/// <summary>Tells how a draft can be begun.</summary>
public sealed class OfferStart
{
    private readonly LoadModels _models;
    private readonly DeskReader _reader;
    private readonly FormCatalog _forms;
    private readonly FormChoices _choices;

    internal OfferStart(LoadModels models, DeskReader reader, FormCatalog forms, FormChoices choices) =>
        (_models, _reader, _forms, _choices) = (models, reader, forms, choices);

    public async Task<Outcome<StartOffer>> Handle(DeskUser user, OfferStartRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        var loaded = await _models.Handle(user, request.Text, request.ProcessId, [], ct);
        if (loaded.Problem is { } unplayable)
            return unplayable;
        var models = loaded.Value;
        var process = models.Process.Process;
        var rows = await _reader.Read(
            db => db.CaseTypes.Where(row => row.ProcessId == process.ProcessId && !row.IsRetired).OrderBy(row => row.Code).ToListAsync(ct),
            ct
        );
        var types = new List<StartCaseType>();
        foreach (var row in rows)
        {
            var form = row.FormId is { } id ? await _forms.Latest(id, ct) : null;
            types.Add(new(row.Code, row.Name.In(user.Language)) { Form = form is null ? null : await _choices.Fill(form, [], ct) });
        }
        return new StartOffer(
            process.ProcessId,
            models.Name(process.ProcessId, process.ProcessId, process.Name),
            [
                .. models
                    .Definitions.Processes.Where(one => one.IsExecutable)
                    .Select(one => new SandboxActor(one.Id, models.Name(one.Id, one.Id, one.Name))),
            ],
            [
                .. SandboxRun
                    .StartElements(process)
                    .Select(id => new SandboxActor(id, models.Name(process.ProcessId, id, process.Element(id)?.Name))),
            ],
            process.HasNoneStart,
            types,
            Sample(user, rows.FirstOrDefault()?.Code)
        );
    }

    /// <summary>Pure: the variables of a case that there is not.</summary>
    private static JsonObject Sample(DeskUser user, string? caseType)
    {
        var values = new JsonObject();
        foreach (
            var name in CaseVariables.Reserved.Where(name =>
                name is not ("reopened" or "reopenReason" or "vote" or CaseVariables.Assessment)
            )
        )
            values[name] = null;
        values["caseNumber"] = "TEST-1";
        values["caseKey"] = "1";
        values["caseType"] = caseType;
        values["subject"] = SandboxTexts.Words.Get("sample-subject", user.Language);
        values["description"] = "";
        values["customerName"] = SandboxTexts.Words.Get("sample-customer", user.Language);
        values["customerPhone"] = "+85221234567";
        values["customerFax"] = "+85221234568";
        values["openedBy"] = user.UserName;
        values["department"] = user.Departments.Count > 0 ? user.Departments[0] : null;
        return values;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/play/start",
                async (OfferStartRequest request, DeskUser user, OfferStart handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "OfferStart",
                "How a draft can be begun in the sandbox",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict
            )
            .Produces<StartOffer>();
}
