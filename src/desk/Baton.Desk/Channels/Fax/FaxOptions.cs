using Baton.Desk.Channels.Fax.HylaFax;
using Microsoft.Extensions.Options;
using PhoneNumbers;

namespace Baton.Desk.Channels.Fax;

/// <summary>The configuration section <c>Fax</c>.</summary>
public sealed class FaxOptions
{
    public const string Section = "Fax";
    internal const string SpoolDriver = "spool";
    internal const string HylaFaxDriver = "hylafax";

    /// <summary>What carries faxes: <c>spool</c>, files for a gateway, or <c>hylafax</c>, a server of its own.</summary>
    public string Driver { get; set; } = SpoolDriver;

    /// <summary>The server where <see cref="Driver"/> is <c>hylafax</c>.</summary>
    public HylaFaxOptions HylaFax { get; set; } = new();

    /// <summary>True lets messages of the channel fax leave on paper, too, beside the documents of cases.</summary>
    public bool Messages { get; set; }

    /// <summary>Where job and result files lie; the folder <c>fax</c> of the data directory when empty.</summary>
    public string? SpoolDirectory { get; set; }

    /// <summary>Minutes between two rounds; a divisor of 60, so that the marks fall on the same minutes of each hour.</summary>
    public int RoundMinutes { get; set; } = 30;

    /// <summary>The region of numbers written without a country code, as ISO 3166-1 alpha-2.</summary>
    public string DefaultRegion { get; set; } = "HK";

    /// <summary>How often rendering and handing over one fax is tried before it counts as failed.</summary>
    public int HandOverAttempts { get; set; } = 5;

    /// <summary>How often the result folder is read, in milliseconds of real time, whatever the desk's clock says.</summary>
    public int ResultPollMilliseconds { get; set; } = 500;
}

/// <summary>Refuses a start with settings the fax desk could not work with.</summary>
internal sealed class FaxOptionsCheck : IValidateOptions<FaxOptions>
{
    public ValidateOptionsResult Validate(string? name, FaxOptions options)
    {
        var problems = new List<string>();
        if (options.RoundMinutes is < 1 or > 60 || 60 % options.RoundMinutes != 0)
        {
            problems.Add($"Fax:RoundMinutes: expected a divisor of 60 such as 5, 15, 30 or 60, but found {options.RoundMinutes}.");
        }

        if (!PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(options.DefaultRegion))
        {
            problems.Add($"Fax:DefaultRegion: expected a two-letter region such as HK, but found '{options.DefaultRegion}'.");
        }

        if (options.HandOverAttempts is < 1 or > 100)
        {
            problems.Add($"Fax:HandOverAttempts: expected 1 to 100, but found {options.HandOverAttempts}.");
        }

        if (options.ResultPollMilliseconds is < 50 or > 60_000)
        {
            problems.Add($"Fax:ResultPollMilliseconds: expected 50 to 60000, but found {options.ResultPollMilliseconds}.");
        }

        if (options.Driver is not (FaxOptions.SpoolDriver or FaxOptions.HylaFaxDriver))
        {
            problems.Add($"Fax:Driver: expected spool or hylafax, but found '{options.Driver}'.");
        }

        if (options.Driver == FaxOptions.HylaFaxDriver)
        {
            problems.AddRange(options.HylaFax.Errors("Fax:HylaFax"));
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
