using System.Text;
using Baton.Bpmn;
using Baton.Desk.Designs;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Dmn;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Sandbox;

/// <summary>A process that is to be played.</summary>
/// <param name="Text">The BPMN of the draft.</param>
public sealed record ListBesideDraftsRequest(string? Text);

/// <summary>A draft that can stand for what is deployed.</summary>
/// <param name="DesignKey">The design.</param>
/// <param name="Kind">A decision, a form or a process.</param>
/// <param name="ModelId">The id that its versions share.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Revision">The revision that the text is of.</param>
/// <param name="Text">The whole text, to be sent with the play.</param>
public sealed record BesideDraft(long DesignKey, DesignKind Kind, string ModelId, string Name, int Revision, string Text);

/// <summary>Lists the decisions, forms and processes that a draft names and that are being drawn themselves; 20 at most, the newest first.</summary>
public sealed class ListBesideDrafts(DeskReader reader)
{
    private const int Most = 20;

    /// <summary>More decisions are not looked into.</summary>
    private const int MostDecisions = 100;

    public async Task<Outcome<IReadOnlyList<BesideDraft>>> Handle(DeskUser user, ListBesideDraftsRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > SandboxLimits.MaxTextLength)
            return Problems.Invalid(user.Language, SandboxTexts.Words.Field("text", "text", "text-missing", user.Language));
        var named = Named(request.Text);
        if (named.Count == 0)
            return Outcome.Of<IReadOnlyList<BesideDraft>>([]);
        var models = named.Where(one => one.Kind != DesignKind.Decision).Select(one => one.Id).ToList();
        var decisions = named.Where(one => one.Kind == DesignKind.Decision).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        var rows = await reader.Read(
            async db =>
            {
                var drafts = db.Set<Design>().Where(row => row.State != DesignState.Discarded && row.State != DesignState.Deployed);
                var byId = await drafts
                    .Where(row => row.Kind != DesignKind.Decision && models.Contains(row.ModelId))
                    .OrderByDescending(row => row.ChangedAt)
                    .Take(Most)
                    .ToListAsync(ct);
                // A file of decisions has an id of its own; which decisions are in it says the text.
                var files =
                    decisions.Count == 0
                        ? []
                        : await drafts
                            .Where(row => row.Kind == DesignKind.Decision)
                            .OrderByDescending(row => row.ChangedAt)
                            .Take(MostDecisions)
                            .ToListAsync(ct);
                return byId.Where(row => named.Contains((row.Kind, row.ModelId)))
                    .Concat(files.Where(row => Has(row.Text, decisions)))
                    .ToList();
            },
            ct
        );
        return Outcome.Of<IReadOnlyList<BesideDraft>>([
            .. rows.OrderByDescending(row => row.ChangedAt)
                .Take(Most)
                .Select(row => new BesideDraft(row.Key, row.Kind, row.ModelId, row.Name, row.Revision, row.Text)),
        ]);
    }

    /// <summary>Pure: what the processes of a text name by fixed ids.</summary>
    private static HashSet<(DesignKind Kind, string Id)> Named(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        var processes = BpmnReader.Read(stream, "draft.bpmn").Definitions?.Processes ?? [];
        HashSet<(DesignKind, string?)> named = [];
        foreach (var node in processes.SelectMany(process => process.AllNodes()))
        {
            named.Add((DesignKind.Form, node.Extensions.Form?.FormId));
            named.Add((DesignKind.Decision, node.Extensions.CalledDecision?.DecisionId));
            named.Add((DesignKind.Process, node.Extensions.CalledElement?.ProcessId));
        }
        return [.. from one in named where one.Item2 is { Length: > 0 } id && id[0] != '=' select (one.Item1, one.Item2!)];
    }

    private static bool Has(string text, HashSet<string> decisions)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        return DmnModel.Read(stream).Decisions.Any(one => decisions.Contains(one.Id));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/play/beside",
                async (ListBesideDraftsRequest request, DeskUser user, ListBesideDrafts handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "ListBesideDrafts",
                "The drafts of decisions, forms and processes that a draft names",
                StatusCodes.Status400BadRequest
            )
            .Produces<IReadOnlyList<BesideDraft>>();
}
