using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Baton.Desk.Outbound;
using Baton.Desk.Storage;
using Baton.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>What became of one attempt.</summary>
/// <param name="StatusCode">What the receiver answered; null where it did not.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Answer">The beginning of its body.</param>
/// <param name="Error">Why there is no answer.</param>
/// <param name="RetryAfter">How long the receiver wants to be left alone.</param>
internal sealed record WebhookAttempt(int? StatusCode, int Milliseconds, string? Answer, string? Error, TimeSpan? RetryAfter)
{
    public bool Succeeded => StatusCode is >= 200 and < 300;
}

/// <summary>
/// Sends one delivery to its hook and has written down what became of it. How often and when it is tried again is decided by
/// <see cref="WebhookOutcomes"/>: to the outbox each attempt is an entry of its own.
/// </summary>
internal sealed class WebhookHandOver(
    DeskReader reader,
    OutboundHttp http,
    WebhookSecrets secrets,
    WebhookOutcomes outcomes,
    TimeProvider clock,
    IOptions<WebhookOptions> options
)
{
    private const int AnswerMax = 4 * 1024;

    public async Task<DeliveryResult> Deliver(OutboxMessage entry, CancellationToken ct)
    {
        var (key, version) = WebhookQueue.Read(entry.Payload);
        var (row, hook, isBehind) = await reader.Read(
            async db =>
            {
                var delivery = await db.Set<WebhookDelivery>().SingleOrDefaultAsync(one => one.Key == key, ct);
                var receiver = delivery is null
                    ? null
                    : await db.Set<Webhook>().SingleOrDefaultAsync(one => one.Key == delivery.WebhookKey, ct);
                return (delivery, receiver, delivery is not null && await WebhookQueue.IsBehind(db, delivery, ct));
            },
            ct
        );
        if (row is not { State: WebhookDeliveryState.Waiting } || row.Version != version || hook is null)
            return DeliveryResult.Delivered();
        var isTest = row.Event == WebhookEvents.Ping;
        // Whoever switches the hook on again lets it leave.
        if (!hook.IsActive && !isTest)
            return DeliveryResult.Delivered();
        if (isBehind)
            return DeliveryResult.Delivered(unit => WebhookOutcomes.Wait(unit, key, version));
        if (hook.PausedUntil > clock.GetUtcNow() && !isTest)
            return DeliveryResult.Delivered(unit => outcomes.Defer(unit, key, version));
        var attempt = await Send(hook, row, ct);
        return DeliveryResult.Delivered(unit => outcomes.Write(unit, key, version, attempt));
    }

    private async Task<WebhookAttempt> Send(Webhook hook, WebhookDelivery row, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var signing = secrets.Signing(hook, now);
        if (signing.Count == 0)
            return new(null, 0, null, "The secret was kept with other keys. Make a new one.", null);
        var began = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            using var request = Request(hook, row, signing, now);
            using var response = await http.Send(request, limit.Token);
            var answer = await Beginning(response, limit.Token);
            var error = (int)response.StatusCode is >= 300 and < 400 ? "Redirects are not followed." : null;
            return new((int)response.StatusCode, Elapsed(began), answer, error, RetryAfter(response.Headers.RetryAfter, now));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, Elapsed(began), null, $"No answer within {options.Value.TimeoutSeconds} seconds.", null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new(null, Elapsed(began), null, (error.InnerException as HostRefusedException)?.Message ?? error.Message, null);
        }
    }

    private HttpRequestMessage Request(Webhook hook, WebhookDelivery row, IReadOnlyList<string> signing, DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, hook.Address) { Content = new StringContent(row.Body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("User-Agent", "Baton");
        request.Headers.TryAddWithoutValidation("webhook-id", row.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Sign(signing, row.Id, now, row.Body));
        foreach (var (name, value) in secrets.Headers(hook))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>As much of the answer as is kept; the rest is not read.</summary>
    private static async Task<string?> Beginning(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var bytes = new byte[AnswerMax];
        int count;
        try
        {
            count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            // The status has come; what the receiver wanted to say beside it is lost.
            return null;
        }
        // Neither database nor page takes every character that may come.
        return count == 0 ? null : Encoding.UTF8.GetString(bytes, 0, count).Replace('\0', ' ');
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? wish, DateTimeOffset now) => wish?.Delta ?? (wish?.Date - now);

    private static int Elapsed(long began) => (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
}

/// <summary>Delivers the outbox messages of <see cref="WebhookQueue"/>.</summary>
/// <param name="handOver">Made at the first message: it reads from the runtime, which is made with this driver.</param>
internal sealed class WebhookOutbox(Lazy<WebhookHandOver> handOver) : IOutboxDriver
{
    public string Channel => WebhookQueue.OutboxChannel;

    public Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken) =>
        handOver.Value.Deliver(message, cancellationToken);
}
