using Baton.Runtime;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>What most calls do: run one command as a unit of work, or one search, and answer as the contract says.</summary>
internal static class EngineCalls
{
    /// <summary>Runs a command that answers nothing but that it was carried out (204). <paramref name="needs"/> is what it is about.</summary>
    public static async Task<IResult> Command(
        this BatonRuntime runtime,
        string name,
        Func<EngineSession, ValueTask<Outcome<Done>>> command,
        CancellationToken ct,
        UnitNeeds? needs = null
    )
    {
        Outcome<Done> outcome = await runtime.Write(needs ?? UnitNeeds.Unknown, unit => command(unit.Engine), ct);
        return outcome.Problem is { } problem ? EngineProblem.Rejected(name, problem) : TypedResults.NoContent();
    }

    /// <summary>Runs a command with an answer (200). <paramref name="needs"/> is what it is about.</summary>
    public static async Task<IResult> Command<T, TAnswer>(
        this BatonRuntime runtime,
        string name,
        Func<EngineSession, ValueTask<Outcome<T>>> command,
        Func<T, TAnswer> view,
        CancellationToken ct,
        UnitNeeds? needs = null
    )
    {
        Outcome<T> outcome = await runtime.Write(needs ?? UnitNeeds.Unknown, unit => command(unit.Engine), ct);
        return outcome.Problem is { } problem ? EngineProblem.Rejected(name, problem) : EngineJson.Ok(view(outcome.Value));
    }

    /// <summary>Answers a search.</summary>
    public static async Task<IResult> Search<TRow, TItem>(
        SearchBody body,
        SearchSchema schema,
        Func<SearchRequest, Task<Outcome<SearchResult<TRow>>>> search,
        Func<TRow, TItem> view
    ) => Found(await search(SearchReader.Read(body, schema)), view);

    /// <summary>Answers what a search found, or why it could not be carried out.</summary>
    public static IResult Found<TRow, TItem>(Outcome<SearchResult<TRow>> outcome, Func<TRow, TItem> view) =>
        outcome.Problem is { } problem ? EngineProblem.Invalid(problem.Detail) : EngineJson.Ok(SearchAnswer<TItem>.Of(outcome.Value, view));

    /// <summary>Answers one row, or that there is none.</summary>
    public static async Task<IResult> One<TRow, TItem>(Task<TRow?> row, Func<TRow, TItem> view, string what, Key key)
        where TRow : class => await row is { } found ? EngineJson.Ok(view(found)) : Missing(what, key);

    public static IResult Missing(string what, Key key) => EngineProblem.NotFound($"There is no {what} with the key {key}.");
}
