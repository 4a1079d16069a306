using Baton.Runtime.Outbox;

namespace Baton.Desk.TimeLimits.Calendars.Holidays;

/// <summary>Reads the holidays of calendars for which the outbox has a message, off the write lane.</summary>
/// <param name="reading">Made at the first message: it reads from the runtime, which is made with this driver.</param>
internal sealed class HolidayOutbox(Lazy<ReadSubscription> reading) : IOutboxDriver
{
    public const string CalendarChannel = "calendar";

    public string Channel => CalendarChannel;

    public Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken) =>
        reading.Value.Deliver(message, cancellationToken);
}
