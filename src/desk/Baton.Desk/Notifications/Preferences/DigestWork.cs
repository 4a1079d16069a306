using System.Globalization;
using Baton.Desk.Notifications.Jobs;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Preferences;

/// <summary>Sends what was collected for somebody as one mail, at the times that he chose. It rests until the next such time.</summary>
internal sealed class DigestWork(MessageDesk desk)
{
    public const string ScheduleName = "message-digests";

    /// <summary>People in one unit, so that others wait for a short while only.</summary>
    private const int Batch = 20;

    private const int ItemsMax = 200;

    public ScheduledWork Work => new(ScheduleName, Run) { FirstDue = static now => now };

    /// <summary>Wakes the work at the time, unless it wakes earlier anyway.</summary>
    public static async Task Schedule(UnitOfWork unit, DeskDb db, DateTimeOffset at, CancellationToken ct)
    {
        var first = await Collected(db).MinAsync(row => row.NotBefore, ct);
        unit.SetSchedule(ScheduleName, first is { } earlier && earlier < at ? earlier : at);
    }

    private static IQueryable<Message> Collected(DeskDb db) =>
        db.Set<Message>().Where(row => row.State == MessageState.Held && row.HeldFor == HoldReasons.Digest);

    private async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        var now = unit.Now;
        var ready = Collected(db).Where(row => row.NotBefore <= now);
        var people = await ready.Select(row => row.To).Distinct().OrderBy(to => to).Take(Batch).ToListAsync();
        foreach (var to in people)
            await Send(unit, db, await ready.Where(row => row.To == to).OrderBy(row => row.Key).Take(ItemsMax).ToListAsync());
        await db.SaveChangesAsync();
        var jobs = db.Set<Message>().Local.Select(row => row.JobKey).OfType<long>().Distinct().ToList();
        foreach (var job in jobs)
            await MessageJobs.Settle(unit, db, job);
        return await ready.AnyAsync() ? ScheduledWork.Again(unit.Now, due) : await Collected(db).MinAsync(row => row.NotBefore);
    }

    private async Task Send(UnitOfWork unit, DeskDb db, List<Message> rows)
    {
        var receiver = MessageReceiver.Read(rows[0].To)[0];
        var id = string.Create(CultureInfo.InvariantCulture, $"digest:{rows[0].Key}");
        await desk.Order(
            unit,
            db,
            new MessageOrder
            {
                Id = id,
                Template = TemplateShelf.Digest,
                Channels = [MessageChannels.Mail],
                To = [receiver.User is { } user ? Addressee.User(user) : new(null, receiver.Address) { Name = receiver.Name }],
                Values = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [TemplateVariables.Items] = rows.Select(row => new Dictionary<string, object?>(StringComparer.Ordinal)
                        {
                            ["subject"] = row.Subject,
                            ["text"] = row.Text,
                        })
                        .ToList(),
                    ["count"] = rows.Count,
                },
            },
            CancellationToken.None
        );
        var digest = db.Set<Message>().Local.FirstOrDefault(row => row.OrderId == id);
        foreach (var row in rows)
        {
            (row.State, row.HeldFor, row.NotBefore) = (MessageState.Sent, null, null);
            (row.DigestKey, row.SentAt, row.FinishedAt) = (digest?.Key, unit.Now, unit.Now);
            row.Version++;
        }
    }
}
