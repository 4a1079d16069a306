using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Attachments.Scanning;

/// <summary>Which virus scanner looks at attachments: section <c>Attachments:Scanner</c> of the configuration.</summary>
public sealed class ScannerOptions
{
    public const string Section = "Attachments:Scanner";

    internal const string SocketPrefix = "unix:";

    /// <summary>None, unless an administrator says otherwise.</summary>
    public ScannerKind Kind { get; set; }

    /// <summary>Where clamd listens: <c>host:port</c>, or <c>unix:</c> and the path of its socket.</summary>
    public string Address { get; set; } = "127.0.0.1:3310";

    /// <summary>How long the scan of one file may take, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>What becomes of a file that could not be scanned.</summary>
    public UnscannedFiles WhenUnreachable { get; set; }

    /// <summary>How long to wait before an accepted file is tried again, in minutes.</summary>
    public int RetryMinutes { get; set; } = 5;
}

/// <summary>The virus scanners that the desk can ask.</summary>
public enum ScannerKind
{
    /// <summary>Files are not scanned.</summary>
    None,

    /// <summary>ClamAV's daemon, by its INSTREAM command.</summary>
    ClamAv,
}

/// <summary>What becomes of a file while the scanner does not answer.</summary>
public enum UnscannedFiles
{
    /// <summary>It is refused; its sender tries again later.</summary>
    Refuse,

    /// <summary>It is kept, marked as not scanned, and scanned as soon as the scanner answers.</summary>
    Accept,
}

/// <summary>Says which settings of the scanner cannot be used.</summary>
internal sealed class ScannerOptionsCheck : IValidateOptions<ScannerOptions>
{
    public ValidateOptionsResult Validate(string? name, ScannerOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(ScannerOptions options)
    {
        if (options.TimeoutSeconds is < 1 or > 3600)
            yield return $"{ScannerOptions.Section}:TimeoutSeconds must lie between 1 and 3600, but is {options.TimeoutSeconds}.";
        if (options.RetryMinutes is < 1 or > 1440)
            yield return $"{ScannerOptions.Section}:RetryMinutes must lie between 1 and 1440, but is {options.RetryMinutes}.";
        if (options.Kind != ScannerKind.None && ScannerAddress.Read(options.Address) is null)
            yield return $"{ScannerOptions.Section}:Address must be host:port or unix:/path/of/socket, but is '{options.Address}'.";
    }
}
