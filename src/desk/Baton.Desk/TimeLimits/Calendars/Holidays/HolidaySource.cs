using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Baton.Desk.TimeLimits.Calendars.Holidays;

/// <summary>What an address gave: a text, or the reason why there is none (a text of <see cref="CalendarTexts"/> after <c>failure.</c>).</summary>
internal sealed record HolidayAnswer(string? Text, string? Failure);

/// <summary>
/// Reads a file of holidays from an address that an administrator typed. It calls public addresses only, or hosts that the configuration
/// allows, also after a redirect and whatever a name resolves to at the moment of the connection; size and time are bounded. Never throws for what the
/// other side does.
/// </summary>
internal sealed class HolidaySource(IHttpClientFactory clients, IOptions<HolidayOptions> options)
{
    public const string HttpClientName = "calendar-holidays";
    private const int MaxRedirects = 5;
    private const int MaxBytes = HolidayFile.MaxCharacters;

    public async Task<HolidayAnswer> Read(string address, CancellationToken ct)
    {
        if (PublicAddress.Usable(address) is not { } uri)
            return new(null, "address");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            return await Fetch(uri, patience.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            return new(
                null,
                error switch
                {
                    OperationCanceledException => "time",
                    HttpRequestException { InnerException: ForbiddenHostException } => "private",
                    _ => "connection",
                }
            );
        }
    }

    private async Task<HolidayAnswer> Fetch(Uri uri, CancellationToken ct)
    {
        using var client = clients.CreateClient(HttpClientName);
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.TryAddWithoutValidation("Accept", "text/calendar, text/plain;q=0.5");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                if (PublicAddress.Usable(new Uri(uri, location).AbsoluteUri) is not { } next)
                    return new(null, "address");
                uri = next;
                continue;
            }
            if (!response.IsSuccessStatusCode)
                return new(null, "status");
            await using var content = await response.Content.ReadAsStreamAsync(ct);
            var body = new byte[MaxBytes + 1];
            var length = await content.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
            return length <= MaxBytes ? new(Encoding.UTF8.GetString(body, 0, length), null) : new(null, "size");
        }
        return new(null, "redirects");
    }

    /// <summary>
    /// Connects to what the name resolves to now, and only if that may be called: a name that is looked up again after a check could lead elsewhere.
    /// No proxy is used, because it would look the name up itself.
    /// </summary>
    internal static SocketsHttpHandler Handler(IReadOnlyCollection<string> privateHosts) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = 32,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectCallback = async (context, ct) =>
            {
                var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
                var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
                    ? [literal]
                    : await Dns.GetHostAddressesAsync(host, ct);
                var allowed = privateHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
                    ? found
                    : Array.FindAll(found, PublicAddress.Is);
                if (allowed.Length == 0 && found.Length > 0)
                    throw new ForbiddenHostException(host);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(allowed, port, ct);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };

    private sealed class ForbiddenHostException(string host) : IOException($"{host} is not on the public Internet.");
}
