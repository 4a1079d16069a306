using System.Text;
using Baton.Desk.Outbound;

namespace Baton.Desk.Notifications.Drivers.Gateways;

/// <summary>What a gateway answered; a status of 0 where it did not, with <see cref="Trouble"/>.</summary>
internal sealed record GatewayAnswer(int Status, string Body, string? Trouble = null)
{
    public bool IsSuccess => Status is >= 200 and <= 299;
}

/// <summary>
/// Calls gateways: no redirects, no cookies, a limit of time and size, nothing logged. Never throws for what a gateway does; what it tells of a failure
/// holds no secret, and of the address the host alone, where that may not be called.
/// </summary>
internal sealed class OutgoingHttp
{
    public const string ClientName = "message-drivers";
    private const int MaxBytes = 64 * 1024;

    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> _send;

    /// <summary>To gateways that the configuration names.</summary>
    public OutgoingHttp(IHttpClientFactory clients) =>
        _send = (request, ct) => clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);

    /// <summary>To addresses that people entered, as far as they are allowed.</summary>
    public OutgoingHttp(OutboundHttp outbound) => _send = outbound.Send;

    public async Task<GatewayAnswer> Send(HttpRequestMessage request, TimeSpan limit, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(limit);
        try
        {
            using var response = await _send(request, patience.Token);
            return await Body(response, patience.Token) is { } body
                ? new GatewayAnswer((int)response.StatusCode, body)
                : new GatewayAnswer(0, "", "The gateway answered with more than 64 KB.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new GatewayAnswer(0, "", $"The gateway did not answer within {limit.TotalSeconds:0.#} s.");
        }
        catch (HttpRequestException exception)
        {
            var refused = (exception.InnerException as HostRefusedException)?.Message;
            return new GatewayAnswer(0, "", refused ?? $"The gateway cannot be reached ({exception.HttpRequestError}).");
        }
        catch (IOException)
        {
            return new GatewayAnswer(0, "", "The connection to the gateway broke.");
        }
    }

    private static async Task<string?> Body(HttpResponseMessage response, CancellationToken ct)
    {
        await using var content = await response.Content.ReadAsStreamAsync(ct);
        var body = new byte[MaxBytes + 1];
        var length = await content.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        return length > MaxBytes ? null : Encoding.UTF8.GetString(body, 0, length);
    }
}
