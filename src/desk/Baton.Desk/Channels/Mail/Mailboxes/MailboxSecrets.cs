using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Baton.Desk.Channels.Mail.Mailboxes;

/// <summary>Keeps passwords of mailboxes enciphered with the desk's keys, each for its mailbox alone.</summary>
internal sealed class MailboxSecrets(IDataProtectionProvider keys)
{
    public string Protect(string mailbox, string secret) => For(mailbox).Protect(secret);

    /// <summary>Null where there is none, or the keys are others than those that it was kept with.</summary>
    public string? Read(string mailbox, string? kept)
    {
        if (kept is not { Length: > 0 })
            return null;
        try
        {
            return For(mailbox).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(string mailbox) => keys.CreateProtector("Baton.Mailboxes", mailbox);
}
