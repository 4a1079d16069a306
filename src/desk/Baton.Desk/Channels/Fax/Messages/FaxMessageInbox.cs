using Baton.Desk.Notifications.Drivers.Reports;
using Baton.Desk.Notifications.Messages;

namespace Baton.Desk.Channels.Fax.Messages;

/// <summary>Takes what drivers bring: results of messages go to the messages, all others to the transmissions.</summary>
internal sealed class FaxMessageInbox(FaxInbox transmissions, IMessageReports messages) : IFaxInbox
{
    public async Task<string?> Take(FaxResult result, CancellationToken cancellation)
    {
        if (!result.Id.StartsWith(FaxMessages.Prefix, StringComparison.Ordinal))
            return await transmissions.Take(result, cancellation);
        var report = new MessageReport(
            MessageChannels.Fax,
            MessageId: null,
            result.Id,
            result.Sent ? MessageReportState.Delivered : MessageReportState.Failed,
            result.Sent ? null : result.Reason ?? result.Code
        );
        return await messages.Take(report, cancellation)
            ? null
            : $"Expected the id of a message, but the desk sent none with the id '{result.Id}'.";
    }

    public Task Refuse(RefusedResult refused, CancellationToken cancellation) => transmissions.Refuse(refused, cancellation);
}
