using Baton.Desk.Storage;
using Baton.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax;

/// <summary>
/// Hands one transmission over: renders the document, keeps it, gives it to the driver. Each step may be repeated after a crash; the driver
/// drops what it has already.
/// </summary>
internal sealed class FaxHandOver(
    DeskReader reader,
    FaxDocuments documents,
    FaxOutcomes outcomes,
    IFaxDriver driver,
    IOptions<FaxOptions> options
)
{
    public async Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken)
    {
        var key = FaxTransmission.KeyOf(message.IdempotencyKey);
        var transmission = await reader.Read(
            db => db.Set<FaxTransmission>().SingleOrDefaultAsync(row => row.Key == key, cancellationToken),
            cancellationToken
        );
        if (transmission is not { Status: FaxStatus.Sending })
            return DeliveryResult.Delivered();
        try
        {
            return await Give(transmission, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The last attempt ends as a failed fax, so that a person sees it, not only as a dead letter.
            if (message.Attempt + 1 < options.Value.HandOverAttempts)
                return DeliveryResult.Retry(error.Message);
            return DeliveryResult.Dead(
                error.Message,
                async unit => await outcomes.Fail(unit, transmission.Key, FaxOutcomes.NotHandedOver, error.Message)
            );
        }
    }

    private async Task<DeliveryResult> Give(FaxTransmission transmission, CancellationToken cancellation)
    {
        var document = await documents.Make(transmission.Key, cancellation);
        var job = new FaxJob(
            transmission.Id,
            transmission.Number,
            document.CaseNumber,
            document.Pages,
            document.Priority,
            transmission.CreatedAt
        );
        await driver.Submit(job, document.Pdf, cancellation);
        return DeliveryResult.Delivered(async unit =>
        {
            await using var db = DeskDb.In(unit);
            var row = await db.Set<FaxTransmission>().SingleAsync(one => one.Key == transmission.Key);
            row.SubmittedAt ??= unit.Now;
            row.Document = document.Path;
            row.Pages ??= document.Pages;
            row.MissingCharacters = document.MissingCharacters.Count == 0 ? null : string.Join(' ', document.MissingCharacters);
            row.Version++;
            await db.SaveChangesAsync();
        });
    }
}
