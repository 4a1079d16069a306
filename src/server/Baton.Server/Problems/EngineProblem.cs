using Baton.Engine;
using Baton.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Server.Problems;

/// <summary>The problem details of the engine's API: the title is the kind of rejection, the type always about:blank.</summary>
internal static class EngineProblem
{
    /// <summary>The answer to a command that was refused.</summary>
    public static IResult Rejected(string command, Problem problem)
    {
        (int status, string title) = Kind(problem);
        return Result(status, title, $"Command '{command}' rejected with code '{title}': {problem.Detail}");
    }

    /// <summary>The status and the title that stand for a kind of problem.</summary>
    public static (int Status, string Title) Kind(Problem problem) =>
        problem.Kind switch
        {
            RejectionKind.InvalidArgument => (StatusCodes.Status400BadRequest, "INVALID_ARGUMENT"),
            RejectionKind.NotFound => (StatusCodes.Status404NotFound, "NOT_FOUND"),
            RejectionKind.Forbidden => (StatusCodes.Status403Forbidden, "FORBIDDEN"),
            RejectionKind.AlreadyExists => (StatusCodes.Status409Conflict, "ALREADY_EXISTS"),
            _ => (StatusCodes.Status409Conflict, "INVALID_STATE"),
        };

    /// <summary>The answer to a request that cannot be understood.</summary>
    public static IResult Invalid(string detail) => Result(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", detail);

    public static IResult NotFound(string detail) => Result(StatusCodes.Status404NotFound, "NOT_FOUND", detail);

    public static IResult Forbidden(string detail) => Result(StatusCodes.Status403Forbidden, "FORBIDDEN", detail);

    /// <summary>The contract has it, this server does not; the detail says what to do instead.</summary>
    public static IResult NotSupported(string detail) => Result(StatusCodes.Status405MethodNotAllowed, Title(405), detail);

    /// <summary>It took longer than the caller was ready to wait; the work itself goes on.</summary>
    public static IResult TimedOut(string detail) => Result(StatusCodes.Status504GatewayTimeout, "DEADLINE_EXCEEDED", detail);

    /// <summary>The title that stands for a status where no command was refused.</summary>
    public static string Title(int status) =>
        status switch
        {
            400 => "INVALID_ARGUMENT",
            401 => "UNAUTHORIZED",
            403 => "FORBIDDEN",
            404 => "NOT_FOUND",
            405 => "METHOD_NOT_ALLOWED",
            409 => "INVALID_STATE",
            413 => "PAYLOAD_TOO_LARGE",
            415 => "UNSUPPORTED_MEDIA_TYPE",
            429 or 503 => "RESOURCE_EXHAUSTED",
            504 => "DEADLINE_EXCEEDED",
            _ => "INTERNAL_ERROR",
        };

    private static ProblemHttpResult Result(int status, string title, string detail) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Type = "about:blank",
                Title = title,
                Status = status,
                Detail = detail,
            }
        );
}
