using System.Net.Mime;
using System.Text;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi;

/// <summary>Shows deployed resources by their keys: process definitions, decisions and their files, forms and other files.</summary>
internal static class ResourceEndpoints
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapGet(
            "/resources/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.Resource(key.Value, ct), ResourceView.Of, "resource", key)
        );
        engine.MapGet("/resources/{key}/content", Content);
    }

    private static async Task<IResult> Content(Key key, EngineSearch search, CancellationToken ct) =>
        await search.ResourceContent(key.Value, ct) is { } content ? Answer(content) : EngineCalls.Missing("resource", key);

    /// <summary>Text whatever its language, as the contract says that content is a text; bytes that are none as they are.</summary>
    private static IResult Answer(byte[] content)
    {
        try
        {
            return TypedResults.Text(Strict.GetString(content), MediaTypeNames.Text.Plain, Encoding.UTF8);
        }
        catch (DecoderFallbackException)
        {
            return TypedResults.Bytes(content, MediaTypeNames.Application.Octet);
        }
    }
}

internal sealed record ResourceView(
    string ResourceName,
    int Version,
    string? VersionTag,
    string ResourceId,
    string TenantId,
    Key ResourceKey
)
{
    public static ResourceView Of(ResourceRow row) =>
        new(row.ResourceName, row.Version, row.VersionTag, row.ResourceId, Tenants.Default, row.ResourceKey);
}
