using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Desk.Channels.Sms;

/// <summary>A short message, or a part of one, as a gateway brings it.</summary>
/// <param name="Id">The gateway's name of it; null where it has none.</param>
/// <param name="From">As the gateway writes the number.</param>
/// <param name="To">The number or service that it came to.</param>
/// <param name="Text">What was written.</param>
internal sealed record ArrivedSms(string? Id, string From, string? To, string Text)
{
    public string? Gateway { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What the parts of one message share; null for a message that is whole.</summary>
    public string? Reference { get; init; }
    public int Part { get; init; } = 1;
    public int Total { get; init; } = 1;

    /// <summary>The same however often it is brought: a gateway without names says the same within a minute.</summary>
    public string SourceId(DateTimeOffset now) =>
        Id is { Length: > 0 } id
            ? id
            : "hash:"
                + Convert.ToHexStringLower(
                    SHA256.HashData(
                        Encoding.UTF8.GetBytes(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{From}\n{To}\n{Reference}\n{Part}\n{now.ToUnixTimeSeconds() / 60}\n{Text}"
                            )
                        )
                    )
                );
}
