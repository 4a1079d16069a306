using Baton.Desk.Notifications.Preferences;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Somebody whom an order reaches.</summary>
/// <param name="UserName">Null for somebody outside.</param>
/// <param name="Name">How he is called.</param>
/// <param name="Language">In which he reads.</param>
internal sealed record MessagePerson(string? UserName, string? Name, string Language)
{
    public string? Mail { get; init; }
    public string? Phone { get; init; }

    /// <summary>The address outside, as it was given.</summary>
    public string? Outside { get; init; }
    public MessagePreference? Preference { get; init; }

    /// <summary>Where a channel reaches him; null where it cannot. The bell and push messages find people by their user names.</summary>
    public string? Address(string channel) =>
        channel switch
        {
            MessageChannels.Desk or MessageChannels.Push => UserName,
            _ when UserName is null => MessageAddress.For(channel, Outside),
            MessageChannels.Mail => MessageAddress.For(channel, Mail),
            MessageChannels.Sms or MessageChannels.Voice => MessageAddress.For(channel, Phone),
            _ => null,
        };

    public MessageReceiver Receiver(string channel) => new(Name, Address(channel)!, UserName);
}

/// <summary>The people of an order: those named, and whoever stands in for those who are absent. Nobody is in two of the lists.</summary>
internal sealed record MessageAudience(IReadOnlyList<MessagePerson> To, IReadOnlyList<MessagePerson> Cc, IReadOnlyList<MessagePerson> Bcc)
{
    public static MessageAudience Of(MessageDirectory directory, MessageOrder order)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new(List(order.To), List(order.Cc), List(order.Bcc));

        List<MessagePerson> List(IReadOnlyList<Addressee> addressees) =>
            [.. addressees.SelectMany(directory.People).Where(person => seen.Add(person.UserName ?? "\n" + person.Outside))];
    }
}
