using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax;

/// <summary>
/// Lets faxes leave: every waiting one at a mark of the clock, those that do not wait right after the commit that asked for them. Leaving is
/// one outbox message each; rendering and handing over happen there, off the write lane.
/// </summary>
internal sealed class FaxRounds(FaxOutcomes outcomes, IOptions<FaxOptions> options)
{
    public const string RoundSchedule = "fax-round";
    public const string AtOnceSchedule = "fax-at-once";

    public ScheduledWork Round => new(RoundSchedule, RunRound) { FirstDue = now => FaxMarks.After(now, options.Value.RoundMinutes) };

    public ScheduledWork AtOnce => new(AtOnceSchedule, RunAtOnce);

    private async ValueTask<DateTimeOffset?> RunRound(UnitOfWork unit, DateTimeOffset mark)
    {
        await using var db = DeskDb.In(unit);
        var waiting = await Waiting(db, atOnce: false);
        if (waiting.Count > 0)
        {
            var round = new FaxRound
            {
                Key = unit.NextKey(),
                At = mark,
                StartedAt = unit.Now,
                Count = waiting.Count,
            };
            db.Add(round);
            await Leave(unit, db, waiting, round.Key);
        }

        // It rests until something waits again; FaxIntake sets the mark then, so a clock that was set back is no trouble.
        return null;
    }

    private async ValueTask<DateTimeOffset?> RunAtOnce(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        await Leave(unit, db, await Waiting(db, atOnce: true), null);
        return null;
    }

    private static Task<List<FaxTransmission>> Waiting(DeskDb db, bool atOnce) =>
        db.Set<FaxTransmission>()
            .Where(row => row.Status == FaxStatus.Queued && row.AtOnce == atOnce)
            .OrderBy(row => row.Key)
            .ToListAsync();

    private async Task Leave(UnitOfWork unit, DeskDb db, List<FaxTransmission> waiting, long? round)
    {
        var unreachable = new List<FaxTransmission>();
        foreach (var transmission in waiting)
        {
            transmission.RoundKey = round;
            transmission.Status = FaxStatus.Sending;
            transmission.StartedAt = unit.Now;
            transmission.Version++;
            if (FaxNumbers.IsNumber(transmission.Number))
                unit.Enqueue(new OutboxMessage(FaxOutbox.FaxChannel, transmission.Id, transmission.Id));
            else
                unreachable.Add(transmission);
        }

        await db.SaveChangesAsync();
        foreach (var transmission in unreachable)
            await outcomes.Fail(unit, transmission.Key, FaxOutcomes.NoNumber, $"'{transmission.Number}' is not a fax number.");
    }
}
