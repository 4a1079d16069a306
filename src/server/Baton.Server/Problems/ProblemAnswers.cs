using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Runtime;
using Baton.Runtime.Signals;
using Baton.Runtime.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Server.Problems;

/// <summary>Makes every failed call of an API answer with RFC 9457 problem details, whoever refused it.</summary>
internal static class ProblemAnswers
{
    private const string TooLarge =
        "The request is larger than this server takes. Send less; for files an administrator can raise Attachments:MaxMegabytes.";

    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        services.AddExceptionHandler<RequestFailures>();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.AllowDuplicateProperties = false;
        });
        // Unreadable requests come to the exception handler, which knows the line and the property.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>Catches what fails further down in an API, and fills answers that have a status but no body. Pages have their own.</summary>
    public static void UseProblems(this WebApplication app) =>
        app.UseWhen(
            context => ApiPaths.IsApi(context.Request.Path),
            api => api.UseExceptionHandler().UseStatusCodePages(context => FillEmpty(context.HttpContext))
        );

    private static async Task FillEmpty(HttpContext context) =>
        await context
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(
                new ProblemDetailsContext
                {
                    HttpContext = context,
                    ProblemDetails = { Status = context.Response.StatusCode, Detail = Explain(context) },
                }
            );

    private static string? Explain(HttpContext context) =>
        context.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized =>
                "Sign in first, or send the credentials of a user (Basic) or an access token (Bearer) that is still valid.",
            StatusCodes.Status403Forbidden => "You are signed in, but none of your roles allows this.",
            StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Method} {context.Request.Path}.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{context.Request.Path} does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}.",
            StatusCodes.Status413PayloadTooLarge => TooLarge,
            StatusCodes.Status415UnsupportedMediaType =>
                $"The media type '{context.Request.ContentType}' is not taken here; send application/json, or multipart/form-data with files.",
            _ => null,
        };

    private static void Complete(ProblemDetailsContext context)
    {
        HttpRequest request = context.HttpContext.Request;
        ProblemDetails problem = context.ProblemDetails;
        problem.Instance ??= request.Path;
        problem.Detail ??= "";
        if (!ApiPaths.IsEngine(request.Path))
        {
            return;
        }
        // The engine's contract names exactly these five members.
        int status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Title = problem.Type == "about:blank" ? problem.Title : EngineProblem.Title(status);
        problem.Type = "about:blank";
        problem.Extensions.Clear();
    }

    /// <summary>Turns exceptions into answers: requests that cannot be read, a full lane, and everything that should not happen.</summary>
    private sealed class RequestFailures(IProblemDetailsService problems) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
        {
            // Browsers take anything as an answer, but people read pages.
            if (context.Features.Get<IExceptionHandlerPathFeature>() is { } failed && !ApiPaths.IsApi(failed.Path))
            {
                return false;
            }
            (int status, string detail) = exception switch
            {
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (
                    StatusCodes.Status413PayloadTooLarge,
                    TooLarge
                ),
                BadHttpRequestException bad => (bad.StatusCode, JsonFailure.Explain(bad.InnerException as JsonException) ?? bad.Message),
                JsonException json => (StatusCodes.Status400BadRequest, JsonFailure.Explain(json)!),
                SignalStormException storm => (StatusCodes.Status409Conflict, storm.Message),
                StorageUnreachableException unreachable => (StatusCodes.Status503ServiceUnavailable, unreachable.Message),
                BusyException => (
                    StatusCodes.Status503ServiceUnavailable,
                    "The server has more work than it can take now. Try again in a moment."
                ),
                _ => (
                    StatusCodes.Status500InternalServerError,
                    $"Something went wrong here, not in your request. The log has it under {context.TraceIdentifier}."
                ),
            };
            if (status == StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            }
            context.Response.StatusCode = status;
            return await problems.TryWriteAsync(
                new ProblemDetailsContext { HttpContext = context, ProblemDetails = { Status = status, Detail = detail } }
            );
        }
    }
}
