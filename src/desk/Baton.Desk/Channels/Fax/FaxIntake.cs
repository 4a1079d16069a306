using System.Globalization;
using System.Text.Json;
using Baton.Desk.Cases;
using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Baton.Engine.Jobs;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax;

/// <summary>
/// Notes each new fax job as a waiting transmission, in the commit that made the job, so that none is forgotten and none is made twice; and
/// notes when a job is gone.
/// </summary>
internal sealed class FaxIntake(IOptions<FaxOptions> options) : IUnitParticipant
{
    public async ValueTask OnCommit(UnitOfWork unit, EngineCommit commit)
    {
        // Only cases have something to send; other processes may use the job type for workers of their own.
        if (!commit.Tags.Contains(CaseProcess.Tag, StringComparer.Ordinal))
            return;
        List<JobCreated>? created = null;
        List<long>? gone = null;
        foreach (var @event in commit.Events)
        {
            switch (@event)
            {
                case JobCreated { Type: FaxEngine.JobType } job:
                    (created ??= []).Add(job);
                    break;
                case JobCanceled canceled:
                    (gone ??= []).Add(canceled.Key);
                    break;
                case JobCompleted completed:
                    (gone ??= []).Add(completed.Key);
                    break;
            }
        }

        if (created is null && gone is null)
            return;
        await using var db = DeskDb.In(unit);
        if (gone is not null)
            await Cancel(unit, db, gone);
        foreach (var job in created?.Where(job => gone?.Contains(job.Key) != true) ?? [])
            await Note(unit, db, commit, job.Key);
        await db.SaveChangesAsync();
    }

    /// <summary>The case needs these no longer, or somebody else did the work; what is on the line already stays there.</summary>
    private static async Task Cancel(UnitOfWork unit, DeskDb db, List<long> jobs)
    {
        var open = await db.Set<FaxTransmission>()
            .Where(row => jobs.Contains(row.JobKey) && (row.Status == FaxStatus.Queued || row.Status == FaxStatus.Sending))
            .ToListAsync();
        foreach (var transmission in open)
        {
            transmission.Status = FaxStatus.Canceled;
            transmission.Version++;
            var row = await db.Cases.SingleAsync(one => one.Key == transmission.CaseKey);
            if (row.FaxStatus == FaxCaseStatus.Waiting)
            {
                row.FaxStatus = null;
                row.UpdatedAt = unit.Now;
                row.Version++;
            }
        }
    }

    private async Task Note(UnitOfWork unit, DeskDb db, EngineCommit commit, long jobKey)
    {
        var row = await db.Cases.SingleOrDefaultAsync(one => one.Number == commit.BusinessId);
        if (row is null || commit.State.Job(jobKey) is not { } job)
            return;
        var number = FaxEngine.Number(job) ?? await CustomerNumber(db, row) ?? "";
        var transmission = new FaxTransmission
        {
            Key = unit.NextKey(),
            JobKey = jobKey,
            CaseKey = row.Key,
            Attempt = 1 + await db.Set<FaxTransmission>().CountAsync(one => one.CaseKey == row.Key),
            Number = FaxNumbers.Normalise(number, options.Value.DefaultRegion),
            AtOnce = FaxEngine.IsAtOnce(job),
            CreatedAt = unit.Now,
        };
        db.Add(transmission);
        db.Timeline.Add(TimeLine(unit, transmission));
        row.FaxStatus = FaxCaseStatus.Waiting;
        row.FaxNumber = transmission.Number;
        row.FaxAt = null;
        row.UpdatedAt = unit.Now;
        row.Version++;
        if (transmission.AtOnce)
            unit.SetSchedule(FaxRounds.AtOnceSchedule, unit.Now);
        else
            unit.SetSchedule(FaxRounds.RoundSchedule, FaxMarks.After(unit.Now, options.Value.RoundMinutes));
    }

    private static Task<string?> CustomerNumber(DeskDb db, Case row) =>
        db
            .CustomerPhones.Where(phone => phone.CustomerKey == row.CustomerKey && phone.Kind == CustomerPhone.Fax)
            .OrderBy(phone => phone.SortOrder)
            .Select(phone => phone.Number)
            .FirstOrDefaultAsync();

    private static TimelineEntry TimeLine(UnitOfWork unit, FaxTransmission transmission) =>
        new()
        {
            Key = unit.NextKey(),
            CaseKey = transmission.CaseKey,
            At = unit.Now,
            Code = transmission.Attempt == 1 ? TimelineCodes.FaxQueued : TimelineCodes.FaxResend,
            Actor = UnitActor.Of(unit)?.UserName,
            Parameters = JsonSerializer.Serialize(
                new Dictionary<string, string>
                {
                    ["number"] = transmission.Number,
                    ["attempt"] = transmission.Attempt.ToString(CultureInfo.InvariantCulture),
                    ["transmission"] = transmission.Key.ToString(CultureInfo.InvariantCulture),
                }
            ),
        };
}
