using System.Text;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Channels.Xml;

/// <summary>Cases for other systems as XML over HTTP.</summary>
internal static class CaseExchangeRoutes
{
    private const string MediaType = "application/xml";
    private static readonly int[] Refusals =
    [
        StatusCodes.Status400BadRequest,
        StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict,
        StatusCodes.Status413PayloadTooLarge,
    ];

    public static IServiceCollection AddCaseExchange(this IServiceCollection services) =>
        services.AddSingleton<ExchangeFiles>().AddSingleton<CaseExchange>();

    public static void MapCaseExchange(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/xml/schema", () => TypedResults.Bytes(ExchangeSchema.Published, MediaType))
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowXmlSchema", "The XML schema of the messages of other systems")
            .Produces<string>(StatusCodes.Status200OK, MediaType);
        routes
            .MapPost(
                "/xml/cases",
                async (DeskUser user, CaseExchange exchange, HttpContext context, CancellationToken ct) =>
                    await Take(user, exchange, context, null, ct, CaseExchange.OpenMessage)
            )
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe("OpenXmlCase", "Open a case by an XML message", Refusals)
            .Produces<string>(StatusCodes.Status201Created, MediaType);
        routes
            .MapGet(
                "/xml/cases",
                async (string? customer, string? phone, string? reference, DeskUser user, CaseExchange exchange, CancellationToken ct) =>
                    Xml(await exchange.Search(user, customer, phone, reference, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("FindXmlCases", "Cases of a customer's number, a phone number or an own message, as XML", Refusals)
            .Produces<string>(StatusCodes.Status200OK, MediaType);
        routes
            .MapGet(
                "/xml/cases/{number}",
                async (string number, DeskUser user, CaseExchange exchange, CancellationToken ct) =>
                    Xml(await exchange.Show(user, number, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowXmlCase", "The state of a case as XML", Refusals)
            .Produces<string>(StatusCodes.Status200OK, MediaType);
        routes
            .MapPost(
                "/xml/cases/{number}/feedback",
                async (string number, DeskUser user, CaseExchange exchange, HttpContext context, CancellationToken ct) =>
                    await Take(user, exchange, context, number, ct, CaseExchange.FeedbackMessage)
            )
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe("GiveXmlFeedback", "Add an XML message to a case: a result, a rating, a comment", Refusals)
            .Produces<string>(StatusCodes.Status200OK, MediaType);
    }

    private static async Task<IResult> Take(
        DeskUser user,
        CaseExchange exchange,
        HttpContext context,
        string? number,
        CancellationToken ct,
        params string[] expected
    ) =>
        await ExchangeBody.Read(context.Request, ct) is { } content
            ? Xml(await exchange.Handle(user, content, number, ct, expected))
            : Xml(CaseExchange.Refuse(new(ExchangeReading.TooLarge(user.Language), [])));

    private static ContentHttpResult Xml(ExchangeAnswer answer) =>
        TypedResults.Content(answer.Xml.ToString(), MediaType, Encoding.UTF8, answer.Status);
}
