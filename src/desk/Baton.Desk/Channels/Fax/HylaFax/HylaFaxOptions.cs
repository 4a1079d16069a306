namespace Baton.Desk.Channels.Fax.HylaFax;

/// <summary>A HylaFAX server that sends the faxes: section <c>Fax:HylaFax</c>, used where <c>Fax:Driver</c> is <c>hylafax</c>.</summary>
public sealed class HylaFaxOptions
{
    /// <summary>Where its hfaxd listens. The host must be one that hosts.hfaxd lets in without a password.</summary>
    public string Host { get; set; } = "localhost";

    public int Port { get; set; } = 4559;

    /// <summary>The modem, or the class of modems, that is to send; null for any.</summary>
    public string? Modem { get; set; }

    /// <summary>The owner of the jobs in the queue.</summary>
    public string User { get; set; } = "baton";

    /// <summary>Stands before the names of this desk's jobs, for servers that several desks use.</summary>
    public string Tag { get; set; } = "baton";

    /// <summary>The number that receivers see; null for the server's.</summary>
    public string? Sender { get; set; }

    /// <summary>How often a document is sent again that broke off.</summary>
    public int Tries { get; set; } = 3;

    /// <summary>How often a number is called.</summary>
    public int Dials { get; set; } = 6;

    /// <summary>After how long the server gives up.</summary>
    public int KillMinutes { get; set; } = 180;

    /// <summary>How often the queue is read, in seconds of real time. Finished jobs must stay in the queue for longer than that.</summary>
    public int PollSeconds { get; set; } = 5;

    /// <summary>The folder of sendfax and faxstat; null where they are on the path.</summary>
    public string? Programs { get; set; }

    internal IEnumerable<string> Errors(string section)
    {
        if (string.IsNullOrWhiteSpace(Host) || Host.StartsWith('-') || Host.Any(letter => char.IsControl(letter) || letter is ' ' or '@'))
            yield return $"{section}:Host: expected the name of a server, but found '{Host}'.";
        if (Port is < 1 or > 65_535)
            yield return $"{section}:Port: expected 1 to 65535, but found {Port}.";
        if (!IsName(User) || !IsName(Tag))
            yield return $"{section}:User and Tag: expected letters, digits and hyphens, but found '{User}' and '{Tag}'.";
        if (Modem is { Length: > 0 } && !IsName(Modem))
            yield return $"{section}:Modem: expected the name of a modem such as ttyS0, but found '{Modem}'.";
        if (Tries is < 1 or > 100 || Dials is < 1 or > 100)
            yield return $"{section}:Tries and Dials: expected 1 to 100, but found {Tries} and {Dials}.";
        if (KillMinutes is < 1 or > 10_080)
            yield return $"{section}:KillMinutes: expected 1 to 10080, but found {KillMinutes}.";
        if (PollSeconds is < 1 or > 3600)
            yield return $"{section}:PollSeconds: expected 1 to 3600, but found {PollSeconds}.";
        if (Programs is { Length: > 0 } && !File.Exists(Path.Combine(Programs, "sendfax")))
            yield return $"{section}:Programs: expected the folder of sendfax, but it is not in '{Programs}'.";
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 40 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && text[0] != '-';
}
