using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Fax;

/// <summary>Takes the results that drivers bring.</summary>
internal sealed class FaxInbox(BatonRuntime runtime, FaxOutcomes outcomes) : IFaxInbox
{
    public async Task<string?> Take(FaxResult result, CancellationToken cancellation)
    {
        var outcome = await runtime.Write<string>(
            async unit =>
            {
                var refusal = await Refusal(unit, result);
                if (refusal.Length == 0)
                    await outcomes.Write(unit, FaxTransmission.KeyOf(result.Id)!.Value, result);
                return refusal;
            },
            cancellation
        );
        return outcome.Value.Length == 0 ? null : outcome.Value;
    }

    public async Task Refuse(RefusedResult refused, CancellationToken cancellation)
    {
        var outcome = await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var content =
                    refused.Content.Length > FaxRejection.MaxContent ? refused.Content[..FaxRejection.MaxContent] : refused.Content;
                db.Add(
                    new FaxRejection
                    {
                        Key = unit.NextKey(),
                        At = unit.Now,
                        Source = refused.Source,
                        Reason = refused.Reason,
                        Content = content,
                    }
                );
                await db.SaveChangesAsync(cancellation);
                return Done.Outcome;
            },
            cancellation
        );
        _ = outcome.Value;
    }

    /// <summary>Why the result cannot be the desk's; empty when it can.</summary>
    private static async Task<string> Refusal(UnitOfWork unit, FaxResult result)
    {
        await using var db = DeskDb.In(unit);
        var key = FaxTransmission.KeyOf(result.Id);
        var transmission = await db.Set<FaxTransmission>().AsNoTracking().SingleOrDefaultAsync(row => row.Key == key);
        if (transmission is null)
            return $"Expected the id of a transmission, but the desk made none with the id '{result.Id}'.";
        if (transmission.Status == FaxStatus.Queued)
            return "Expected a result of something that was handed over, but this transmission still waits for its round.";
        var wasSent = transmission.Status == FaxStatus.Sent;
        return transmission.FinishedAt is null || wasSent == result.Sent
            ? ""
            : $"Expected no second result, but the transmission was {(wasSent ? "sent" : "failed")} before and this one says otherwise.";
    }
}
