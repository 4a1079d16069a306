using System.Globalization;
using Baton.Desk.Notifications.Drivers.Gateways;

namespace Baton.Desk.Notifications.Drivers.Mail;

/// <summary>Fetches the token of a mailbox by the client's secret and keeps it until shortly before it ends. Safe for any number of callers.</summary>
/// <param name="http">Calls the authority.</param>
/// <param name="options">Which authority, which client.</param>
/// <param name="realTime">The machine's clock: tokens end by it, whatever the desk's says.</param>
internal sealed class OAuthTokens(OutgoingHttp http, MailOAuthOptions options, TimeProvider realTime) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private const int DefaultSeconds = 300;

    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _token;
    private DateTimeOffset _until;

    /// <summary>The token; null with why there is none.</summary>
    public async Task<(string? Token, string? Trouble)> Get(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_token is { } token && realTime.GetUtcNow() < _until)
                return (token, null);
            return await Fetch(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The server did not take it: the next one is fetched.</summary>
    public void Forget(string token) => Interlocked.CompareExchange(ref _token, null, token);

    public void Dispose() => _one.Dispose();

    private async Task<(string? Token, string? Trouble)> Fetch(CancellationToken ct)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.ClientId ?? "",
            ["client_secret"] = options.ClientSecret ?? "",
        };
        if (options.Scope is { Length: > 0 } scope)
            form["scope"] = scope;
        using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenUrl) { Content = new FormUrlEncodedContent(form) };
        var answer = await http.Send(request, Patience, ct);
        if (answer.Trouble is { } trouble)
            return (null, "No token to sign in with: " + trouble);
        var fields = AnswerFields.Of(answer.Body);
        if (!answer.IsSuccess || !fields.TryGetValue("access_token", out var token))
        {
            var said = Redacted.Line(fields.GetValueOrDefault("error", ""), options.ClientSecret);
            return (null, $"No token to sign in with: the authority answered {answer.Status} {said}".TrimEnd());
        }
        var seconds = int.TryParse(fields.GetValueOrDefault("expires_in"), NumberStyles.None, CultureInfo.InvariantCulture, out var told)
            ? told
            : DefaultSeconds;
        // A token of a short life is used once.
        _until = realTime.GetUtcNow() + TimeSpan.FromSeconds(seconds) - Margin;
        _token = token;
        return (token, null);
    }
}
