using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Sms;
using Baton.Desk.Notifications.Drivers.Voice;
using Baton.Desk.Notifications.Messages;

namespace Baton.Desk.Notifications.Drivers.Reports;

/// <summary>Who may report, by the name in the route, and how to read what he says.</summary>
internal sealed record ReportSource(string Channel, ReportOptions Options, bool IsKannel)
{
    public const string Kannel = "kannel";
    public const string SmsByHttp = "sms";
    public const string VoiceByHttp = "voice";
    private const int MaxId = 200;

    /// <summary>Null where there is none of that name, or where it is not to report.</summary>
    public static ReportSource? Find(string name, SmsOptions sms, VoiceOptions voice)
    {
        var source = (name, sms.Driver, voice.Driver) switch
        {
            (Kannel, SmsOptions.KannelDriver, _) => new ReportSource(MessageChannels.Sms, sms.Reports, IsKannel: true),
            (SmsByHttp, SmsOptions.HttpDriver, _) => new ReportSource(MessageChannels.Sms, sms.Reports, IsKannel: false),
            (VoiceByHttp, _, VoiceOptions.HttpDriver) => new ReportSource(MessageChannels.Voice, voice.Reports, IsKannel: false),
            _ => null,
        };
        return source is { Options.IsOn: true } ? source : null;
    }

    /// <summary>The report; null where the values say neither which message nor what became of it.</summary>
    public MessageReport? Read(IReadOnlyDictionary<string, string> values)
    {
        var id = Id(values, IsKannel ? "id" : Options.IdField);
        var providerId = !IsKannel && Options.ProviderIdField is { Length: > 0 } field ? Id(values, field) : null;
        if ((id ?? providerId) is null || !values.TryGetValue(IsKannel ? "state" : Options.StateField, out var word))
            return null;
        var reason = values.GetValueOrDefault(IsKannel ? "reason" : Options.ReasonField);
        return new MessageReport(
            Channel,
            id,
            id is null ? providerId : null,
            State(word.Trim()),
            string.IsNullOrWhiteSpace(reason) ? null : Redacted.Line(reason, Options.Token)
        );
    }

    private MessageReportState State(string word)
    {
        if (IsKannel)
        {
            // The kinds of dlr-mask: 1 delivered, 2 not delivered, 16 refused by the centre; 4 and 8 are on the way.
            return word switch
            {
                "1" => MessageReportState.Delivered,
                "2" or "16" => MessageReportState.Failed,
                _ => MessageReportState.Underway,
            };
        }
        if (HttpGatewayOptions.Words(Options.Delivered).Contains(word, StringComparer.OrdinalIgnoreCase))
            return MessageReportState.Delivered;
        return HttpGatewayOptions.Words(Options.Failed).Contains(word, StringComparer.OrdinalIgnoreCase)
            ? MessageReportState.Failed
            : MessageReportState.Underway;
    }

    private static string? Id(IReadOnlyDictionary<string, string> values, string name) =>
        values.GetValueOrDefault(name) is { Length: > 0 and <= MaxId } id && !id.Any(char.IsControl) ? id : null;
}
