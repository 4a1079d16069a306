using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>Shows notifications in all browsers in which a user turned them on. Browsers that are gone are forgotten.</summary>
/// <param name="http">Calls the services.</param>
/// <param name="keys">Signs.</param>
/// <param name="reader">Finds the browsers.</param>
/// <param name="runtime">Forgets browsers.</param>
/// <param name="options">Contact and limits.</param>
internal sealed class PushDriver(OutgoingHttp http, PushKeys keys, DeskReader reader, BatonRuntime runtime, IOptions<PushOptions> options)
    : IMessageDriver
{
    private const int MaxTitle = 150;
    private const int MaxBody = 500;
    private const int TopicLength = 32;
    private static readonly int[] Gone = [404, 410];

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Channel => Messages.MessageChannels.Push;

    /// <summary>The address of its receiver is his user name.</summary>
    public async Task<MessageDelivery> Deliver(OutgoingMessage message, CancellationToken ct)
    {
        if (message.To is not [var receiver])
            return new(MessageVerdict.Refused, null, $"A notification is for one user, but this one is for {message.To.Count}.");
        var browsers = await reader.Read(
            db =>
                db.Set<PushSubscription>()
                    .AsNoTracking()
                    .Where(row =>
                        row.UserName == receiver.Address && db.Users.Any(user => user.UserName == row.UserName && !user.IsDisabled)
                    )
                    .ToListAsync(ct),
            ct
        );
        var content = Content(message);
        var answers = new List<(PushSubscription Browser, GatewayAnswer Answer)>();
        foreach (var browser in browsers.Where(one => options.Value.IsAllowed(one.Endpoint)))
            answers.Add((browser, await Send(browser, message.Id, content, ct)));
        await Forget([.. answers.Where(one => Gone.Contains(one.Answer.Status)).Select(one => one.Browser.Key)], ct);
        return Judge([.. answers.Select(one => one.Answer).Where(answer => !Gone.Contains(answer.Status))]);
    }

    private async Task<GatewayAnswer> Send(PushSubscription browser, string id, byte[] content, CancellationToken ct)
    {
        var key = await keys.Get(ct);
        var endpoint = new Uri(browser.Endpoint);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        var body = PushEncryption.Encrypt(content, Base64Url.DecodeFromChars(browser.PublicKey), Base64Url.DecodeFromChars(browser.Secret));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            key.Authorization(endpoint, options.Value.Contact!, TimeProvider.System.GetUtcNow())
        );
        request.Headers.Add("TTL", options.Value.KeepSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        // A second attempt takes the place of the first where the browser has not shown that yet.
        request.Headers.Add("Topic", Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..TopicLength]);
        return await http.Send(request, TimeSpan.FromMilliseconds(options.Value.TimeoutMilliseconds), ct);
    }

    private static MessageDelivery Judge(List<GatewayAnswer> answers)
    {
        if (answers.Any(answer => answer.IsSuccess))
            return new(MessageVerdict.Delivered, null, null);
        if (answers.Count == 0)
            return new(MessageVerdict.Refused, null, "The user turned notifications on in no browser.");
        var worst = answers[0];
        return new(
            answers.Any(answer => answer.Status is 0 or 401 or 403 or 408 or 429 or >= 500) ? MessageVerdict.Retry : MessageVerdict.Refused,
            null,
            worst.Trouble ?? $"The push service answered {worst.Status}: {Redacted.Line(worst.Body)}"
        );
    }

    private static byte[] Content(OutgoingMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                title = Cut(message.Subject, MaxTitle),
                body = Cut(message.Text, MaxBody),
                language = message.Language,
                url = message.CaseNumber is { Length: > 0 } number ? "/cases/" + Uri.EscapeDataString(number) : "/work",
                tag = message.Id,
            },
            Json
        );

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
    }

    private async Task Forget(List<long> browsers, CancellationToken ct)
    {
        if (browsers.Count == 0)
            return;
        var outcome = await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                await db.Set<PushSubscription>().Where(row => browsers.Contains(row.Key)).ExecuteDeleteAsync(ct);
                return Done.Outcome;
            },
            ct
        );
        _ = outcome.Value;
    }
}
