using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Desk.Connectors.Connections;
using Baton.Desk.Outbound;

namespace Baton.Desk.Connectors.Calls;

/// <summary>
/// Fetches tokens by the client's secret (OAuth2 client credentials) and keeps each until shortly before it ends. Goes out by the same guarded way
/// as all calls, as people enter the address. Safe for any number of threads.
/// </summary>
internal sealed class ConnectionTokens(OutboundHttp http)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private const int UsualSeconds = 300;
    private const int MaxBytes = 64 * 1024;

    private readonly ConcurrentDictionary<(string Code, int Version), (string Token, DateTimeOffset Until)> _kept = new();

    /// <summary>The token; null with why there is none.</summary>
    public async Task<(string? Token, string? Trouble)> Get(HttpConnection connection, string secret, CancellationToken ct)
    {
        // Tokens end by the machine's clock, whatever the desk's says.
        var now = TimeProvider.System.GetUtcNow();
        var key = (connection.Code, connection.Version);
        if (_kept.TryGetValue(key, out var kept) && now < kept.Until)
            return (kept.Token, null);
        using var request = new HttpRequestMessage(HttpMethod.Post, connection.TokenUrl)
        {
            Content = new FormUrlEncodedContent(Fields(connection, secret)),
        };
        using var response = await http.Send(request, ct);
        if (!response.IsSuccessStatusCode)
            return (null, $"no token to sign in with: the authority answered {(int)response.StatusCode}");
        if (await CallOut.Bytes(response.Content, MaxBytes, ct) is not { } bytes || Read(bytes) is not { } told)
            return (null, "no token to sign in with: the authority's answer holds none");
        foreach (var older in _kept.Keys.Where(one => one.Code == connection.Code && one != key))
            _kept.TryRemove(older, out _);
        _kept[key] = (told.Token, now + TimeSpan.FromSeconds(told.Seconds) - Margin);
        return (told.Token, null);
    }

    /// <summary>The other system did not take it: the next one is fetched.</summary>
    public void Forget(HttpConnection connection) => _kept.TryRemove((connection.Code, connection.Version), out _);

    private static Dictionary<string, string> Fields(HttpConnection connection, string secret)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = connection.ClientId ?? "",
            ["client_secret"] = secret,
        };
        if (connection.Scope is { Length: > 0 } scope)
            fields["scope"] = scope;
        return fields;
    }

    private static (string Token, int Seconds)? Read(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (
                json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("access_token", out var token)
                || token.ValueKind != JsonValueKind.String
                || token.GetString() is not { Length: > 0 } text
                || text.Any(letter => letter is <= ' ' or > '~')
            )
                return null;
            var seconds =
                json.RootElement.TryGetProperty("expires_in", out var life)
                && life.ValueKind == JsonValueKind.Number
                && life.TryGetInt32(out var number)
                    ? number
                    : UsualSeconds;
            return (text, Math.Clamp(seconds, 0, 86_400));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
