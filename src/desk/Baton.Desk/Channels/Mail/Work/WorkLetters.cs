using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Forms;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>A mail about a task that is ready to be ordered.</summary>
internal sealed record WorkLetterDraft(string Address, string? Name, string Language, string Subject, string Text)
{
    /// <summary>Where answers go; null where none is taken.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Stands behind the subject when the mail leaves; nobody reads it before.</summary>
    public string? Mark { get; init; }
}

/// <summary>Puts mails about tasks together and orders them.</summary>
internal sealed class WorkLetters(
    DeskReader reader,
    ShowTask tasks,
    PackTexts packTexts,
    MailKeys keys,
    MessageDesk desk,
    TimeProvider clock,
    IOptions<MailboxOptions> mailboxes,
    IOptions<DeskOptions> options
)
{
    private const int SaidMax = 500;
    private const int OpinionMax = 400;
    private const int OpinionsMax = 6;

    /// <summary>The zone of the times in mails about tasks.</summary>
    public TimeZoneInfo Zone => options.Value.Zone(clock);

    /// <summary>The mail for one receiver; null where he cannot see the task.</summary>
    /// <param name="receiver">Who gets it.</param>
    /// <param name="taskKey">The task.</param>
    /// <param name="faults">What was wrong with his last answer.</param>
    /// <param name="typed">What he wrote in it.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<WorkLetterDraft?> Write(
        WorkReceiver receiver,
        long taskKey,
        IReadOnlyList<string> faults,
        ReadAnswer? typed,
        CancellationToken ct
    )
    {
        if (await reader.Read(db => DeskUsers.Load(db, receiver.Actor, ct), ct) is not { } found)
            return null;
        var user = found with { Zone = Zone };
        var shown = await tasks.Handle(user, new(taskKey), ct);
        if (shown.Problem is not null)
            return null;
        var page = shown.Value;
        var language = user.Language;
        var words = await packTexts.Words(ct);
        var (mailbox, said, opinions, now) = await reader.Read(
            async db =>
                (
                    await ReplyPaths.MailboxOf(db, page.Task.CaseKey, null, ct),
                    await Said(db, page.Task.CaseKey, ct),
                    await Opinions(db, page.Task.CaseKey, words, language, ct),
                    db.Now
                ),
            ct
        );
        var until = now + TimeSpan.FromDays(mailboxes.Value.TaskAnswerDays);
        var canAnswer = mailbox is not null && page.Task.May.Complete;
        var letter = new WorkLetter
        {
            Language = language,
            Faults = faults,
            Number = page.Task.CaseNumber,
            Subject = page.Task.CaseSubject,
            Step = page.Task.Title,
            Customer = page.Task.CustomerName,
            Question = page.Task.Question,
            Due = page.Task.DueAt is { } due ? user.Time(due) : null,
            Said = said,
            Shown = Shown(page, language),
            Opinions = opinions,
            Link = $"{options.Value.PublicAddress.TrimEnd('/')}/tasks/{taskKey.ToString(CultureInfo.InvariantCulture)}",
            Form = canAnswer ? Form(page, typed, user.Time(until)) : null,
        };
        var subject = $"{page.Task.CaseNumber} {page.Task.Title}: {page.Task.CaseSubject}";
        (string? replyTo, string? mark) = (null, null);
        if (canAnswer)
        {
            var claim = new WorkToken(await keys.Key(ct)).Of(taskKey, receiver.Code, until);
            mark = WorkToken.Mark(claim);
            replyTo = mailbox!.HasPlusAddresses ? WorkToken.Address(mailbox.Address, claim) : mailbox.Address;
        }
        return new(receiver.Address, user.DisplayName, language, Reading.MailReading.Line(subject, 150), WorkWriting.Write(letter))
        {
            ReplyTo = replyTo,
            Mark = mark,
        };
    }

    /// <summary>A mail that only says what was wrong, for a task that its sender cannot see any more.</summary>
    public async Task<WorkLetterDraft> WriteShort(WorkReceiver receiver, IReadOnlyList<string> faults, CancellationToken ct)
    {
        var user = await reader.Read(db => DeskUsers.Load(db, receiver.Actor, ct), ct);
        var language = user?.Language ?? Languages.Default;
        var text = WorkTexts.Words.Get("refused", language) + "\n" + string.Concat(faults.Select(fault => $"  - {fault}\n"));
        return new(receiver.Address, user?.DisplayName, language, WorkTexts.Words.Get("subject", language), text);
    }

    /// <summary>Orders it in a unit of the caller's, who saves.</summary>
    /// <param name="unit">What decided it.</param>
    /// <param name="db">Where it is written.</param>
    /// <param name="id">Unique for ever.</param>
    /// <param name="draft">The mail.</param>
    /// <param name="caseKey">Its case; null for none.</param>
    /// <param name="taskKey">Its task.</param>
    /// <param name="inReplyTo">The mail that it answers; null for none.</param>
    /// <param name="ct">Gives up.</param>
    public async Task Order(
        UnitOfWork unit,
        DeskDb db,
        string id,
        WorkLetterDraft draft,
        long? caseKey,
        long taskKey,
        string? inReplyTo,
        CancellationToken ct
    )
    {
        var order = new MessageOrder
        {
            Id = id,
            Template = TemplateShelf.Work,
            Channels = [MessageChannels.Mail],
            // By his address and not by his name: this mail is his work list, which neither waits for the morning nor is collected.
            To = [new(null, draft.Address) { Name = draft.Name, Language = draft.Language }],
            CaseKey = caseKey,
            TaskKey = taskKey,
            Values = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["work"] = new JsonObject
                {
                    ["subject"] = draft.Subject,
                    ["text"] = draft.Text,
                    ["replyTo"] = draft.ReplyTo,
                    ["mark"] = draft.Mark,
                    ["inReplyTo"] = inReplyTo,
                },
            },
        };
        // The desk's own wording: a form that administrators changed could not be read any more.
        var template = new ShelvedTemplate(TemplateShelf.Work, TemplateShelf.Own[TemplateShelf.Work], 0);
        var row = caseKey is { } key ? await db.Cases.SingleOrDefaultAsync(one => one.Key == key, ct) : null;
        await desk.Order(unit, db, order, template, row, ct);
    }

    /// <summary>What the buttons are called, in all languages.</summary>
    public static IReadOnlyList<AskedAction> Actions(TaskPage page, PackWords words) =>
        [
            .. page.Task.Actions.Select(action => new AskedAction(
                action.Id,
                [.. Languages.All.Select(language => words.Action(action.Id, language))]
            )),
        ];

    private static LetterForm Form(TaskPage page, ReadAnswer? typed, string until)
    {
        var data = (JsonObject)page.Data.DeepClone();
        foreach (var (name, value) in typed?.Values ?? [])
            data[name] = value?.DeepClone();
        var shape = AnswerShape.Of(page.Form, data, []);
        return new(shape.Fields, data, [.. page.Task.Actions.Select(one => (one.Text, one.RequiresOpinion))], until)
        {
            Action = typed?.Action is { } id
                ? page.Task.Actions.FirstOrDefault(one => one.Id == id)?.Text
                : typed?.Faults.FirstOrDefault(fault => fault.Field == AnswerShape.Action)?.Written,
            Opinion = typed?.Opinion,
        };
    }

    private static List<(string, string)> Shown(TaskPage page, string language) =>
        [
            .. (page.Form?.Fields ?? [])
                .Where(field => field.ReadOnly && !FormCondition.IsHidden(field, page.Data))
                .Select(field => (field.LabelIn(language), AnswerValues.Say(field, page.Data[field.Key], language)))
                .Where(one => one.Item2.Length > 0),
        ];

    private static async Task<string?> Said(DeskDb db, long caseKey, CancellationToken ct)
    {
        var text =
            await db
                .CaseNotes.Where(note => note.CaseKey == caseKey && note.Kind == NoteKind.FromCustomer)
                .OrderByDescending(note => note.Key)
                .Select(note => note.Text)
                .FirstOrDefaultAsync(ct)
            ?? await db
                .Contacts.Where(one => one.CaseKey == caseKey && one.Note != null)
                .OrderByDescending(one => one.Key)
                .Select(one => one.Note)
                .FirstOrDefaultAsync(ct);
        return Cut(text, SaidMax);
    }

    private static async Task<IReadOnlyList<string>> Opinions(
        DeskDb db,
        long caseKey,
        PackWords words,
        string language,
        CancellationToken ct
    )
    {
        var rows = await db
            .Opinions.AsNoTracking()
            .Where(one => one.CaseKey == caseKey)
            .OrderByDescending(one => one.At)
            .ThenByDescending(one => one.Key)
            .Take(OpinionsMax)
            .ToListAsync(ct);
        var names = await DeskUsers.Names(db, rows.Select(one => one.Author), language, ct);
        var keys = rows.Select(one => one.TaskKey).OfType<long>().ToList();
        var steps = await db
            .WorkItems.Where(one => keys.Contains(one.Key))
            .Select(one => new
            {
                one.Key,
                one.ProcessId,
                one.ElementId,
                one.ElementName,
            })
            .ToDictionaryAsync(one => one.Key, ct);
        rows.Reverse();
        return rows.ConvertAll(one =>
        {
            var step =
                one.TaskKey is { } key && steps.TryGetValue(key, out var known)
                    ? words.Element(known.ProcessId, known.ElementId, known.ElementName, language)
                    : null;
            var action = one.Action is { } id ? words.Action(id, language) : null;
            var head = string.Join(" · ", new[] { names.GetValueOrDefault(one.Author, one.Author), step, action }.OfType<string>());
            return $"{head}\n{Cut(one.Text, OpinionMax)}";
        });
    }

    private static string? Cut(string? text, int max) => text?.Length > max ? text[..(max - 1)] + "…" : text;
}
