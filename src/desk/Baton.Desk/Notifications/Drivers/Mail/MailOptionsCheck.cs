using Baton.Desk.Outbound;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Baton.Desk.Notifications.Drivers.Mail;

/// <summary>Says which settings of mails cannot be used.</summary>
internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    private const string Section = MailOptions.Section;

    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var errors = (options.IsSetUp ? Errors(options).Concat(Connection(options)) : []).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(MailOptions options)
    {
        if (options.DriverInUse is not (MailOptions.Smtp or MailOptions.File))
            yield return $"{Section}:Driver must be smtp or file, but is '{options.Driver}'.";
        if (options.From is not { Length: > 0 } && options.DriverInUse == MailOptions.Smtp)
            yield return $"{Section}:From is missing. Say which address mails come from.";
        foreach (
            var (key, address) in new[] { ("From", options.From), ("ReplyTo", options.ReplyTo), ("EnvelopeSender", options.EnvelopeSender) }
        )
        {
            if (address is { Length: > 0 } && !IsAddress(address))
                yield return $"{Section}:{key} must be an address such as desk@example.com, but is '{address}'.";
        }
        if (options.FromName.Length > 100 || options.FromName.Any(char.IsControl))
            yield return $"{Section}:FromName must be a line of up to 100 characters.";
    }

    private static IEnumerable<string> Connection(MailOptions options)
    {
        if (options.DriverInUse != MailOptions.Smtp)
            yield break;
        if (string.IsNullOrWhiteSpace(options.Host))
            yield return $"{Section}:Host is missing. Name the mail server, or use {Section}:Driver=file.";
        if (options.Port is < 0 or > 65_535)
            yield return $"{Section}:Port must lie between 1 and 65535, but is {options.Port}.";
        if (options.Security is not (MailOptions.StartTls or MailOptions.Tls or MailOptions.NoSecurity))
            yield return $"{Section}:Security must be starttls, tls or none, but is '{options.Security}'.";
        if (options.Security == MailOptions.NoSecurity && options.User is { Length: > 0 } && !options.IsLoopback)
            yield return $"{Section}:User must be empty where {Section}:Security is none: secrets do not travel in the clear.";
        if (HouseCertificates.Fault($"{Section}:CertificateAuthority", options.CertificateAuthority) is { } fault)
            yield return fault;
        if (options.Concurrency is < 1 or > 20)
            yield return $"{Section}:Concurrency must lie between 1 and 20, but is {options.Concurrency}.";
        if (options.KeepSeconds is < 0 or > 600)
            yield return $"{Section}:KeepSeconds must lie between 0 and 600, but is {options.KeepSeconds}.";
        if (options.TimeoutSeconds is < 1 or > 300)
            yield return $"{Section}:TimeoutSeconds must lie between 1 and 300, but is {options.TimeoutSeconds}.";
        if (options.Password is { Length: > 0 } && options.User is not { Length: > 0 })
            yield return $"{Section}:User is missing beside {Section}:Password.";
        foreach (var error in OAuth(options))
            yield return error;
    }

    private static IEnumerable<string> OAuth(MailOptions options)
    {
        if (options.OAuth.TokenUrl is not { Length: > 0 } address)
            yield break;
        var isUsable =
            Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));
        if (!isUsable)
            yield return $"{Section}:OAuth:TokenUrl must be an https address, but is '{address}'.";
        if (options.OAuth.ClientId is not { Length: > 0 } || options.OAuth.ClientSecret is not { Length: > 0 })
            yield return $"{Section}:OAuth:ClientId and ClientSecret must be set where TokenUrl is.";
        if (options.User is not { Length: > 0 })
            yield return $"{Section}:User is missing: the token of {Section}:OAuth is one for a mailbox.";
        if (options.Password is { Length: > 0 })
            yield return $"{Section}:Password must be empty where {Section}:OAuth:TokenUrl is set.";
    }

    private static bool IsAddress(string address) =>
        MailboxAddress.TryParse(address, out var mailbox)
        && mailbox.Address == address
        && address.IndexOf('@', StringComparison.Ordinal) > 0;
}
