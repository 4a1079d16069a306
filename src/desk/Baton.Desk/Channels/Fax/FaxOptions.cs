using Microsoft.Extensions.Options;
using PhoneNumbers;

namespace Baton.Desk.Channels.Fax;

/// <summary>The configuration section <c>Fax</c>.</summary>
public sealed class FaxOptions
{
    public const string Section = "Fax";

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

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
