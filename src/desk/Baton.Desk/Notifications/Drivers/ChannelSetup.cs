using Baton.Desk.Notifications.Messages;

namespace Baton.Desk.Notifications.Drivers;

/// <summary>Which channels can take messages out, and which setting is missing for those that cannot.</summary>
internal sealed class ChannelSetup(IEnumerable<IMessageDriver> drivers)
{
    private readonly Dictionary<string, IMessageDriver> _drivers = drivers.ToDictionary(driver => driver.Channel, StringComparer.Ordinal);

    /// <summary>Null where the channel is not set up: its messages wait.</summary>
    public IMessageDriver? DriverOf(string channel) => _drivers.GetValueOrDefault(channel);

    /// <summary>The setting that an operator makes for the channel; null where it is set up or needs none.</summary>
    public string? MissingSetting(string channel) =>
        _drivers.ContainsKey(channel)
            ? null
            : channel switch
            {
                MessageChannels.Mail => "Mail:Host",
                MessageChannels.Sms => "Sms:Driver",
                MessageChannels.Voice => "Voice:Driver",
                MessageChannels.Fax => "Fax:Messages",
                MessageChannels.Push => "Push:Contact",
                _ => null,
            };
}
