using Baton.Desk.Notifications.Drivers.Gateways;

namespace Baton.Desk.Notifications.Drivers.Reports;

/// <summary>How a gateway tells what became of a message: sections <c>Sms:Reports</c> and <c>Voice:Reports</c>. Without a token it tells nothing.</summary>
public sealed class ReportOptions
{
    private const int ShortestToken = 16;

    /// <summary>The secret that a report brings along, as <c>Authorization: Bearer</c> or as the value <c>token</c>.</summary>
    public string? Token { get; set; }

    /// <summary>Where the gateway reaches this server; Kannel is told it with each message.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>The value that holds the gateway's own name for the message; null where it sends the desk's.</summary>
    public string? ProviderIdField { get; set; }

    /// <summary>The value that holds the desk's name for the message.</summary>
    public string IdField { get; set; } = "id";

    public string StateField { get; set; } = "state";

    public string ReasonField { get; set; } = "reason";

    /// <summary>Words that mean delivered, separated by commas.</summary>
    public string Delivered { get; set; } = "delivered,DELIVRD,answered";

    /// <summary>Words that mean never delivered, separated by commas. All other words mean that it is under way.</summary>
    public string Failed { get; set; } = "failed,undelivered,UNDELIV,REJECTD,EXPIRED,DELETED,busy,no-answer";

    internal bool IsOn => Token is { Length: > 0 };

    internal IEnumerable<string> Errors(string section)
    {
        if (Token is { Length: > 0 and < ShortestToken })
            yield return $"{section}:Token must have {ShortestToken} characters at least.";
        if (
            PublicUrl is { Length: > 0 } address
            && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0)
        )
            yield return $"{section}:PublicUrl must be an address such as http://127.0.0.1:8080, but is '{address}'.";
        if (HttpGatewayOptions.Words(Delivered).Intersect(HttpGatewayOptions.Words(Failed), StringComparer.OrdinalIgnoreCase).Any())
            yield return $"{section}:Delivered and Failed must have no word in common.";
        if (string.IsNullOrWhiteSpace(IdField) || string.IsNullOrWhiteSpace(StateField) || string.IsNullOrWhiteSpace(ReasonField))
            yield return $"{section}:IdField, StateField and ReasonField must be names of values.";
    }
}
