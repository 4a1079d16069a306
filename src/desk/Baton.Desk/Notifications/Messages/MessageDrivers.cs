using Baton.Desk.Notifications.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Notifications.Messages;

/// <summary>
/// The ways out that the configuration sets up. The drivers are made when they are first asked for: they may need the runtime, which is made with what asks
/// for them.
/// </summary>
internal sealed class MessageDrivers(IServiceProvider services)
{
    private readonly Lazy<Dictionary<string, IMessageDriver>> _drivers = new(() =>
        services.GetServices<IMessageDriver>().ToDictionary(driver => driver.Channel, StringComparer.Ordinal)
    );

    /// <summary>Null where the channel is not set up.</summary>
    public IMessageDriver? Find(string channel) => _drivers.Value.GetValueOrDefault(channel);

    /// <summary>The bell needs nothing.</summary>
    public bool IsSetUp(string channel) => channel == MessageChannels.Desk || Find(channel) is not null;
}
