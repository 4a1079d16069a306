using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Baton.Desk.Connectors.Connections;

/// <summary>Keeps secrets of connections enciphered with the desk's keys, each for its connection alone.</summary>
internal sealed class ConnectionSecrets(IDataProtectionProvider keys)
{
    public string Protect(string connection, string secret) => For(connection).Protect(secret);

    /// <summary>Null where there is none, or the keys are others than those that it was kept with.</summary>
    public string? Read(string connection, string? kept)
    {
        if (kept is not { Length: > 0 })
            return null;
        try
        {
            return For(connection).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(string connection) => keys.CreateProtector("Baton.HttpConnections", connection);
}
