using Baton.Desk.Customers;
using Baton.Desk.Documents;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Messages;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax.Messages;

/// <summary>Sends messages as faxes: one page or more with the letterhead, by the same driver as the documents of cases, without waiting for a round.</summary>
internal sealed class FaxMessages(
    IFaxDriver driver,
    CaseDocuments documents,
    CaseDocumentRenderer renderer,
    IOptions<FaxOptions> options,
    IOptions<DocumentOptions> paper,
    TimeProvider clock
) : IMessageDriver
{
    /// <summary>Tells the results of messages from those of transmissions.</summary>
    public const string Prefix = "msg-";

    private const int NormalPriority = 50;

    public string Channel => MessageChannels.Fax;

    public async Task<MessageDelivery> Deliver(OutgoingMessage message, CancellationToken ct)
    {
        if (message.To is not [var receiver])
            return new(MessageVerdict.Refused, null, $"A fax is for one receiver, but this one is for {message.To.Count}.");
        if (!Telephone.TryNormalise(receiver.Address, options.Value.DefaultRegion, out var number))
            return new(MessageVerdict.Refused, null, $"'{receiver.Address}' is not a fax number.");
        var now = clock.GetUtcNow();
        var document = new CaseDocument
        {
            Language = message.Language,
            Letterhead = await documents.Letterhead(message.Language, ct),
            CaseNumber = message.CaseNumber ?? "",
            Subject = message.Subject,
            WrittenAt = TimeZoneInfo.ConvertTime(now, paper.Value.Zone(clock)),
            CustomerName = receiver.Name ?? "",
            RecipientNumber = Telephone.Display(number),
            Description = message.Text,
        };
        var rendered = await Task.Run(() => renderer.Render(document, ct), ct);
        var job = new FaxJob(Prefix + FileNames.Of(message.Id), number, document.CaseNumber, rendered.Pages, NormalPriority, now);
        try
        {
            await driver.Submit(job, rendered.Pdf, ct);
        }
        catch (IOException error)
        {
            return new(MessageVerdict.Retry, null, error.Message);
        }
        return new(MessageVerdict.Accepted, job.Id, null);
    }
}
