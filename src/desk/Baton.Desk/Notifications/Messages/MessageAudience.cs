using Baton.Desk.Notifications.Preferences;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

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
    public static async Task<MessageAudience> Of(DeskDb db, MessageOrder order, string region, CancellationToken ct)
    {
        var named = order.To.Concat(order.Cc).Concat(order.Bcc).Select(one => one.UserName).OfType<string>().Distinct().ToList();
        var deputies = (await StandIns.Of(db, named, ct)).ToLookup(one => one.Absent, one => one.Deputy, StringComparer.Ordinal);
        var names = named.Concat(deputies.SelectMany(one => one)).Distinct(StringComparer.Ordinal).ToList();
        var users = await db
            .Users.AsNoTracking()
            .Where(user => !user.IsDisabled && names.Contains(user.UserName))
            .Select(user => new
            {
                user.UserName,
                user.DisplayName,
                user.Language,
                user.Email,
                user.Phone,
            })
            .ToListAsync(ct);
        var preferences = await db.Set<MessagePreference>()
            .AsNoTracking()
            .Where(row => names.Contains(row.UserName))
            .ToDictionaryAsync(row => row.UserName, StringComparer.Ordinal, ct);
        var people = users.ToDictionary(
            user => user.UserName,
            user => new MessagePerson(user.UserName, user.DisplayName, user.Language)
            {
                Mail = user.Email,
                Phone = Customers.Telephone.TryNormalise(user.Phone, region, out var number) ? number : null,
                Preference = preferences.GetValueOrDefault(user.UserName),
            },
            StringComparer.Ordinal
        );
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new(List(order.To), List(order.Cc), List(order.Bcc));

        List<MessagePerson> List(IReadOnlyList<Addressee> addressees) =>
            [.. addressees.SelectMany(People).Where(person => seen.Add(person.UserName ?? "\n" + person.Outside))];

        IEnumerable<MessagePerson> People(Addressee one)
        {
            if (one.UserName is not { } name)
                return one.Address is { } address
                    ? [new MessagePerson(null, one.Name, one.Language ?? Languages.Default) { Outside = address }]
                    : [];
            return deputies[name].Prepend(name).Select(people.GetValueOrDefault).OfType<MessagePerson>();
        }
    }
}
