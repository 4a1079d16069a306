using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Reports;

namespace Baton.Desk.Notifications.Drivers.Sms;

/// <summary>How short messages leave: section <c>Sms</c>. Without <see cref="Driver"/> the channel is not set up.</summary>
public sealed class SmsOptions
{
    public const string Section = "Sms";
    internal const string KannelDriver = "kannel";
    internal const string HttpDriver = "http";
    internal const string Cut = "cut";
    internal const string Refuse = "refuse";

    /// <summary><c>kannel</c> or <c>http</c>.</summary>
    public string? Driver { get; set; }

    /// <summary>The sender that receivers see, where the network lets one choose it.</summary>
    public string? From { get; set; }

    /// <summary>The region of numbers written without a country code; the desk's when null.</summary>
    public string? DefaultRegion { get; set; }

    /// <summary>How many parts a message may have.</summary>
    public int MaxSegments { get; set; } = 6;

    /// <summary>What becomes of a longer one: <c>cut</c> or <c>refuse</c>.</summary>
    public string TooLong { get; set; } = Cut;

    public KannelOptions Kannel { get; set; } = new();

    public HttpGatewayOptions Http { get; set; } = new();

    public ReportOptions Reports { get; set; } = new();
}

/// <summary>The <c>sendsms</c> interface of Kannel: section <c>Sms:Kannel</c>.</summary>
public sealed class KannelOptions
{
    /// <summary>As <c>http://127.0.0.1:13013/cgi-bin/sendsms</c>.</summary>
    public string? Url { get; set; }

    public string? User { get; set; }

    /// <summary>Rather from the environment (<c>Sms__Kannel__Password</c>) than from a file.</summary>
    public string? Password { get; set; }

    /// <summary>The centre that Kannel is to use; null for its own choice.</summary>
    public string? Smsc { get; set; }

    public int TimeoutMilliseconds { get; set; } = 10_000;
}
