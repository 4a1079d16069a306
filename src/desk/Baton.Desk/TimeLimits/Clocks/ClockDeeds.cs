using System.Globalization;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Policies;
using Baton.Runtime;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>Orders messages in a unit of work: <see cref="MessageDesk"/>.</summary>
internal delegate Task OrderMessages(UnitOfWork unit, DeskDb db, IReadOnlyList<MessageOrder> orders, CancellationToken ct);

/// <summary>Tells people and does things when marks of clocks fire.</summary>
internal sealed class ClockDeeds(OrderMessages order, Lazy<Recipients> recipients)
{
    /// <summary>More names than these only fill the time line.</summary>
    private const int NamesMax = 20;

    /// <summary>
    /// Carries out what fired, and saves. Clocks that only tell people do so at once, so that what all need is read once; one that does something goes
    /// alone, since those whom it tells may be others afterwards.
    /// </summary>
    /// <returns>True where something else than messages came of it.</returns>
    public async Task<bool> Carry(UnitOfWork unit, DeskDb db, IReadOnlyList<ClockNews> all)
    {
        var didMore = false;
        var tellers = new List<ClockNotice>();
        foreach (var news in all)
        {
            foreach (var mark in news.Work.Marks)
            {
                var (kind, number) = Parts(mark);
                if (kind == "action")
                {
                    await Tell(unit, db, tellers);
                    tellers.Clear();
                    await db.SaveChangesAsync();
                    var action = news.Work.Limit.Actions[number - 1];
                    var failure = await ClockActions.Do(unit, db, news.Row, news.Work, action);
                    news.Words.Did(news.Work.Limit, news.Work.Clock, action.Do, failure);
                    didMore = true;
                }
                else
                    tellers.AddRange(ClockNotice.Of(news, mark, kind, number));
            }
        }
        await Tell(unit, db, tellers);
        await db.SaveChangesAsync();
        return didMore;
    }

    /// <summary>What templates may say of a clock.</summary>
    internal static Dictionary<string, object?> Values(TimeLimit limit, ClockRecord record, int round, DateTimeOffset now) =>
        new(StringComparer.Ordinal)
        {
            ["name"] = limit.Name,
            ["dueAt"] = record.DueAt,
            ["late"] = record.IsLate && now > record.DueAt ? now - record.DueAt : TimeSpan.Zero,
            ["round"] = round,
            ["policy"] = limit.Code,
        };

    internal static (string Kind, int Number) Parts(string mark)
    {
        var colon = mark.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (mark, 0) : (mark[..colon], int.Parse(mark.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>Orders the messages of notices, and says on the time lines who is told; blind copies are not named.</summary>
    private async Task Tell(UnitOfWork unit, DeskDb db, List<ClockNotice> notices)
    {
        if (notices.Count == 0)
            return;
        var questions = new List<RecipientQuestion>();
        foreach (var one in notices)
        {
            var facts = one.Notice.Rules.Any(rule => rule.StartsWith('=')) ? await one.News.Facts() : [];
            foreach (var rules in new[] { one.Notice.To, one.Notice.Cc, one.Notice.Bcc })
                questions.Add(new(one.News.Row, one.News.Work.Clock.TaskKey, rules, facts));
        }
        var people = await recipients.Value.Resolve(db, questions, CancellationToken.None);
        var orders = new List<MessageOrder>();
        foreach (var (index, one) in notices.Index())
        {
            var (to, cc, bcc) = (people[3 * index], people[(3 * index) + 1], people[(3 * index) + 2]);
            var isTold = to.Count + cc.Count + bcc.Count > 0 && one.Notice.Template is not null;
            if (isTold)
                orders.Add(Order(one, to, cc, bcc, unit.Now));
            if (one.Code is { } code)
            {
                var names = isTold ? to.Concat(cc).Select(person => person.UserName ?? person.Address!) : [];
                one.News.Words.Told(
                    one.News.Work.Limit,
                    one.News.Work.Clock,
                    code,
                    one.Round,
                    [.. names.Distinct(StringComparer.Ordinal).Take(NamesMax)]
                );
            }
        }
        if (orders.Count > 0)
            await order(unit, db, orders, CancellationToken.None);
    }

    private static MessageOrder Order(
        ClockNotice one,
        IReadOnlyList<Addressee> to,
        IReadOnlyList<Addressee> cc,
        IReadOnlyList<Addressee> bcc,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"clock:{one.News.Work.Clock.Key}:{one.Mark}"),
            Template = one.Notice.Template!,
            Channels = one.Notice.Channels.Count > 0 ? one.Notice.Channels : [MessageChannels.Desk],
            To = to,
            Cc = cc,
            Bcc = bcc,
            CaseKey = one.News.Row.Key,
            TaskKey = one.News.Work.Clock.TaskKey,
            Values = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["clock"] = Values(one.News.Work.Limit, one.News.Work.Step.Record, one.Round, now),
            },
        };
}
