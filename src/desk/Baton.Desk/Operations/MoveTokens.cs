using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Engine;
using Baton.Engine.Compilation;
using Baton.Engine.Instances;
using Baton.Engine.Modification;
using Baton.Feel;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>What is to be cut off in a running process instance and what begins instead.</summary>
public sealed record MoveTokensRequest
{
    /// <summary>Keys of the element instances that end; may be empty.</summary>
    public IReadOnlyList<long> Cancel { get; init; } = [];

    /// <summary>Ids of the elements that begin, each once; may be empty.</summary>
    public IReadOnlyList<string> Activate { get; init; } = [];

    /// <summary>Variables that are written to the process instance before, a JSON object; null for none.</summary>
    public JsonObject? Variables { get; init; }

    /// <summary>Only tries it: the answer says what would be, and nothing is changed.</summary>
    public bool IsTrial { get; init; }
}

/// <summary>What a change of the tokens comes to.</summary>
/// <param name="IsTrial">Nothing was changed.</param>
/// <param name="Ends">What ends.</param>
/// <param name="Begins">What stands there afterwards and did not before: what was begun, and what followed of itself.</param>
/// <param name="Stays">What is not touched.</param>
/// <param name="EndsInstance">Nothing is left: the instance ends.</param>
public sealed record MovePlan(
    bool IsTrial,
    IReadOnlyList<PlanStep> Ends,
    IReadOnlyList<PlanStep> Begins,
    IReadOnlyList<PlanStep> Stays,
    bool EndsInstance
);

/// <summary>An element instance of a plan.</summary>
public sealed record PlanStep(string ElementId, string Name, bool HasIncident);

/// <summary>
/// Repairs a running instance by hand. The engine itself checks it: a trial is carried out in a unit of work that is taken back, so that it
/// refuses what the real one would, and shows what would follow.
/// </summary>
public sealed class MoveTokens(BatonRuntime runtime, PackTexts texts)
{
    private const int Most = 200;

    private const string TakenBack = "operations.trial";

    public async Task<Outcome<MovePlan>> Handle(DeskUser user, long key, MoveTokensRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (Check(request, user.Language) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        if (await runtime.Search.ProcessInstance(key, ct) is not { State: "ACTIVE" } instance)
            return OperationTexts.Words.NotFound("active-instance", user.Language);
        var words = await ModelWords.Read(runtime, texts, user, ct);
        MovePlan? plan = null;
        var outcome = await runtime.Write<MovePlan>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var before = Tokens(unit.Engine.State(instance.RootProcessInstanceKey), key);
                var moved = await unit.Engine.ModifyInstance(Command(key, request));
                if (moved.Problem is { } refused)
                    return refused;
                await unit.Engine.Settle();
                var after = Tokens(unit.Engine.State(instance.RootProcessInstanceKey), key);
                plan = Plan(request.IsTrial, before, after, id => words.Element(instance.ProcessDefinitionKey, id));
                if (request.IsTrial)
                    return new Problem(RejectionKind.InvalidState, TakenBack, "");
                db.Note(Note(key, request, before));
                await db.SaveChangesAsync(ct);
                return plan;
            },
            ct
        );
        return outcome.Problem is { Code: TakenBack } ? plan! : outcome;
    }

    internal static IReadOnlyList<FieldProblem> Check(MoveTokensRequest request, string language)
    {
        var faults = new List<FieldProblem>();
        var (cancel, activate) = (request.Cancel ?? [], request.Activate ?? []);
        if (cancel.Count + activate.Count == 0)
            faults.Add(OperationTexts.Words.Field("cancel", "required", "move-empty", language));
        if (cancel.Count > Most || activate.Count > Most)
            faults.Add(
                OperationTexts.Words.Field(
                    "cancel",
                    "maxItems",
                    "move-many",
                    language,
                    ("max", Most.ToString(CultureInfo.InvariantCulture))
                )
            );
        if (activate.Any(string.IsNullOrWhiteSpace))
            faults.Add(OperationTexts.Words.Field("activate", "required", "move-element", language));
        return faults;
    }

    /// <summary>What is moved from one place to one other is a move, so that it stays in the scope in which it was.</summary>
    private static ModifyInstance Command(long key, MoveTokensRequest request)
    {
        var (cancel, activate) = (request.Cancel ?? [], request.Activate ?? []);
        IReadOnlyList<ScopedVariables> variables = request.Variables is { Count: > 0 } given
            ? [new ScopedVariables(FeelJson.Parse(given.ToJsonString(AuditedJson.Plain)).AsContext())]
            : [];
        if (cancel.Count == 1 && activate.Count == 1)
        {
            return new ModifyInstance(key)
            {
                Moves = [new(new ElementSource(cancel[0], null), activate[0], MoveAncestor.Inferred) { Variables = variables }],
            };
        }
        return new ModifyInstance(key)
        {
            Terminations = [.. cancel.Select(one => new ElementSource(one, null))],
            Activations = [.. activate.Select((id, i) => new ElementActivation(id) { Variables = i == 0 ? variables : [] })],
        };
    }

    private static Dictionary<long, (string Id, bool HasIncident)> Tokens(InstanceState? state, long key) =>
        (state?.ElementInstances ?? [])
            .Where(one => !one.IsProcess && one.ProcessInstance.Key == key && !IsScope(one))
            .ToDictionary(one => one.Key, one => (one.Element.Id, one.OpenIncidents.Count > 0));

    /// <summary>A scope with something in it is no place where work stands.</summary>
    private static bool IsScope(ElementInstance instance) =>
        instance.ChildCount > 0 && instance.Element.Type is not ElementType.CallActivity;

    private static MovePlan Plan(
        bool isTrial,
        Dictionary<long, (string Id, bool HasIncident)> before,
        Dictionary<long, (string Id, bool HasIncident)> after,
        Func<string, string> name
    )
    {
        PlanStep Step(KeyValuePair<long, (string Id, bool HasIncident)> one) =>
            new(one.Value.Id, name(one.Value.Id), one.Value.HasIncident);
        return new(
            isTrial,
            [.. before.Where(one => !after.ContainsKey(one.Key)).Select(Step)],
            [.. after.Where(one => !before.ContainsKey(one.Key)).Select(Step)],
            [.. after.Where(one => before.ContainsKey(one.Key)).Select(Step)],
            after.Count == 0
        );
    }

    private static Storage.Auditing.AuditChange Note(
        long key,
        MoveTokensRequest request,
        Dictionary<long, (string Id, bool HasIncident)> before
    )
    {
        var note = Deeds.OfInstance(key, Deeds.Move);
        note.Before["cancelled"] = new JsonArray([
            .. (request.Cancel ?? []).Select(one =>
                JsonValue.Create(before.TryGetValue(one, out var at) ? at.Id : one.ToString(CultureInfo.InvariantCulture))
            ),
        ]);
        note.After["activated"] = new JsonArray([.. (request.Activate ?? []).Select(one => JsonValue.Create(one))]);
        if (request.Variables is { Count: > 0 } variables)
            note.After["variables"] = JsonNode.Parse(variables.ToJsonString());
        return note;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/operations/instances/{key:long}/moves",
                async (long key, MoveTokensRequest request, DeskUser user, MoveTokens handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, request, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "MoveTokens",
                "Cut off what runs in an instance and begin something else, or try it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<MovePlan>();
}
