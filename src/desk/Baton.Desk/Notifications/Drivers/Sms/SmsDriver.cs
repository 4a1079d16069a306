using Baton.Desk.Customers;

namespace Baton.Desk.Notifications.Drivers.Sms;

/// <summary>A short message that is fit to leave.</summary>
/// <param name="Id">Of the message, the same over all attempts.</param>
/// <param name="Number">E.164.</param>
/// <param name="Text">What is sent.</param>
/// <param name="Source">What it was made of.</param>
internal sealed record ShortMessage(string Id, string Number, SmsText Text, OutgoingMessage Source);

/// <summary>A way to a gateway of short messages.</summary>
internal delegate Task<MessageDelivery> SmsGateway(ShortMessage message, CancellationToken ct);

/// <summary>Sends short messages: looks at the number and the length, then hands over to the gateway.</summary>
/// <param name="gateway">Kannel, or one by configuration.</param>
/// <param name="options">Limits.</param>
/// <param name="region">Of numbers written without a country code.</param>
internal sealed class SmsDriver(SmsGateway gateway, SmsOptions options, string region) : IMessageDriver
{
    public string Channel => Messages.MessageChannels.Sms;

    public async Task<MessageDelivery> Deliver(OutgoingMessage message, CancellationToken ct)
    {
        if (message.To is not [var receiver])
            return Refused($"A short message is for one receiver, but this one is for {message.To.Count}.");
        if (!Telephone.TryNormalise(receiver.Address, region, out var number))
            return Refused($"'{receiver.Address}' is not a phone number.");
        var text = SmsText.Of(message.Text);
        if (text.Text.Length == 0)
            return Refused("The message has no text.");
        if (text.Segments > options.MaxSegments)
        {
            if (options.TooLong == SmsOptions.Refuse)
                return Refused($"The text takes {text.Segments} parts; {options.MaxSegments} are allowed (Sms:MaxSegments).");
            text = SmsText.Of(message.Text, options.MaxSegments);
        }
        return await gateway(new ShortMessage(message.Id, number, text, message), ct);
    }

    private static MessageDelivery Refused(string reason) => new(MessageVerdict.Refused, null, reason);
}
