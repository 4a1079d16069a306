using Baton.Desk.Customers;

namespace Baton.Desk.Notifications.Drivers.Voice;

/// <summary>A call to make.</summary>
/// <param name="Number">E.164.</param>
/// <param name="Text">What is read to the receiver.</param>
/// <param name="Source">What it was made of.</param>
internal sealed record VoiceCall(string Number, string Text, OutgoingMessage Source);

/// <summary>A way to the machine that calls.</summary>
internal delegate Task<MessageDelivery> VoiceGateway(VoiceCall call, CancellationToken ct);

/// <summary>Lets a machine call people: looks at the number and the text, then hands over.</summary>
internal sealed class VoiceDriver(VoiceGateway gateway, VoiceOptions options, string region) : IMessageDriver
{
    public string Channel => Messages.MessageChannels.Voice;

    public async Task<MessageDelivery> Deliver(OutgoingMessage message, CancellationToken ct)
    {
        if (message.To is not [var receiver])
            return Refused($"A call is for one receiver, but this one is for {message.To.Count}.");
        if (!Telephone.TryNormalise(receiver.Address, region, out var number))
            return Refused($"'{receiver.Address}' is not a phone number.");
        var text = string.Concat(message.Text.Trim().Take(options.MaxCharacters));
        return text.Length == 0 ? Refused("The message has no text.") : await gateway(new VoiceCall(number, text, message), ct);
    }

    private static MessageDelivery Refused(string reason) => new(MessageVerdict.Refused, null, reason);
}
