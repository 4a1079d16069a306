using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Channels.Mail.Taking;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>All that a mail to the customer of a case is made of, as it is at the moment.</summary>
/// <param name="Addresses">Whom it can go to, the customer first.</param>
/// <param name="Subject">The usual subject.</param>
/// <param name="Last">His last mail; null for none.</param>
/// <param name="Quote">What he wrote in it, without what the desk remarked about it.</param>
/// <param name="Mailbox">Whose signature stands below, and where his answer goes; null for none.</param>
/// <param name="Language">The customer's, else the mailbox's.</param>
/// <param name="Facts">What templates and the signature may name.</param>
internal sealed record AnswerSituation(
    IReadOnlyList<string> Addresses,
    string Subject,
    IncomingContact? Last,
    string? Quote,
    Mailbox? Mailbox,
    string Language,
    JsonObject Facts
)
{
    private const int QuoteMax = 20_000;

    public static async Task<AnswerSituation> Of(DeskDb db, DeskOptions options, DeskUser agent, Case row, CancellationToken ct)
    {
        var addresses = await db.Set<CustomerEmail>()
            .Where(one => one.CustomerKey == row.CustomerKey)
            .OrderBy(one => one.SortOrder)
            .Select(one => one.Address)
            .ToListAsync(ct);
        var came = await db
            .IncomingContacts.AsNoTracking()
            .Where(one => one.CaseKey == row.Key && one.Channel == MessageChannels.Mail && !one.IsAutomatic)
            .OrderByDescending(one => one.Key)
            .Take(20)
            .ToListAsync(ct);
        addresses.AddRange(came.Select(one => one.From).OfType<string>());
        var last = came.FirstOrDefault();
        var kept = await db.Set<ReceivedMail>()
            .AsNoTracking()
            .Where(one => one.CaseKey == row.Key && one.State == MailStates.Taken)
            .OrderByDescending(one => one.Key)
            .FirstOrDefaultAsync(ct);
        var mailbox = await ReplyPaths.MailboxOf(db, row.Key, kept?.Mailbox, ct);
        var marks = last is null
            ? null
            : await db.Set<ReceivedMail>().Where(one => one.ContactKey == last.Key).Select(one => one.Marks).FirstOrDefaultAsync(ct);
        var language = await db.Customers.Where(one => one.Key == row.CustomerKey).Select(one => one.Language).SingleOrDefaultAsync(ct);
        return new(
            [.. addresses.Distinct(StringComparer.OrdinalIgnoreCase)],
            AnswerWords.Subject(last?.Subject ?? row.Subject),
            last,
            Written(last?.Text, marks),
            mailbox,
            language ?? mailbox?.Language ?? Languages.Default,
            await AnswerFacts.Of(db, options, agent, row, ct)
        );
    }

    /// <summary>The mail as it is offered to who begins to write.</summary>
    public AnswerDraft Draft(string language, TimeZoneInfo zone) =>
        new(Addresses, Subject, Quote, AnswerSignature.Fill(Mailbox?.Signature, Facts, language, zone))
        {
            IsAnswer = Last is not null,
            Language = language,
            QuoteHead =
                Quote is null || Last is null
                    ? null
                    : MailTexts.Words.Get(
                        "quote-head",
                        language,
                        ("at", MessageValues.Day(Last.ReceivedAt, language, zone)),
                        ("name", Last.FromName ?? Last.From ?? "")
                    ),
        };

    /// <summary>Without the lines in which the desk says what its own people should know about the mail.</summary>
    private static string? Written(string? text, string? marks)
    {
        if (text is null)
            return null;
        var written = MailWords.WithoutMarks(text, (marks ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        if (written.Length <= QuoteMax)
            return written.Length == 0 ? null : written;
        // A quote that is cut says so, and ends with a whole line where it has lines.
        var end = written.LastIndexOf('\n', QuoteMax);
        return string.Concat(written.AsSpan(0, end > 0 ? end : QuoteMax), "\n[…]");
    }
}
