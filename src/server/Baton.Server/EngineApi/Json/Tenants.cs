namespace Baton.Server.EngineApi.Json;

/// <summary>There is one tenant; requests may name it or not.</summary>
internal static class Tenants
{
    public const string Default = "<default>";

    /// <exception cref="BadHttpRequestException">Another tenant is named.</exception>
    public static void Check(string? tenantId)
    {
        if (tenantId is not (null or "" or Default))
        {
            throw new BadHttpRequestException(
                $"The property 'tenantId' is '{tenantId}', but this server has one tenant only: leave it out, or send '{Default}'."
            );
        }
    }
}
