using System.Globalization;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Sms;

/// <summary>Sends a long message on without the parts that did not come in time, with a mark where they are missing. It rests until the next one is due.</summary>
internal sealed class SmsParts(Lazy<ReceiveContact> receive, IOptions<SmsInOptions> options)
{
    public const string Schedule = "sms-parts";
    private const string Gap = "[…]";

    private const int Batch = 50;

    /// <summary>So long a part is known, should the gateway bring it again.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromDays(2);

    public ScheduledWork Work => new(Schedule, Run) { FirstDue = static now => now };

    public static SmsPart Row(UnitOfWork unit, ArrivedSms sms, string sourceId, int minutes) =>
        new()
        {
            Key = unit.NextKey(),
            Whole = string.Create(CultureInfo.InvariantCulture, $"{sms.Gateway}|{sms.From}|{sms.To}|{sms.Reference}|{sms.Total}"),
            Part = sms.Part,
            Total = sms.Total,
            SourceId = sourceId,
            From = sms.From,
            To = sms.To,
            Text = sms.Text,
            ReceivedAt = unit.Now,
            GoesOnAt = unit.Now.AddMinutes(minutes),
        };

    /// <summary>The message of its parts.</summary>
    public static ArrivedSms Joined(IReadOnlyList<SmsPart> parts)
    {
        var first = parts[0];
        var texts = Enumerable.Range(1, first.Total).Select(number => parts.FirstOrDefault(part => part.Part == number)?.Text ?? Gap);
        return new(null, first.From, first.To, string.Concat(texts)) { Gateway = Gateway(first) };
    }

    public static string SourceId(IReadOnlyList<SmsPart> parts) => "parts:" + parts.MinBy(part => part.Part)!.SourceId;

    private async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        var now = unit.Now;
        var old = now - Known;
        await db.Set<SmsPart>().Where(row => row.DoneAt != null && row.DoneAt < old).ExecuteDeleteAsync();
        var open = db.Set<SmsPart>().Where(row => row.DoneAt == null);
        var wholes = await open.Where(row => row.GoesOnAt <= now).Select(row => row.Whole).Distinct().Take(Batch).ToListAsync();
        foreach (var whole in wholes)
        {
            var parts = await open.Where(row => row.Whole == whole).OrderBy(row => row.Part).ToListAsync();
            foreach (var part in parts)
                part.DoneAt = now;
            await db.SaveChangesAsync();
            var missing = Enumerable.Range(1, parts[0].Total).Except(parts.Select(part => part.Part));
            var contact = SmsContacts.Free(Joined(parts), SourceId(parts), parts.Min(part => part.ReceivedAt)) with
            {
                Unit = options.Value.Unit,
                Reason = InboxReasons.Incomplete,
                ReasonDetail = string.Join(", ", missing),
            };
            await receive.Value.Take(unit, contact, CancellationToken.None);
        }
        return wholes.Count == Batch ? ScheduledWork.Again(unit.Now, due) : await open.MinAsync(row => (DateTimeOffset?)row.GoesOnAt);
    }

    private static string? Gateway(SmsPart part) => part.Whole.Split('|')[0] is { Length: > 0 } gateway ? gateway : null;
}
