using System.Globalization;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Policies;
using Baton.Runtime;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>Orders messages in a unit of work: <see cref="MessageDesk"/>.</summary>
internal delegate Task OrderMessages(UnitOfWork unit, DeskDb db, MessageOrder order, CancellationToken ct);

/// <summary>Tells people and does things when marks of clocks fire.</summary>
internal sealed class ClockDeeds(OrderMessages order, Lazy<Recipients> recipients)
{
    /// <summary>More names than these only fill the time line.</summary>
    private const int NamesMax = 20;

    /// <summary>Carries out what fired; the caller has saved, and saves. True where something else than messages came of it.</summary>
    public async Task<bool> Carry(UnitOfWork unit, DeskDb db, ClockNews news, ClockWork work)
    {
        var didMore = false;
        foreach (var mark in work.Step.Happened.Where(one => one.What == ClockEvent.Mark).Select(one => one.Mark!))
        {
            var (kind, number) = Parts(mark);
            switch (kind)
            {
                case "start":
                    await TellAll(unit, db, news, work, mark, work.Limit.OnStart);
                    break;
                case "stop":
                    await TellAll(unit, db, news, work, mark, work.Limit.OnStop);
                    break;
                case "warning":
                    var warned = await Tell(unit, db, news, work, mark, work.Limit.Warnings[number - 1].Notice);
                    news.Words.Told(work.Limit, work.Clock, ClockCodes.Warned, 0, warned);
                    break;
                case "round":
                    var told = work.Limit.Round(number) is { } notice ? await Tell(unit, db, news, work, mark, notice) : [];
                    news.Words.Told(work.Limit, work.Clock, ClockCodes.Round, number, told);
                    break;
                case "action":
                    var action = work.Limit.Actions[number - 1];
                    var failure = await ClockActions.Do(unit, db, news.Row, work, action);
                    news.Words.Did(work.Limit, work.Clock, action.Do, failure);
                    didMore = true;
                    break;
            }
        }
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

    private async Task TellAll(UnitOfWork unit, DeskDb db, ClockNews news, ClockWork work, string mark, IReadOnlyList<LimitNotice> notices)
    {
        foreach (var (index, notice) in notices.Index())
            await Tell(
                unit,
                db,
                news,
                work,
                index == 0 ? mark : string.Create(CultureInfo.InvariantCulture, $"{mark}:{index + 1}"),
                notice
            );
    }

    /// <summary>Orders the messages of a notice.</summary>
    /// <returns>Who is told; blind copies are not named.</returns>
    private async Task<IReadOnlyList<string>> Tell(
        UnitOfWork unit,
        DeskDb db,
        ClockNews news,
        ClockWork work,
        string mark,
        LimitNotice notice
    )
    {
        var facts = notice.Rules.Any(rule => rule.StartsWith('=')) ? await news.Facts() : [];
        var (to, cc, bcc) = (await People(notice.To), await People(notice.Cc), await People(notice.Bcc));
        if (to.Count + cc.Count + bcc.Count == 0 || notice.Template is null)
            return [];
        var (_, round) = Parts(mark.StartsWith("round:", StringComparison.Ordinal) ? mark : "none");
        await order(
            unit,
            db,
            new()
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"clock:{work.Clock.Key}:{mark}"),
                Template = notice.Template,
                Channels = notice.Channels.Count > 0 ? notice.Channels : [MessageChannels.Desk],
                To = to,
                Cc = cc,
                Bcc = bcc,
                CaseKey = news.Row.Key,
                TaskKey = work.Clock.TaskKey,
                Values = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["clock"] = Values(work.Limit, work.Step.Record, round, unit.Now),
                },
            },
            CancellationToken.None
        );
        return [.. to.Concat(cc).Select(one => one.UserName ?? one.Address!).Distinct(StringComparer.Ordinal).Take(NamesMax)];

        async Task<IReadOnlyList<Addressee>> People(IReadOnlyList<string> rules) =>
            rules.Count == 0 ? [] : await recipients.Value.Resolve(db, news.Row, work.Clock.TaskKey, rules, facts, CancellationToken.None);
    }
}
