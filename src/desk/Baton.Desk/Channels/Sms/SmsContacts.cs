using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Sms;

/// <summary>Makes contacts of short messages, by the pattern that fits.</summary>
internal sealed class SmsContacts(IOptions<SmsInOptions> options)
{
    private const int SubjectLength = 80;

    /// <param name="Contact">For the inbox, or to become a case at once.</param>
    /// <param name="Pattern">By which it is written; null for a free text.</param>
    /// <param name="Missing">What it lacks by the pattern.</param>
    internal sealed record Made(ArrivedContact Contact, SmsPattern? Pattern, IReadOnlyList<string> Missing);

    public async Task<Made> Of(DeskDb db, ArrivedSms sms, string sourceId, DateTimeOffset receivedAt, CancellationToken ct)
    {
        var patterns = await db.Set<SmsPattern>().AsNoTracking().Where(row => !row.IsRetired).OrderBy(row => row.Code).ToListAsync(ct);
        // A longer keyword says more than one with which it begins.
        foreach (var pattern in patterns.OrderByDescending(row => row.Keyword.Length))
        {
            if (SmsFit.Of(pattern, sms.Text) is { } fit)
                return new(Formatted(sms, sourceId, receivedAt, pattern, fit), pattern, fit.Missing);
        }
        return new(Free(sms, sourceId, receivedAt) with { Unit = options.Value.Unit }, null, []);
    }

    /// <summary>A message in its sender's own words.</summary>
    public static ArrivedContact Free(ArrivedSms sms, string sourceId, DateTimeOffset receivedAt) =>
        new("sms", Source(sms), sourceId, Beginning(sms.Text), receivedAt)
        {
            From = sms.From,
            To = sms.To,
            Text = sms.Text,
        };

    private static ArrivedContact Formatted(ArrivedSms sms, string sourceId, DateTimeOffset receivedAt, SmsPattern pattern, SmsFit fit)
    {
        var fits = fit.Missing.Count == 0;
        var free = Free(sms, sourceId, receivedAt);
        return free with
        {
            Subject = fit.Values.GetValueOrDefault(SmsFit.Subject) ?? free.Subject,
            Text = fit.Values.GetValueOrDefault(SmsFit.Description) ?? sms.Text,
            FromName = fit.Values.GetValueOrDefault(SmsFit.CustomerName),
            Category = fit.Values.GetValueOrDefault(SmsFit.Category) ?? pattern.Category,
            CaseType = pattern.CaseType,
            Unit = pattern.Unit,
            Form = fit.Form(),
            OpensCase = fits,
            Reason = fits ? null : InboxReasons.Misfit,
            ReasonDetail = fits ? null : string.Join(", ", fit.Missing),
        };
    }

    private static string Source(ArrivedSms sms) => "sms:" + (sms.Gateway ?? "gateway");

    private static string Beginning(string text)
    {
        var line = text.Split('\n', 2)[0];
        return line.Length > SubjectLength ? line[..(SubjectLength - 1)] + "…" : line;
    }
}
