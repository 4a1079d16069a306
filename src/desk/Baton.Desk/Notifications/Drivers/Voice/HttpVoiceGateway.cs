using Baton.Desk.Notifications.Drivers.Gateways;

namespace Baton.Desk.Notifications.Drivers.Voice;

/// <summary>Hands calls to the gateway that the configuration describes.</summary>
internal sealed class HttpVoiceGateway(OutgoingHttp http, VoiceOptions options)
{
    private readonly HttpGateway _gateway = new(http, options.Http);

    public Task<MessageDelivery> Send(VoiceCall call, CancellationToken ct)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = call.Source.Id,
            ["to"] = call.Number,
            ["digits"] = call.Number.TrimStart('+'),
            ["from"] = options.From ?? "",
            ["text"] = call.Text,
            ["subject"] = call.Source.Subject,
            ["language"] = call.Source.Language,
            ["case"] = call.Source.CaseNumber ?? "",
        };
        return _gateway.Send(values, options.Reports.IsOn ? MessageVerdict.Accepted : MessageVerdict.Delivered, ct);
    }
}
