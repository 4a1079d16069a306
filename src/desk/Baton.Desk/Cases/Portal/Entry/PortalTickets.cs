using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal.Entry;

/// <summary>What lets a customer go on with his case for a while.</summary>
/// <param name="Ticket">Signed and sealed; sent back as <c>Authorization: Bearer</c>, or kept in the cookie of the page.</param>
/// <param name="ExpiresAt">Until when it is valid; each use gives another one.</param>
public sealed record PortalEntry(string Ticket, DateTimeOffset ExpiresAt);

/// <summary>
/// Makes and reads the tickets of the customers' page. They name a case and the code by which it was opened, and nothing of the desk: no session of the
/// desk is one of them, and none of them is a session of the desk. Safe for any number of threads.
/// </summary>
public sealed class PortalTickets(IDataProtectionProvider protection, IOptions<PortalOptions> options, TimeProvider clock)
{
    /// <summary>The header of an answer that holds the next ticket.</summary>
    public const string Header = "Portal-Ticket";
    private const int MaxLength = 2000;
    private const string Scheme = "Bearer ";

    private readonly IDataProtector _protector = protection.CreateProtector("Baton.Portal.Ticket");

    /// <summary>The ticket that a program sends along; null when there is none.</summary>
    internal static string? Sent(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    /// <summary>The same ticket for another while; null for one that is none, or too old.</summary>
    public PortalEntry? Renew(string? ticket) => Read(ticket) is { } holder ? Issue(holder) : null;

    internal PortalEntry Issue(TicketHolder holder)
    {
        var expires = clock.GetUtcNow().AddMinutes(options.Value.TicketMinutes);
        var text = string.Create(CultureInfo.InvariantCulture, $"{holder.CaseKey}.{holder.Round}.{expires.ToUnixTimeMilliseconds()}");
        return new(_protector.Protect(text), expires);
    }

    /// <summary>Whose ticket it is; null for one that was not made here, and for one that is too old.</summary>
    internal TicketHolder? Read(string? ticket)
    {
        if (string.IsNullOrEmpty(ticket) || ticket.Length > MaxLength)
            return null;
        string[] parts;
        try
        {
            parts = _protector.Unprotect(ticket).Split('.');
        }
        catch (CryptographicException)
        {
            return null;
        }
        var numbers = Array.ConvertAll(parts, part => long.Parse(part, CultureInfo.InvariantCulture));
        return DateTimeOffset.FromUnixTimeMilliseconds(numbers[2]) > clock.GetUtcNow() ? new(numbers[0], (int)numbers[1]) : null;
    }
}

/// <summary>Who has a ticket: whoever opened a case with the code of a round.</summary>
internal sealed record TicketHolder(long CaseKey, int Round);
