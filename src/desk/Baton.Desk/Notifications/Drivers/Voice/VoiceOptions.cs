using Baton.Desk.Customers;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Reports;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Drivers.Voice;

/// <summary>How a machine calls people and reads texts to them: section <c>Voice</c>. Without <see cref="Driver"/> the channel is not set up.</summary>
public sealed class VoiceOptions
{
    public const string Section = "Voice";
    internal const string FileDriver = "file";
    internal const string HttpDriver = "http";

    /// <summary><c>file</c>, which puts calls into a folder, or <c>http</c>.</summary>
    public string? Driver { get; set; }

    /// <summary>The number that receivers see.</summary>
    public string? From { get; set; }

    /// <summary>The region of numbers written without a country code; the desk's when null.</summary>
    public string? DefaultRegion { get; set; }

    /// <summary>Texts are not read further than this.</summary>
    public int MaxCharacters { get; set; } = 1000;

    /// <summary>Where the driver <c>file</c> puts calls and finds results; the folder <c>voice</c> of the data directory when empty.</summary>
    public string? Directory { get; set; }

    /// <summary>How often results are looked for, in milliseconds of real time.</summary>
    public int ResultPollMilliseconds { get; set; } = 1000;

    public HttpGatewayOptions Http { get; set; } = new();

    public ReportOptions Reports { get; set; } = new();
}

/// <summary>Says which settings of calls cannot be used.</summary>
internal sealed class VoiceOptionsCheck : IValidateOptions<VoiceOptions>
{
    private const string Section = VoiceOptions.Section;

    public ValidateOptionsResult Validate(string? name, VoiceOptions options)
    {
        var errors = (options.Driver is { Length: > 0 } ? Errors(options) : []).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(VoiceOptions options)
    {
        if (options.DefaultRegion is { Length: > 0 } region && !Telephone.IsRegion(region))
            yield return $"{Section}:DefaultRegion must be a two-letter region such as HK, but is '{region}'.";
        if (options.MaxCharacters is < 1 or > 10_000)
            yield return $"{Section}:MaxCharacters must lie between 1 and 10000, but is {options.MaxCharacters}.";
        if (options.ResultPollMilliseconds is < 50 or > 60_000)
            yield return $"{Section}:ResultPollMilliseconds must lie between 50 and 60000, but is {options.ResultPollMilliseconds}.";
        if (options.Driver is not (VoiceOptions.FileDriver or VoiceOptions.HttpDriver))
            yield return $"{Section}:Driver must be file or http, but is '{options.Driver}'.";
        if (options.Driver != VoiceOptions.HttpDriver)
            yield break;
        foreach (var error in options.Http.Errors(Section + ":Http").Concat(options.Reports.Errors(Section + ":Reports")))
            yield return error;
    }
}
