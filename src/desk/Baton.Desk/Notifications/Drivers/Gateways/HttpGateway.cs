using System.Text;

namespace Baton.Desk.Notifications.Drivers.Gateways;

/// <summary>Hands messages to a gateway by a call that the configuration describes. Safe for any number of callers.</summary>
internal sealed class HttpGateway(OutgoingHttp http, HttpGatewayOptions options)
{
    /// <summary>What templates may name.</summary>
    public static readonly string[] Names = ["id", "to", "digits", "from", "text", "subject", "language", "case", "segments", "coding"];

    private readonly GatewayTemplate _url = GatewayTemplate.Parse(options.Url ?? "");
    private readonly GatewayTemplate? _body = options.Body is { Length: > 0 } body ? GatewayTemplate.Parse(body) : null;
    private readonly HashSet<int> _accepted = [.. options.AcceptedStatuses];
    private readonly string[] _acceptedValues = HttpGatewayOptions.Words(options.AcceptedValue);

    /// <param name="values">The values of <see cref="Names"/>.</param>
    /// <param name="accepted">What a message counts as that the gateway took: whether a report follows.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<MessageDelivery> Send(IReadOnlyDictionary<string, string> values, MessageVerdict accepted, CancellationToken ct)
    {
        if (GatewayAddress.Of(_url, values) is not { } uri)
            return new(MessageVerdict.Refused, null, "The address of the gateway cannot hold this message's values.");
        using var request = new HttpRequestMessage(new HttpMethod(options.Method), uri);
        if (_body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(_body.Fill(values)));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", options.ContentType);
        }
        foreach (var (name, value) in options.Headers)
        {
            // Headers of the body belong to the body; the rest to the request.
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        var answer = await http.Send(request, TimeSpan.FromMilliseconds(options.TimeoutMilliseconds), ct);
        return Judge(answer, accepted);
    }

    private MessageDelivery Judge(GatewayAnswer answer, MessageVerdict accepted)
    {
        if (answer.Trouble is { } trouble)
            return new(MessageVerdict.Retry, null, trouble);
        var fields = AnswerFields.Of(answer.Body);
        if (IsAccepted(answer, fields))
        {
            var id = options.IdField is { Length: > 0 } field ? fields.GetValueOrDefault(field) : null;
            return new(accepted, id is { Length: > 0 and <= 200 } ? id : null, null);
        }
        var said = Redacted.Line(answer.Body, options.Headers.Values);
        return new(
            IsForEver(answer.Status) ? MessageVerdict.Refused : MessageVerdict.Retry,
            null,
            $"The gateway answered {answer.Status}: {said}"
        );
    }

    private bool IsAccepted(GatewayAnswer answer, Dictionary<string, string> fields) =>
        (_accepted.Count == 0 ? answer.IsSuccess : _accepted.Contains(answer.Status))
        && (options.AcceptedText is not { Length: > 0 } text || answer.Body.Contains(text, StringComparison.Ordinal))
        && (
            options.AcceptedField is not { Length: > 0 } field
            || (fields.TryGetValue(field, out var value) && _acceptedValues.Contains(value, StringComparer.OrdinalIgnoreCase))
        );

    /// <summary>The message itself is wrong. A wrong secret or a busy gateway is set right without it.</summary>
    private static bool IsForEver(int status) => status is 400 or 404 or 405 or 410 or 413 or 415 or 422;
}
