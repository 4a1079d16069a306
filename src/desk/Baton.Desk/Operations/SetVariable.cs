using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Http;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>A variable to write.</summary>
/// <param name="Name">Its name; a new one is created.</param>
/// <param name="Value">Its value as JSON; a text stands in quotes.</param>
public sealed record SetVariableRequest(string Name, string Value)
{
    /// <summary>The element instance whose own variable it is; null for the process instance.</summary>
    public long? ScopeKey { get; init; }

    /// <summary>The value that the caller has read, as JSON: another one in between is not overwritten. Null writes in any case.</summary>
    public string? Expected { get; init; }
}

/// <summary>Writes a variable of a running process instance, in exactly the scope that is named.</summary>
public sealed class SetVariable(BatonRuntime runtime)
{
    private const int LongestName = 200;
    private const int LongestValue = 1_000_000;

    /// <summary>More of a value is not kept in the log.</summary>
    private const int LongestNoted = 2000;

    public async Task<Outcome<Done>> Handle(DeskUser user, long key, SetVariableRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (Check(request, user.Language) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        if (await runtime.Search.ProcessInstance(key, ct) is null)
            return OperationTexts.Words.NotFound("instance", user.Language);
        var scope = request.ScopeKey ?? key;
        if (scope != key && (await runtime.Search.ElementInstance(scope, ct))?.ProcessInstanceKey != key)
            return OperationTexts.Words.NotFound("scope", user.Language);
        var before = await Value(key, scope, request.Name, ct);
        if (request.Expected is { } expected && AuditedJson.Normal(expected) != before)
            return OperationTexts.Words.Rejected("variable-changed", user.Language, ("value", Cut(before ?? "null")));
        var json = new JsonObject { [request.Name] = JsonNode.Parse(request.Value) }.ToJsonString(AuditedJson.Plain);
        var variables = FeelJson.Parse(json).AsContext();
        return await runtime.Do(
            user,
            unit => unit.Engine.SetVariables(scope, variables, local: true),
            () =>
            {
                var note = Deeds.OfInstance(key, Deeds.SetVariable);
                note.After["variable"] = request.Name;
                if (scope != key)
                    note.After["scope"] = scope.ToString(CultureInfo.InvariantCulture);
                if (before is not null)
                    note.Before["value"] = Short(before);
                note.After["value"] = Short(AuditedJson.Normal(request.Value)!);
                return note;
            },
            ct
        );
    }

    internal static IReadOnlyList<FieldProblem> Check(SetVariableRequest request, string language)
    {
        var faults = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestName)
            faults.Add(OperationTexts.Words.Field("name", "required", "variable-name", language));
        if (request.Value is not { Length: > 0 and <= LongestValue } value || AuditedJson.Normal(value) is null)
            faults.Add(OperationTexts.Words.Field("value", "json", "variable-value", language));
        return faults;
    }

    private async Task<string?> Value(long key, long scope, string name, CancellationToken ct)
    {
        var found = await runtime.Search.Variables(
            new()
            {
                Filter = new Filter.All(
                    new Filter.Where("processInstanceKey", key),
                    new Filter.Where("scopeKey", scope),
                    new Filter.Where("name", name)
                ),
            },
            ct
        );
        return found.Value.Items is [var first, ..] ? first.Value : null;
    }

    private static JsonValue Short(string json) => JsonValue.Create(Cut(json));

    private static string Cut(string json) => json.Length <= LongestNoted ? json : json[..LongestNoted] + "…";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/operations/instances/{key:long}/variables",
                async (long key, SetVariableRequest request, DeskUser user, SetVariable handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, request, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "SetVariable",
                "Write a variable of a running process instance",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
