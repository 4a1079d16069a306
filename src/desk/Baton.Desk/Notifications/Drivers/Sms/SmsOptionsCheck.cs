using Baton.Desk.Customers;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Drivers.Sms;

/// <summary>Says which settings of short messages cannot be used.</summary>
internal sealed class SmsOptionsCheck : IValidateOptions<SmsOptions>
{
    private const string Section = SmsOptions.Section;

    public ValidateOptionsResult Validate(string? name, SmsOptions options)
    {
        var errors = (options.Driver is { Length: > 0 } ? Errors(options) : []).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(SmsOptions options)
    {
        if (options.DefaultRegion is { Length: > 0 } region && !Telephone.IsRegion(region))
            yield return $"{Section}:DefaultRegion must be a two-letter region such as HK, but is '{region}'.";
        if (options.MaxSegments is < 1 or > 255)
            yield return $"{Section}:MaxSegments must lie between 1 and 255, but is {options.MaxSegments}.";
        if (options.TooLong is not (SmsOptions.Cut or SmsOptions.Refuse))
            yield return $"{Section}:TooLong must be cut or refuse, but is '{options.TooLong}'.";
        if (options.From?.Any(char.IsControl) == true || options.From?.Length > 20)
            yield return $"{Section}:From must be a number or a name of up to 20 characters.";
        var driver = options.Driver switch
        {
            SmsOptions.KannelDriver => Kannel(options),
            SmsOptions.HttpDriver => options.Http.Errors(Section + ":Http"),
            _ => [$"{Section}:Driver must be kannel or http, but is '{options.Driver}'."],
        };
        foreach (var error in driver.Concat(options.Reports.Errors(Section + ":Reports")))
            yield return error;
    }

    private static IEnumerable<string> Kannel(SmsOptions options)
    {
        if (
            !Uri.TryCreate(options.Kannel.Url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Query.Length > 0
        )
            yield return $"{Section}:Kannel:Url must be an address such as http://127.0.0.1:13013/cgi-bin/sendsms, but is '{options.Kannel.Url}'.";
        if (options.Kannel.User is not { Length: > 0 } || options.Kannel.Password is not { Length: > 0 })
            yield return $"{Section}:Kannel:User and Password are missing: those of the group sendsms-user of kannel.conf.";
        if (options.Kannel.TimeoutMilliseconds is < 100 or > 120_000)
            yield return $"{Section}:Kannel:TimeoutMilliseconds must lie between 100 and 120000, but is {options.Kannel.TimeoutMilliseconds}.";
        if (options.Reports.Token is { Length: > 0 } && options.Reports.PublicUrl is not { Length: > 0 })
            yield return $"{Section}:Reports:PublicUrl is missing: where Kannel reaches this server, as http://127.0.0.1:8080.";
    }
}
