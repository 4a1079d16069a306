using System.Globalization;
using System.Text.Json;
using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Fax;

/// <summary>
/// Writes what became of a transmission, in one unit of work: the transmission, the case, its time line, and the engine's job, which completes
/// or throws the BPMN error.
/// </summary>
internal sealed class FaxOutcomes(DeskChanges changes)
{
    /// <summary>What gave the process is no number.</summary>
    public const string NoNumber = "NO_NUMBER";

    /// <summary>The document could not be made or handed to the gateway.</summary>
    public const string NotHandedOver = "NOT_HANDED_OVER";

    /// <summary>The BPMN error of a failed fax.</summary>
    public const string ErrorCode = "FAX_FAILED";

    public ValueTask Fail(UnitOfWork unit, long transmissionKey, string code, string reason) =>
        Write(
            unit,
            transmissionKey,
            new FaxResult
            {
                Id = FaxTransmission.IdOf(transmissionKey),
                Sent = false,
                Code = code,
                Reason = reason,
            }
        );

    /// <summary>Records the result of a transmission that has none yet; one that has is left as it is.</summary>
    public async ValueTask Write(UnitOfWork unit, long transmissionKey, FaxResult result)
    {
        await using var db = DeskDb.In(unit);
        var transmission = await db.Set<FaxTransmission>().SingleAsync(row => row.Key == transmissionKey);
        if (transmission.FinishedAt is not null)
            return;
        var jobIsOpen = transmission.Status != FaxStatus.Canceled;
        transmission.Status = result.Sent ? FaxStatus.Sent : FaxStatus.Failed;
        transmission.FinishedAt = result.FinishedAt ?? unit.Now;
        transmission.ResultCode = result.Code;
        transmission.ResultReason = result.Reason;
        transmission.RemoteId = result.RemoteId;
        transmission.DurationSeconds = result.DurationSeconds;
        transmission.Version++;

        var row = await db.Cases.SingleAsync(one => one.Key == transmission.CaseKey);
        row.FaxStatus = result.Sent ? FaxCaseStatus.Sent : FaxCaseStatus.Failed;
        row.FaxNumber = transmission.Number;
        row.FaxAt = transmission.FinishedAt;
        row.UpdatedAt = unit.Now;
        row.Version++;
        db.Timeline.Add(TimeLine(unit, transmission, result));
        await db.SaveChangesAsync();
        unit.AfterCommit(() => changes.Publish(DeskChanges.Case(transmission.CaseKey)));
        if (jobIsOpen)
            await EndJob(unit, transmission, result);
    }

    private static async Task EndJob(UnitOfWork unit, FaxTransmission transmission, FaxResult result)
    {
        var at = transmission.FinishedAt!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        // A job that is gone (the case was cancelled meanwhile) changes nothing about what happened on the line.
        if (result.Sent)
            await FaxEngine.Complete(unit, transmission.JobKey, transmission.Number, at);
        else
            await FaxEngine.ThrowFailed(unit, transmission.JobKey, transmission.Number, at, result.Reason ?? result.Code ?? "");
    }

    private static TimelineEntry TimeLine(UnitOfWork unit, FaxTransmission transmission, FaxResult result)
    {
        var parameters = new Dictionary<string, string>
        {
            ["number"] = transmission.Number,
            ["at"] = transmission.FinishedAt!.Value.UtcDateTime.ToString("o", CultureInfo.InvariantCulture),
            ["transmission"] = transmission.Key.ToString(CultureInfo.InvariantCulture),
        };
        if (!result.Sent)
            parameters["reason"] = result.Reason ?? result.Code ?? "";
        return new TimelineEntry
        {
            Key = unit.NextKey(),
            CaseKey = transmission.CaseKey,
            At = unit.Now,
            Code = result.Sent ? TimelineCodes.FaxSent : TimelineCodes.FaxFailed,
            Parameters = JsonSerializer.Serialize(parameters),
        };
    }
}

/// <summary>The words in <c>Case.FaxStatus</c>.</summary>
internal static class FaxCaseStatus
{
    public const string Waiting = "waiting";
    public const string Sent = "sent";
    public const string Failed = "failed";
}
