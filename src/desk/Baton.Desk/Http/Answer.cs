using System.Globalization;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Baton.Desk.Http;

/// <summary>Turns the outcome of a use case into what HTTP says: the value, or an RFC 9457 problem.</summary>
public static class Answer
{
    /// <summary>The row version that the caller sent did not fit any more.</summary>
    public const string VersionMismatch = "version-mismatch";

    /// <summary>A body was larger than the configuration allows.</summary>
    public const string TooLarge = "too-large";

    /// <summary>Something that the answer needs does not work at the moment.</summary>
    public const string Unavailable = "scanner-unavailable";

    /// <summary>The same caller asks too often.</summary>
    public const string TooMany = "too-many-requests";

    /// <summary>Who is calling is not known, or the secret was wrong.</summary>
    public const string SignInFailed = "sign-in-failed";

    public static IResult Ok<T>(Outcome<T> outcome) => outcome.Problem is { } problem ? Problem(problem) : TypedResults.Ok(outcome.Value);

    /// <summary>200 with the version of the resource as ETag.</summary>
    public static IResult Ok<T>(Outcome<T> outcome, HttpContext context, Func<T, int> version)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(version);
        if (outcome.Problem is { } problem)
            return Problem(problem);
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version(outcome.Value)}\"");
        return TypedResults.Ok(outcome.Value);
    }

    public static IResult Created<T>(Outcome<T> outcome, Func<T, string> address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return outcome.Problem is { } problem ? Problem(problem) : TypedResults.Created(address(outcome.Value), outcome.Value);
    }

    public static IResult NoContent<T>(Outcome<T> outcome) => outcome.Problem is { } problem ? Problem(problem) : TypedResults.NoContent();

    public static IResult Problem(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = problem.Code };
        if (problem.Fields is { Count: > 0 } fields)
        {
            extensions["errors"] = fields
                .GroupBy(field => field.Field, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Select(field => field.Message).ToArray(), StringComparer.Ordinal);
        }
        var status = Status(problem);
        return TypedResults.Problem(problem.Detail, statusCode: status, type: TypeOf(status), extensions: extensions);
    }

    /// <summary>Version of the If-Match header; null when there is none or it allows any.</summary>
    public static int? IfMatch(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = context.Request.Headers.IfMatch.ToString().Trim();
        text = (text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text).Trim('"');
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    /// <summary>The Idempotency-Key header; null when there is none.</summary>
    public static string? IdempotencyKey(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = context.Request.Headers["Idempotency-Key"].ToString();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Writes the problem answers of a use case into the API's description.</summary>
    internal static RouteHandlerBuilder Describe(this RouteHandlerBuilder builder, string name, string summary, params int[] problems)
    {
        builder.WithName(name).WithSummary(summary);
        foreach (var status in problems.Append(StatusCodes.Status401Unauthorized).Append(StatusCodes.Status403Forbidden).Distinct())
            builder.ProducesProblem(status);
        return builder;
    }

    /// <summary>The framework knows the pages of all other statuses that are used here.</summary>
    private static string? TypeOf(int status) =>
        status == StatusCodes.Status429TooManyRequests ? "https://tools.ietf.org/html/rfc6585#section-4" : null;

    internal static int Status(Problem problem) =>
        problem switch
        {
            { Code: VersionMismatch } => StatusCodes.Status412PreconditionFailed,
            { Code: TooLarge } => StatusCodes.Status413PayloadTooLarge,
            { Code: Unavailable } => StatusCodes.Status503ServiceUnavailable,
            { Code: SignInFailed } => StatusCodes.Status401Unauthorized,
            { Code: TooMany } => StatusCodes.Status429TooManyRequests,
            { Kind: RejectionKind.InvalidArgument } => StatusCodes.Status400BadRequest,
            { Kind: RejectionKind.NotFound } => StatusCodes.Status404NotFound,
            { Kind: RejectionKind.Forbidden } => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status409Conflict,
        };
}
