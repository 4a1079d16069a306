using Baton.Desk.Cases;
using Baton.Desk.Notifications.Preferences;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Where the desk orders messages. An order is written in the unit of work that decided it and leaves after its commit.</summary>
internal sealed class MessageDesk(MessageDrivers drivers, IOptions<DeskOptions> options)
{
    /// <summary>Of the machine where none is set; the runtime's clock is not there yet when this is made.</summary>
    private TimeZoneInfo Zone => options.Value.Zone(TimeProvider.System);

    /// <summary>Writes the messages of an order; the caller saves. An order whose id was ordered before writes nothing.</summary>
    public Task Order(UnitOfWork unit, DeskDb db, MessageOrder order, CancellationToken ct) => Order(unit, db, [order], ct);

    /// <summary>The same for several orders, for which everything is read at once.</summary>
    public async Task Order(UnitOfWork unit, DeskDb db, IReadOnlyList<MessageOrder> orders, CancellationToken ct)
    {
        var ids = orders.Select(order => order.Id).ToList();
        var known = await db.Set<Message>().Where(row => ids.Contains(row.OrderId)).Select(row => row.OrderId).ToHashSetAsync(ct);
        known.UnionWith(db.ChangeTracker.Entries<Message>().Select(entry => entry.Entity.OrderId));
        var fresh = orders.Where(order => known.Add(order.Id)).ToList();
        if (fresh.Count == 0)
            return;
        var keys = fresh.Select(order => order.CaseKey).OfType<long>().Distinct().ToList();
        var cases = await db.Cases.AsNoTracking().Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, ct);
        // What this unit has changed and not saved yet counts.
        foreach (var entry in db.ChangeTracker.Entries<Case>())
            cases[entry.Entity.Key] = entry.Entity;
        var templates = new Dictionary<string, ShelvedTemplate?>(StringComparer.Ordinal);
        foreach (var code in fresh.Select(order => order.Template).Distinct(StringComparer.Ordinal))
            templates[code] = await TemplateShelf.Find(db, code, ct);
        await Write(
            unit,
            db,
            fresh.ConvertAll(order => (order, templates[order.Template], order.CaseKey is { } key ? cases.GetValueOrDefault(key) : null)),
            ct
        );
    }

    /// <summary>One order with a template that need not be kept, about a case that need not have the message on its time line.</summary>
    internal Task Order(UnitOfWork unit, DeskDb db, MessageOrder order, ShelvedTemplate? template, Case? row, CancellationToken ct) =>
        Write(unit, db, [(order, template, row)], ct);

    private async Task Write(
        UnitOfWork unit,
        DeskDb db,
        IReadOnlyList<(MessageOrder Order, ShelvedTemplate? Template, Case? Row)> orders,
        CancellationToken ct
    )
    {
        var cases = orders.Select(one => one.Row).OfType<Case>().DistinctBy(row => row.Key).ToList();
        var tasks = orders.Select(one => one.Order.TaskKey).OfType<long>().Distinct().ToList();
        var directory = await MessageDirectory.Of(db, [.. orders.Select(one => one.Order)], options.Value.DefaultRegion, ct);
        var facts = await MessageFacts.Load(db, options.Value, cases, tasks, ct);
        var turns = new MessageTurns(db, [.. orders.Select(one => one.Order.CaseKey)]);
        foreach (var (order, template, row) in orders)
        {
            var writing = new MessageWriting(unit, db, turns, order, template, facts.Of(row, order, unit.Now), Zone);
            var audience = MessageAudience.Of(directory, order);
            foreach (var channel in MessageChannels.All)
                await Channel(writing, audience, channel, ct);
        }
    }

    private async Task Channel(MessageWriting writing, MessageAudience audience, string channel, CancellationToken ct)
    {
        var order = writing.Order;
        var isOrdered = order.Channels.Contains(channel, StringComparer.Ordinal);
        // Who wants to be reminded by more ways than the policy names is so, but gets no copies more.
        var to = audience.To.Where(person => isOrdered || WantsReminder(order, person, channel)).ToList();
        var (cc, bcc) = isOrdered ? (audience.Cc, audience.Bcc) : ([], []);
        if (to.Count + cc.Count + bcc.Count == 0)
            return;
        var lists = new MessageLists(
            [.. to.Where(person => person.Address(channel) is not null)],
            [.. cc.Where(person => person.Address(channel) is not null)],
            [.. bcc.Where(person => person.Address(channel) is not null)]
        );
        var parts = channel == MessageChannels.Mail ? Mails(writing, lists) : Singles(writing, lists, channel);
        foreach (var part in parts)
            await writing.Write(part, drivers.IsSetUp(part.Channel), ct);
        var unreached = to.Concat(cc).Where(person => person.Address(channel) is null && IsMeantFor(person, channel)).ToList();
        if (parts.Count == 0 && unreached.Count > 0)
            writing.WriteUnreached(channel, unreached);
    }

    /// <summary>The bell is for users only, and of the addresses of a customer each is for its own channel.</summary>
    private static bool IsMeantFor(MessagePerson person, string channel) =>
        person.UserName is not null && channel is not (MessageChannels.Desk or MessageChannels.Fax);

    private static bool WantsReminder(MessageOrder order, MessagePerson person, string channel) =>
        order.IsReminder
        && PreferredTimes.List(person.Preference?.ReminderChannels).Contains(channel, StringComparer.Ordinal)
        && person.Address(channel) is not null;

    /// <summary>One mail for each language of those it is for, now; one for each who wants quiet, or has his mails collected. Copies go with the first that leaves now.</summary>
    private List<MessagePart> Mails(MessageWriting writing, MessageLists lists)
    {
        var parts = new List<MessagePart>();
        var later = new List<MessagePart>();
        foreach (var group in lists.To.GroupBy(person => person.Language, StringComparer.Ordinal))
        {
            var now = new List<MessagePerson>();
            foreach (var person in group)
            {
                var times = new PreferredTimes(person.Preference, Zone);
                if (!writing.IsUrgent && times.Collects)
                    later.Add(Own(person, HoldReasons.Digest, times.NextDigest(writing.Now)));
                else if (!writing.IsUrgent && times.QuietUntil(writing.Now) is { } until)
                    later.Add(Own(person, HoldReasons.Quiet, until));
                else
                    now.Add(person);
            }
            if (now.Count > 0)
                parts.Add(new(MessageChannels.Mail, "mail:" + group.Key, group.Key, now, [], [], null, null));
        }
        if (lists.Cc.Count + lists.Bcc.Count > 0)
        {
            var language = lists.To.Concat(lists.Cc).Concat(lists.Bcc).First().Language;
            var first = parts.Count > 0 ? parts[0] : new(MessageChannels.Mail, "mail:" + language, language, [], [], [], null, null);
            if (parts.Count > 0)
                parts.RemoveAt(0);
            parts.Insert(0, first with { Cc = lists.Cc, Bcc = lists.Bcc });
        }
        return [.. parts, .. later];

        static MessagePart Own(MessagePerson person, string reason, DateTimeOffset until) =>
            new(MessageChannels.Mail, "mail:" + (person.UserName ?? person.Outside), person.Language, [person], [], [], reason, until);
    }

    /// <summary>One for each person, in his own language.</summary>
    private List<MessagePart> Singles(MessageWriting writing, MessageLists lists, string channel)
    {
        return
        [
            .. lists.To.Select(person => Part(person) with { To = [person] }),
            .. lists.Cc.Select(person => Part(person) with { Cc = [person] }),
            .. lists.Bcc.Select(person => Part(person) with { Bcc = [person] }),
        ];

        MessagePart Part(MessagePerson person)
        {
            var until =
                channel == MessageChannels.Desk || writing.IsUrgent
                    ? null
                    : new PreferredTimes(person.Preference, Zone).QuietUntil(writing.Now);
            var name = $"{channel}:{person.UserName ?? person.Address(channel)}";
            return new(channel, name, person.Language, [], [], [], until is null ? null : HoldReasons.Quiet, until);
        }
    }
}

/// <summary>Those of an order whom a channel reaches.</summary>
internal sealed record MessageLists(IReadOnlyList<MessagePerson> To, IReadOnlyList<MessagePerson> Cc, IReadOnlyList<MessagePerson> Bcc);

/// <summary>One message of an order before it is written.</summary>
/// <param name="Channel">The way on which it leaves.</param>
/// <param name="Name">What tells it from the others of the order.</param>
/// <param name="Language">In which it is written.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="Cc">Copies that all can see.</param>
/// <param name="Bcc">Copies that only the receiver knows of.</param>
/// <param name="HeldFor">Why it does not leave now; null when it does.</param>
/// <param name="NotBefore">Until when.</param>
internal sealed record MessagePart(
    string Channel,
    string Name,
    string Language,
    IReadOnlyList<MessagePerson> To,
    IReadOnlyList<MessagePerson> Cc,
    IReadOnlyList<MessagePerson> Bcc,
    string? HeldFor,
    DateTimeOffset? NotBefore
);
