using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Baton.Desk.Webhooks;

/// <summary>Keeps signing secrets and values of headers enciphered with the desk's keys, each for its hook alone.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider keys)
{
    public string Protect(long webhook, string secret) => For(webhook).Protect(secret);

    /// <summary>Null where there is none, or the keys are others than those that it was kept with.</summary>
    public string? Read(long webhook, string? kept)
    {
        if (kept is not { Length: > 0 })
            return null;
        try
        {
            return For(webhook).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public string Protect(long webhook, IReadOnlyDictionary<string, string> headers) => Protect(webhook, JsonSerializer.Serialize(headers));

    /// <summary>Further headers with their values.</summary>
    public Dictionary<string, string> Headers(Webhook row) =>
        Read(row.Key, row.Headers) is { } json
            ? new(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!, StringComparer.OrdinalIgnoreCase)
            : new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that sign now, the newest first; empty where they cannot be read.</summary>
    public IReadOnlyList<string> Signing(Webhook row, DateTimeOffset now)
    {
        var previous = row.PreviousUntil > now ? row.PreviousSecret : null;
        return [.. new[] { Read(row.Key, row.Secret), Read(row.Key, previous) }.OfType<string>()];
    }

    private IDataProtector For(long webhook) => keys.CreateProtector("Baton.Webhooks", webhook.ToString(CultureInfo.InvariantCulture));
}
