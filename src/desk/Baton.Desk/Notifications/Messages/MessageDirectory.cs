using Baton.Desk.Notifications.Preferences;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>The people whom orders name, with whoever stands in for them now. Immutable.</summary>
internal sealed class MessageDirectory
{
    private readonly ILookup<string, string> _deputies;
    private readonly Dictionary<string, MessagePerson> _people;

    private MessageDirectory(ILookup<string, string> deputies, Dictionary<string, MessagePerson> people)
    {
        _deputies = deputies;
        _people = people;
    }

    public static async Task<MessageDirectory> Of(DeskDb db, IReadOnlyCollection<MessageOrder> orders, string region, CancellationToken ct)
    {
        var named = orders
            .SelectMany(order => order.To.Concat(order.Cc).Concat(order.Bcc))
            .Select(one => one.UserName)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
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
        return new(deputies, people);
    }

    /// <summary>Whom an address means: a user and his deputies, of those who have not left; or somebody outside.</summary>
    public IEnumerable<MessagePerson> People(Addressee one)
    {
        if (one.UserName is { } name)
            return _deputies[name].Prepend(name).Select(_people.GetValueOrDefault).OfType<MessagePerson>();
        return one.Address is { } address
            ? [new MessagePerson(null, one.Name, one.Language ?? Languages.Default) { Outside = address }]
            : [];
    }
}
