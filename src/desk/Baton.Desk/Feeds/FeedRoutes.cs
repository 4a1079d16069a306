using System.Security.Cryptography;
using System.Text;
using Baton.Desk.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Baton.Desk.Feeds;

/// <summary>Where feeds are read: whoever has the token reads, and nobody keeps a copy on the way.</summary>
internal static class FeedRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Add("/feeds/{token}/tasks.json", "ReadTaskFeed", "The open tasks of a to-do feed, as JSON", JsonFeed.MediaType, JsonFeed.Write);
        Add("/feeds/{token}/tasks.ics", "ReadTaskCalendar", "The same as to-dos of a calendar", CalendarFeed.MediaType, CalendarFeed.Write);
        Add("/feeds/{token}/tasks.atom", "ReadTaskAtom", "The same as Atom", AtomFeed.MediaType, AtomFeed.Write);

        void Add(string pattern, string name, string summary, string mediaType, Func<Feed, string, string> write) =>
            routes
                .MapGet(
                    pattern,
                    async (string token, ReadFeed handler, IOptions<DeskOptions> options, HttpContext context, CancellationToken ct) =>
                        await handler.Handle(token, ct) is { } feed
                            ? Give(context, write(feed, Desk(context, options.Value)), mediaType)
                            : Unknown()
                )
                .AllowAnonymous()
                .Describe(name, summary, StatusCodes.Status404NotFound)
                .Produces(StatusCodes.Status200OK, contentType: mediaType)
                .Produces(StatusCodes.Status304NotModified);
    }

    /// <summary>The page, which is no part of the API.</summary>
    public static void MapPage(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/feeds/{token}",
                async (
                    string token,
                    ReadFeed handler,
                    IOptions<DeskOptions> desk,
                    IOptions<FeedOptions> options,
                    TimeProvider clock,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                {
                    if (await handler.Handle(token, ct) is not { } feed)
                        return TypedResults.NotFound();
                    context.Response.Headers.ContentSecurityPolicy = FeedPage.Policy(options.Value.Ancestors);
                    var page = FeedPage.Write(feed, Desk(context, desk.Value), clock.GetUtcNow(), desk.Value.Zone(clock));
                    return Give(context, page, FeedPage.MediaType);
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithName("ShowFeedPage")
            .WithSummary("The open tasks of a to-do feed, as a page");

    /// <summary>Whoever has this content already gets its mark alone.</summary>
    private static IResult Give(HttpContext context, string content, string mediaType)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var mark = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ETag = mark;
        // The address is a secret: sites that are linked to do not learn it.
        headers["Referrer-Policy"] = "no-referrer";
        var known = EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var tags) ? tags : [];
        if (known.Any(tag => tag.Tag == mark || tag.Tag == "*"))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Bytes(bytes, mediaType + "; charset=utf-8");
    }

    private static IResult Unknown() => Answer.Problem(FeedTexts.Words.NotFound(Languages.Default));

    private static string Desk(HttpContext context, DeskOptions options) =>
        options.PublicAddress.Length > 0
            ? options.PublicAddress.TrimEnd('/')
            : $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";
}
