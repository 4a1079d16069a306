using Baton.Runtime;
using Baton.Server.EngineApi.Json;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Answers what a use case of the desk made of a call, in the statuses of the contract.</summary>
internal static class IdentityAnswers
{
    /// <summary>201 with what was made.</summary>
    public static async Task<IResult> Created<T>(string command, Task<Outcome<T>> asked, Func<T, object> view)
    {
        Outcome<T> outcome = await asked;
        return outcome.Problem is { } problem ? Refused(command, problem) : EngineJson.Created(view(outcome.Value));
    }

    /// <summary>200 with what it is from now on.</summary>
    public static async Task<IResult> Changed<T>(string command, Task<Outcome<T>> asked, Func<T, object> view)
    {
        Outcome<T> outcome = await asked;
        return outcome.Problem is { } problem ? Refused(command, problem) : EngineJson.Ok(view(outcome.Value));
    }

    /// <summary>204.</summary>
    public static async Task<IResult> Carried<T>(string command, Task<Outcome<T>> asked)
    {
        Outcome<T> outcome = await asked;
        return outcome.Problem is { } problem ? Refused(command, problem) : TypedResults.NoContent();
    }

    /// <summary>The contract has one sentence for a problem, so what is wrong with single fields goes into it.</summary>
    private static IResult Refused(string command, Problem problem) =>
        EngineProblem.Rejected(command, problem.Fields.Count == 0 ? problem : problem with { Detail = Sentences(problem.Fields) });

    private static string Sentences(IEnumerable<FieldProblem> fields) =>
        string.Join(' ', fields.Select(field => $"{Name(field.Field)}: {field.Message}"));

    /// <summary>What the contract calls a field of the desk.</summary>
    private static string Name(string field) =>
        field switch
        {
            "userName" => "username",
            "displayName" => "name",
            "code" => "id",
            _ => field,
        };
}
