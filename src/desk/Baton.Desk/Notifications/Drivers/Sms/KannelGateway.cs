using System.Globalization;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Reports;

namespace Baton.Desk.Notifications.Drivers.Sms;

/// <summary>Hands short messages to Kannel, the gateway of the WAP and SMS project, and asks it for delivery reports.</summary>
internal sealed class KannelGateway(OutgoingHttp http, SmsOptions options)
{
    /// <summary>Delivered, not delivered, and refused by the centre.</summary>
    private const int ReportMask = 1 + 2 + 16;

    private const int Forbidden = 403;

    public async Task<MessageDelivery> Send(ShortMessage message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Kannel.Url + "?" + Query(message));
        var answer = await http.Send(request, TimeSpan.FromMilliseconds(options.Kannel.TimeoutMilliseconds), ct);
        if (answer.Trouble is { } trouble)
            return new(MessageVerdict.Retry, null, trouble);
        if (answer.IsSuccess)
            return new(options.Reports.IsOn ? MessageVerdict.Accepted : MessageVerdict.Delivered, null, null);
        var said = Redacted.Line(answer.Body, options.Kannel.Password, options.Reports.Token);
        // A wrong password is set right in the configuration; all else of 4xx is wrong with the message.
        var verdict = answer.Status is >= 400 and <= 499 and not Forbidden ? MessageVerdict.Refused : MessageVerdict.Retry;
        return new(verdict, null, $"Kannel answered {answer.Status}: {said}");
    }

    private string Query(ShortMessage message)
    {
        List<(string Name, string? Value)> values =
        [
            ("username", options.Kannel.User),
            ("password", options.Kannel.Password),
            ("smsc", options.Kannel.Smsc),
            ("from", options.From),
            ("to", message.Number),
            ("text", message.Text.Text),
            ("charset", "UTF-8"),
            ("coding", message.Text.IsUnicode ? "2" : "0"),
        ];
        if (options.Reports.IsOn)
        {
            values.Add(("dlr-mask", ReportMask.ToString(CultureInfo.InvariantCulture)));
            values.Add(("dlr-url", ReportAddress(message.Id)));
        }
        return string.Join(
            '&',
            values.Where(one => one.Value is { Length: > 0 }).Select(one => one.Name + "=" + Uri.EscapeDataString(one.Value!))
        );
    }

    /// <summary>Kannel fills %d with the kind of report and %A with the words of the centre.</summary>
    private string ReportAddress(string id) =>
        options.Reports.PublicUrl!.TrimEnd('/')
        + "/api/messages/reports/"
        + ReportSource.Kannel
        + "?id="
        + Escaped(id)
        + "&token="
        + Escaped(options.Reports.Token!)
        + "&state=%d&reason=%A";

    /// <summary>A per cent sign of the address itself would be taken for a place to fill.</summary>
    private static string Escaped(string text) => Uri.EscapeDataString(text).Replace("%", "%%", StringComparison.Ordinal);
}
