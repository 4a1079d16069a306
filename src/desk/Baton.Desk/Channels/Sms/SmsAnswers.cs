using System.Globalization;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Sms;

/// <summary>Answers formatted messages: with the number of the case, or with how such a message is written. Each once, and a number only so often a day.</summary>
internal sealed class SmsAnswers(BatonRuntime runtime, MessageDesk messages, IOptions<SmsInOptions> options, IOptions<DeskOptions> desk)
{
    private const string Template = "sms-answer";
    private const string Words = "words";

    public Task<Outcome<Done>> Answer(long key, SmsPattern pattern, IReadOnlyList<string> missing, CancellationToken ct) =>
        runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var id = string.Create(CultureInfo.InvariantCulture, $"sms-answer:{key}");
                var row = await db.IncomingContacts.AsNoTracking().SingleAsync(one => one.Key == key, ct);
                if (
                    row.State == InboxStates.Spam
                    || !Sender.IsNumber(row.From)
                    || await db.Set<Message>().AnyAsync(one => one.OrderId == id, ct)
                )
                    return Done.Outcome;
                var opened = row.State == InboxStates.Opened ? await db.Cases.SingleAsync(one => one.Key == row.CaseKey, ct) : null;
                var language = await Language(db, row, ct);
                var words = (opened is null ? pattern.Misfit : pattern.Accepted)
                    .In(language)
                    .Replace("{number}", opened?.Number ?? "", StringComparison.Ordinal)
                    .Replace("{example}", pattern.Example, StringComparison.Ordinal)
                    .Replace("{missing}", string.Join(", ", missing), StringComparison.Ordinal)
                    .Trim();
                if (words.Length == 0 || !await MayAnswer(db, unit, row.From!, ct))
                    return Done.Outcome;
                var order = new MessageOrder
                {
                    Id = id,
                    Template = Template,
                    Channels = [MessageChannels.Sms],
                    To = [new(null, row.From) { Language = language }],
                    CaseKey = opened?.Key,
                    Values = new Dictionary<string, object?> { [Words] = words },
                };
                await messages.Order(unit, db, order, Shelved(), opened, ct);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    /// <summary>The words are no template of their own: whatever a customer wrote stands in them as it is.</summary>
    private static ShelvedTemplate Shelved()
    {
        var text = LocalizedText.Same("{{ " + Words + " }}");
        return new(Template, new(SmsTexts.All("answer"), text, text, Sms: text, IsUrgent: true) { Values = [Words] }, 0);
    }

    private async Task<bool> MayAnswer(DeskDb db, UnitOfWork unit, string number, CancellationToken ct)
    {
        var day = (int)(unit.Now.ToUnixTimeSeconds() / 86_400);
        await db.Set<SmsAnswered>().Where(row => row.Day < day - 1).ExecuteDeleteAsync(ct);
        var count = await db.Set<SmsAnswered>().SingleOrDefaultAsync(row => row.Number == number && row.Day == day, ct);
        if (count is null)
            db.Add(count = new SmsAnswered { Number = number, Day = day });
        if (count.Count >= options.Value.AnswersPerDay)
            return false;
        count.Count++;
        return true;
    }

    /// <summary>The customer's; of somebody unknown the one in which he wrote.</summary>
    private async Task<string> Language(DeskDb db, IncomingContact row, CancellationToken ct)
    {
        if (
            row.CustomerKey is { } key
            && await db.Customers.Where(one => one.Key == key).Select(one => one.Language).SingleOrDefaultAsync(ct) is { } his
        )
            return his;
        var isChinese = (row.Text ?? "").Any(letter => letter is >= '\u4e00' and <= '\u9fff');
        return !isChinese ? Languages.English
            : desk.Value.DefaultRegion is "CN" or "SG" ? Languages.SimplifiedChinese
            : Languages.TraditionalChinese;
    }
}
