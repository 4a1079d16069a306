using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Baton.Server.ApiReference;

/// <summary>The description of the desk's API (OpenAPI 3.1) and a page to read it, for everybody who is signed in.</summary>
internal static class ApiReferencePages
{
    private const string DocumentName = "v1";

    public static void AddApiReference(this IServiceCollection services) =>
        services.AddOpenApi(
            DocumentName,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = call => call.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer((document, _, _) => Describe(document));
            }
        );

    public static void MapApiReference(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapGet("/docs/api", Page).ExcludeFromDescription();
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Baton",
            Version = DocumentName,
            Description = "Everything that the screens of the case desk do. Errors are problem details (RFC 9457).",
        };
        // The address under which the reader sees it is the right one, whatever stands between him and the server.
        document.Servers = [];
        return Task.CompletedTask;
    }

    private static async Task<IResult> Page([FromKeyedServices(DocumentName)] IOpenApiDocumentProvider documents, CancellationToken ct)
    {
        OpenApiDocument document = await documents.GetOpenApiDocumentAsync(ct);
        return TypedResults.Content(ReferencePage.Render(document), "text/html; charset=utf-8");
    }
}
