using System.Globalization;

namespace Baton.Desk.Notifications.Drivers.Gateways;

/// <summary>How a gateway is called over HTTP: sections <c>Sms:Http</c> and <c>Voice:Http</c>.</summary>
public sealed class HttpGatewayOptions
{
    public string Method { get; set; } = "POST";

    /// <summary>The address in Liquid; values go into path or query, as <c>?to={{ to | url_encode }}</c>.</summary>
    public string? Url { get; set; }

    /// <summary>Headers by their names, the secret among them; secrets rather from the environment than from a file.</summary>
    public Dictionary<string, string> Headers { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public string ContentType { get; set; } = "application/json";

    /// <summary>The body in Liquid; empty for none.</summary>
    public string? Body { get; set; }

    public int TimeoutMilliseconds { get; set; } = 10_000;

    /// <summary>Statuses that mean accepted, separated by commas; all from 200 to 299 when empty.</summary>
    public string? AcceptedStatus { get; set; }

    /// <summary>Words that an accepting answer holds; null where the status says it all.</summary>
    public string? AcceptedText { get; set; }

    /// <summary>The field of a JSON answer that says whether it is accepted, as <c>data.status</c>.</summary>
    public string? AcceptedField { get; set; }

    /// <summary>What <see cref="AcceptedField"/> is then; several separated by commas.</summary>
    public string? AcceptedValue { get; set; }

    /// <summary>The field of a JSON answer with the gateway's own name for the message.</summary>
    public string? IdField { get; set; }

    internal IEnumerable<int> AcceptedStatuses => Words(AcceptedStatus).Select(word => int.Parse(word, CultureInfo.InvariantCulture));

    internal static string[] Words(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal IEnumerable<string> Errors(string section)
    {
        if (Method is not ("GET" or "POST" or "PUT"))
            yield return $"{section}:Method must be GET, POST or PUT, but is '{Method}'.";
        if (string.IsNullOrWhiteSpace(Url))
            yield return $"{section}:Url is missing. Say where the gateway is called.";
        else if (!GatewayTemplate.TryParse(Url, out var url, out var wrong))
            yield return $"{section}:Url must be Liquid, but {wrong}.";
        else if (!GatewayAddress.IsUsable(url))
            yield return $"{section}:Url must be an http or https address with values in path or query alone.";
        if (Body is { Length: > 0 } body && !GatewayTemplate.TryParse(body, out _, out var error))
            yield return $"{section}:Body must be Liquid, but {error}.";
        if (Method == "GET" && Body is { Length: > 0 })
            yield return $"{section}:Body must be empty where Method is GET.";
        if (!System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(ContentType, out _))
            yield return $"{section}:ContentType must be a type such as application/json, but is '{ContentType}'.";
        if (TimeoutMilliseconds is < 100 or > 120_000)
            yield return $"{section}:TimeoutMilliseconds must lie between 100 and 120000, but is {TimeoutMilliseconds}.";
        if (
            Words(AcceptedStatus).Any(word => !int.TryParse(word, CultureInfo.InvariantCulture, out var status) || status is < 200 or > 599)
        )
            yield return $"{section}:AcceptedStatus must be statuses such as 200,202, but is '{AcceptedStatus}'.";
        if (string.IsNullOrEmpty(AcceptedField) != string.IsNullOrEmpty(AcceptedValue))
            yield return $"{section}:AcceptedField and AcceptedValue must be set together.";
        foreach (var (name, value) in Headers)
        {
            if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || value.Any(char.IsControl))
                yield return $"{section}:Headers:{name} must be the name of a header with a value of one line.";
        }
    }
}
