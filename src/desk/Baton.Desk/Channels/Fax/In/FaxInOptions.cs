namespace Baton.Desk.Channels.Fax.In;

/// <summary>How faxes come in: section <c>FaxIn</c>. Without a folder none are taken.</summary>
public sealed class FaxInOptions
{
    public const string Section = "FaxIn";

    /// <summary>The queue of received faxes of HylaFAX, such as /var/spool/hylafax/recvq; its files stay where they are.</summary>
    public string? HylaFaxDirectory { get; set; }

    /// <summary>Where another gateway puts PDF or TIFF files, each after a JSON file of the same name where it knows more about the fax.</summary>
    public string? SpoolDirectory { get; set; }

    /// <summary>The department whose people see to them; null for all.</summary>
    public string? Unit { get; set; }

    /// <summary>The program that makes PDF of TIFF, which browsers do not show; empty for none.</summary>
    public string Tiff2Pdf { get; set; } = "tiff2pdf";

    /// <summary>How often the folders are read, in milliseconds of real time.</summary>
    public int PollMilliseconds { get; set; } = 5_000;

    internal bool IsOn => HylaFaxDirectory is { Length: > 0 } || SpoolDirectory is { Length: > 0 };
}
