using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Baton.Desk.Channels.Web;

/// <summary>What a form that was given out says of itself when it comes back.</summary>
/// <param name="Once">Its own name: what is sent with it is taken once.</param>
/// <param name="MadeAt">When it was given out.</param>
internal sealed record WebFormToken(string Once, DateTimeOffset MadeAt);

/// <summary>Signs and reads the tokens of web forms. Safe for any number of threads.</summary>
internal sealed class WebFormTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int MaxLength = 1000;
    private const int OnceBytes = 16;

    private readonly IDataProtector _protector = protection.CreateProtector("Baton.WebForms.Token");

    public string Issue(string form)
    {
        var once = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(OnceBytes));
        return _protector.Protect(
            string.Create(CultureInfo.InvariantCulture, $"{once}|{clock.GetUtcNow().ToUnixTimeMilliseconds()}|{form}")
        );
    }

    /// <summary>Null for one that was not given out here, or for another form.</summary>
    public WebFormToken? Read(string form, string? token)
    {
        if (token is not { Length: > 0 and <= MaxLength })
            return null;
        string[] parts;
        try
        {
            parts = _protector.Unprotect(token).Split('|', 3);
        }
        catch (CryptographicException)
        {
            return null;
        }
        return parts[2] == form
            ? new(parts[0], DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[1], CultureInfo.InvariantCulture)))
            : null;
    }
}
