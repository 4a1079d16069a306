using Microsoft.Extensions.Logging;

namespace Baton.Desk.Notifications.Drivers.Reports;

/// <summary>Where no messages are kept, reports are logged.</summary>
internal sealed partial class UnclaimedReports(ILogger<UnclaimedReports> logger) : IMessageReports
{
    public Task<bool> Take(MessageReport report, CancellationToken ct)
    {
        LogUnclaimed(report.Channel, report.MessageId ?? report.ProviderId, report.State);
        return Task.FromResult(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report of the channel {Channel} is about no known message {Id}: {State}.")]
    private partial void LogUnclaimed(string channel, string? id, MessageReportState state);
}
