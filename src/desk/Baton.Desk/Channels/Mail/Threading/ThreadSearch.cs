using System.Globalization;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Channels.Mail.Reading;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Threading;

/// <summary>Looks up what a mail says it belongs to.</summary>
internal static class ThreadSearch
{
    /// <param name="db">Where cases and mails are.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="mailboxes">Codes of all mailboxes: an answer may come to another one than the mail left from.</param>
    /// <param name="tokens">Knows the desk's signature.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<MailThread> Find(
        DeskDb db,
        ReadMail mail,
        IReadOnlyList<string> mailboxes,
        CaseToken tokens,
        CancellationToken ct
    )
    {
        var ids = mail.InReplyTo.Concat(mail.References.TakeLast(20)).Distinct(StringComparer.Ordinal).ToList();
        var known = ids.Count == 0 ? [] : await Known(db, ids, ct);
        var claims = new List<JudgedClaim>();
        foreach (var claim in CaseToken.InSubject(mail.Subject).Concat(CaseToken.InAddresses(mail.To)).Take(5))
        {
            var number = claim.Number?.ToUpperInvariant();
            var caseKey = await db
                .Cases.Where(row => number == null ? row.Key == claim.CaseKey : row.Number == number)
                .Select(row => (long?)row.Key)
                .SingleOrDefaultAsync(ct);
            var isSigned = caseKey is { } key && mailboxes.Any(code => tokens.IsOf(claim.Token, key, code));
            claims.Add(new(claim, caseKey, isSigned));
        }
        return Threads.Decide(mail.InReplyTo, mail.References, mail.Subject, claims, known);
    }

    /// <summary>The message of the desk that has this id at mail servers; null for none.</summary>
    public static async Task<Message?> Sent(DeskDb db, string messageId, CancellationToken ct)
    {
        var row = await db.Set<Message>()
            .Where(one => one.Channel == MessageChannels.Mail && one.ProviderId == messageId)
            .OrderByDescending(one => one.Key)
            .FirstOrDefaultAsync(ct);
        if (row is not null || KeyIn(messageId) is not { } key)
            return row;
        // Its answer may be here before the desk has written down that it left.
        var begun = await db.Set<Message>().SingleOrDefaultAsync(one => one.Key == key && one.Channel == MessageChannels.Mail, ct);
        return begun is not null && IsOf(begun, messageId) ? begun : null;
    }

    private static async Task<List<KnownMail>> Known(DeskDb db, List<string> ids, CancellationToken ct)
    {
        var known = new List<KnownMail>();
        foreach (var id in ids)
        {
            if (await Sent(db, id, ct) is { CaseKey: { } caseKey } sent)
                known.Add(new(id, caseKey, sent.Subject));
        }
        var came = await db.Set<ReceivedMail>()
            .Where(row => row.MessageId != null && ids.Contains(row.MessageId))
            .Select(row => new
            {
                row.MessageId,
                row.CaseKey,
                row.Subject,
                // A person may have put the contact on a case since.
                Joined = db.IncomingContacts.Where(one => one.Key == row.ContactKey).Select(one => one.CaseKey).FirstOrDefault(),
            })
            .ToListAsync(ct);
        known.AddRange(
            came.Where(one => (one.Joined ?? one.CaseKey) is not null)
                .Select(one => new KnownMail(one.MessageId!, (one.Joined ?? one.CaseKey)!.Value, one.Subject ?? ""))
        );
        return known;
    }

    private static long? KeyIn(string messageId)
    {
        var digits = messageId.AsSpan();
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return end is > 0 and < 20 && long.TryParse(digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            ? key
            : null;
    }

    private static bool IsOf(Message row, string messageId)
    {
        var domain = messageId[(messageId.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return MailWriter.MessageId(row.DeliveryId, domain) == messageId;
    }
}
