using System.Globalization;
using Baton.Desk.Notifications.Drivers.Gateways;

namespace Baton.Desk.Notifications.Drivers.Sms;

/// <summary>Hands short messages to the gateway that the configuration describes.</summary>
internal sealed class HttpSmsGateway(OutgoingHttp http, SmsOptions options)
{
    private readonly HttpGateway _gateway = new(http, options.Http);

    public Task<MessageDelivery> Send(ShortMessage message, CancellationToken ct)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = message.Id,
            ["to"] = message.Number,
            ["digits"] = message.Number.TrimStart('+'),
            ["from"] = options.From ?? "",
            ["text"] = message.Text.Text,
            ["subject"] = message.Source.Subject,
            ["language"] = message.Source.Language,
            ["case"] = message.Source.CaseNumber ?? "",
            ["segments"] = message.Text.Segments.ToString(CultureInfo.InvariantCulture),
            ["coding"] = message.Text.IsUnicode ? "ucs2" : "gsm7",
        };
        return _gateway.Send(values, options.Reports.IsOn ? MessageVerdict.Accepted : MessageVerdict.Delivered, ct);
    }
}
