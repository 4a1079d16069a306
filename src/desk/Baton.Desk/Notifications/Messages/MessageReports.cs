using Baton.Desk.Notifications.Drivers.Reports;
using Baton.Runtime;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Writes down what gateways report of messages that they took.</summary>
internal sealed class MessageReports(BatonRuntime runtime) : IMessageReports
{
    public async Task<bool> Take(MessageReport report, CancellationToken ct)
    {
        // What is under way is what the row says anyway.
        var isFinal = report.State != MessageReportState.Underway;
        var known = true;
        if (isFinal)
            await runtime.Write<Done>(
                async unit =>
                {
                    var isDelivered = report.State == MessageReportState.Delivered;
                    known = await MessageOutcomes.Report(
                        unit,
                        report.Channel,
                        report.ProviderId,
                        report.MessageId,
                        isDelivered,
                        report.Reason,
                        ct
                    );
                    return Done.Outcome;
                },
                ct
            );
        return known;
    }
}
