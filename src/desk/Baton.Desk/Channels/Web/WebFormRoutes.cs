using System.Text.Json;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Http;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Channels.Web;

/// <summary>Web forms for pages of other sites: anybody may call, browsers only from the sites of the form, nobody too often.</summary>
internal static class WebFormRoutes
{
    private const string Address = "/web-forms/{code}";
    private static readonly int[] Refusals =
    [
        StatusCodes.Status400BadRequest,
        StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict,
        StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status429TooManyRequests,
        StatusCodes.Status503ServiceUnavailable,
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(Address, Show)
            .AllowAnonymous()
            .WithMetadata(new ForOtherSites())
            .Describe("ShowWebForm", "A web form with its fields, and the token that is sent back with it", Refusals)
            .Produces<OfferedWebForm>();
        routes
            .MapPost(Address, Submit)
            .AllowAnonymous()
            .WithMetadata(new ForOtherSites())
            .Describe("SubmitWebForm", "Send a web form, as JSON or as multipart/form-data with files", Refusals)
            .Accepts<SubmitWebFormRequest>("application/json", "multipart/form-data")
            .Produces<WebFormReceipt>(StatusCodes.Status201Created);
        routes
            .MapMethods(Address, [HttpMethods.Options], Allow)
            .AllowAnonymous()
            .WithMetadata(new ForOtherSites())
            .WithName("AllowWebForm")
            .WithSummary("What browsers ask before they send a web form from another site")
            .ExcludeFromDescription();
    }

    private static async Task<IResult> Show(
        string code,
        PortalCaller caller,
        ShowWebForm handler,
        WebFormLimits limits,
        HttpContext context,
        CancellationToken ct
    )
    {
        if (limits.Request(caller) is { } tooMany)
            return Answer.Problem(tooMany);
        if (await Refuse(context, caller, handler, code, ct) is { } refused)
            return refused;
        context.Response.Headers.CacheControl = "no-store";
        return Answer.Ok(await handler.Handle(caller, code, ct));
    }

    private static async Task<IResult> Allow(
        string code,
        PortalCaller caller,
        ShowWebForm handler,
        WebFormLimits limits,
        HttpContext context,
        CancellationToken ct
    )
    {
        if (limits.Request(caller) is { } tooMany)
            return Answer.Problem(tooMany);
        if (await Refuse(context, caller, handler, code, ct) is { } refused)
            return refused;
        context.Response.Headers.AccessControlAllowMethods = "GET, POST";
        context.Response.Headers.AccessControlAllowHeaders = "Content-Type, Accept-Language";
        context.Response.Headers.AccessControlMaxAge = "600";
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Submit(
        string code,
        PortalCaller caller,
        ShowWebForm show,
        SubmitWebForm handler,
        WebFormLimits limits,
        HttpContext context,
        CancellationToken ct
    )
    {
        if (limits.Request(caller) is { } tooMany)
            return Answer.Problem(tooMany);
        if (await Refuse(context, caller, show, code, ct) is { } refused)
            return refused;
        var read = await Read(context.Request, caller.Language, ct);
        return read.Problem is { } unread
            ? Answer.Problem(unread)
            : Answer.Created(await handler.Handle(caller, code, read.Value, ct), _ => "/api/web-forms/" + Uri.EscapeDataString(code));
    }

    /// <summary>Lets the pages of the form's sites read the answer; a page of another site gets none.</summary>
    private static async Task<IResult?> Refuse(
        HttpContext context,
        PortalCaller caller,
        ShowWebForm handler,
        string code,
        CancellationToken ct
    )
    {
        context.Response.Headers.Vary = "Origin";
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || origin.Equals($"{context.Request.Scheme}://{context.Request.Host}", StringComparison.OrdinalIgnoreCase))
            return null;
        if (
            await handler.Find(code, ct) is { } form
            && SiteAddress.Normal(origin) is { } site
            && form.SiteList().Contains(site, StringComparer.Ordinal)
        )
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            return null;
        }
        return Answer.Problem(new(RejectionKind.Forbidden, "site", WebFormTexts.Words.Get("site", caller.Language), []));
    }

    private static async Task<Outcome<SubmitWebFormRequest>> Read(HttpRequest request, string language, CancellationToken ct)
    {
        try
        {
            if (request.HasFormContentType)
                return SubmitWebFormRequest.Of(await request.ReadFormAsync(ct));
            if (!request.HasJsonContentType() || await request.ReadFromJsonAsync<SubmitWebFormRequest>(ct) is not { } read)
                return Unreadable(language);
            // A name that stands twice is found only when it is looked at.
            _ = read.Form?.Count;
            return read;
        }
        catch (BadHttpRequestException wrong) when (wrong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new Problem(RejectionKind.InvalidArgument, Answer.TooLarge, WebFormTexts.Words.Get("too-large", language), []);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidDataException or IOException or ArgumentException)
        {
            return Unreadable(language);
        }
    }

    private static Problem Unreadable(string language) =>
        new(RejectionKind.InvalidArgument, "unreadable", WebFormTexts.Words.Get("unreadable", language), []);
}
