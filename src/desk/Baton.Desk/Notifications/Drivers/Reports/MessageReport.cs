namespace Baton.Desk.Notifications.Drivers.Reports;

/// <summary>What a gateway tells later of a message that it accepted. One of both ids is set.</summary>
/// <param name="Channel">The way on which it left.</param>
/// <param name="MessageId">The desk's own id.</param>
/// <param name="ProviderId">The gateway's name for it, as the driver gave it in <see cref="MessageDelivery.ProviderId"/>.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">In words for operators; null for none.</param>
internal sealed record MessageReport(string Channel, string? MessageId, string? ProviderId, MessageReportState State, string? Reason);

/// <summary>What became of an accepted message.</summary>
internal enum MessageReportState
{
    /// <summary>Still under way; nothing final.</summary>
    Underway,

    /// <summary>The receiver has it.</summary>
    Delivered,

    /// <summary>He will never have it.</summary>
    Failed,
}

/// <summary>Keeps what gateways report with the messages.</summary>
internal interface IMessageReports
{
    /// <summary>Records a report durably; doing it again changes nothing, and what is final stays. False where no such message is known.</summary>
    Task<bool> Take(MessageReport report, CancellationToken ct);
}
