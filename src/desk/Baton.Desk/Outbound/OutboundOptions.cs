using Microsoft.Extensions.Options;

namespace Baton.Desk.Outbound;

/// <summary>Where the desk may call other systems: section <c>Outbound</c>. It holds for web hooks and for calls that processes make.</summary>
public sealed class OutboundOptions
{
    public const string Section = "Outbound";

    /// <summary>Hosts that may be called; empty for any outside of this machine.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>Certificates that are trusted beside the machine's, as PEM: the one of a house's own authority.</summary>
    public string? CertificateAuthority { get; set; }
}

/// <summary>Says at the start what is wrong with <see cref="OutboundOptions"/>.</summary>
internal sealed class OutboundOptionsCheck : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options) =>
        HouseCertificates.Fault($"{OutboundOptions.Section}:{nameof(OutboundOptions.CertificateAuthority)}", options.CertificateAuthority)
            is { } fault
            ? ValidateOptionsResult.Fail(fault)
            : ValidateOptionsResult.Success;
}
