using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Baton.Web.Shell;

/// <summary>Answers pages that a <see cref="Trouble"/> kept from being made. Nothing of it asks the database, not even who reads.</summary>
internal static class TroubleAnswers
{
    private const int RetrySeconds = 2;

    /// <summary>Failed pages answer with a page. What comes after it in the pipeline is run for the page of what should not happen alone.</summary>
    public static void UsePagesOfFailures(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                CreateScopeForErrors = true,
                StatusCodeSelector = error =>
                    error is BadHttpRequestException unreadable ? unreadable.StatusCode : StatusCodes.Status500InternalServerError,
                // It is in the metrics; a line for each would be one more thing to do.
                SuppressDiagnosticsCallback = failed => Trouble.Of(failed.Exception) is not null,
            }
        );
        app.Use(
            (context, next) =>
                context.Features.Get<IExceptionHandlerPathFeature>() is { } failed && Trouble.Of(failed.Error) is { } trouble
                    ? Tell(context, failed.Path, trouble)
                    : next(context)
        );
    }

    private static Task Tell(HttpContext context, string path, Trouble trouble)
    {
        context.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        var again = HttpMethods.IsGet(context.Request.Method) ? path + context.Request.QueryString : "/";
        return new RazorComponentResult<TroublePage>(
            new Dictionary<string, object?>
            {
                [nameof(TroublePage.Title)] = trouble.Title,
                [nameof(TroublePage.Text)] = trouble.Text,
                [nameof(TroublePage.Again)] = again,
                [nameof(TroublePage.Context)] = context,
            }
        )
        {
            StatusCode = StatusCodes.Status503ServiceUnavailable,
        }.ExecuteAsync(context);
    }
}
