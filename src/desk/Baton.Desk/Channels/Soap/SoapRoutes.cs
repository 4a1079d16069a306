using System.Text;
using System.Xml.Linq;
using Baton.Desk.Cases;
using Baton.Desk.Channels.Xml;
using Baton.Desk.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Baton.Desk.Channels.Soap;

/// <summary>Cases for other systems as a SOAP service.</summary>
internal static class SoapRoutes
{
    private const string Path = "/soap/cases";

    public static IServiceCollection AddSoap(this IServiceCollection services) => services.AddSingleton<SoapCases>();

    public static void MapSoap(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(Path, (HttpRequest request) => Wsdl(request))
            .RequirePermission(CaseGuard.Readers)
            // Tools ask with ?wsdl, ?singleWsdl and the like.
            .TakesAnyQuery()
            .Describe("ShowCaseWsdl", "The WSDL of the SOAP service of cases")
            .Produces<string>(StatusCodes.Status200OK, SoapVersion.V11.MediaType);
        routes
            .MapPost(
                Path,
                async (DeskUser user, SoapCases cases, HttpContext context, CancellationToken ct) => await Call(user, cases, context, ct)
            )
            .RequirePermission(CaseGuard.Readers)
            .TakesAnyQuery()
            .Describe("CallCases", "Open, find and give feedback to cases by SOAP 1.1 or 1.2", StatusCodes.Status415UnsupportedMediaType)
            .Produces<string>(StatusCodes.Status200OK, SoapVersion.V11.MediaType, SoapVersion.V12.MediaType)
            .Produces<string>(StatusCodes.Status500InternalServerError, SoapVersion.V11.MediaType, SoapVersion.V12.MediaType);
    }

    private static ContentHttpResult Wsdl(HttpRequest request)
    {
        var document = CaseWsdl.At($"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}");
        return TypedResults.Content($"{document.Declaration}\n{document}", SoapVersion.V11.MediaType, Encoding.UTF8);
    }

    private static async Task<IResult> Call(DeskUser user, SoapCases cases, HttpContext context, CancellationToken ct)
    {
        var request = context.Request;
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || SoapVersion.Of(type.MediaType.Value) is not { } version
            || (type.Charset.HasValue && !Unquoted(type.Charset.Value).StartsWith("utf-", StringComparison.OrdinalIgnoreCase))
        )
        {
            var sentence = SoapTexts.Words.Get("type", user.Language, ("type", request.ContentType ?? ""));
            return TypedResults.Problem(sentence, statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        var action =
            version == SoapVersion.V11
                ? request.Headers["SOAPAction"].ToString()
                : type.Parameters.FirstOrDefault(one => one.Name.Equals("action", StringComparison.OrdinalIgnoreCase))?.Value.Value;
        var content = await ExchangeBody.Read(request, ct);
        var call = new SoapCall(version, Unquoted(action) is { Length: > 0 } said ? said : null, content, context.TraceIdentifier);
        var answer = await cases.Handle(user, call, ct);
        return TypedResults.Content(
            answer.Envelope.ToString(SaveOptions.DisableFormatting),
            version.MediaType,
            Encoding.UTF8,
            answer.Status
        );
    }

    private static string Unquoted(string? text) => (text ?? "").Trim().Trim('"');
}
