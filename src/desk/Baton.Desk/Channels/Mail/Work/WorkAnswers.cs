using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Channels.Mail.Reading;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>What a mail turned out to be.</summary>
internal enum WorkTaking
{
    /// <summary>It does not claim to answer a task, or a machine wrote it.</summary>
    NoAnswer,

    /// <summary>It claims to, but its mark is not genuine or not for its sender.</summary>
    Forged,

    /// <summary>There is nothing more to do with it.</summary>
    Done,
}

/// <summary>
/// Takes mails that answer tasks: what was written goes through the same decision as on the screen, as the user whose address sent it. What cannot be done
/// is said to the sender, with the form again; nothing is done then.
/// </summary>
internal sealed class WorkAnswers(
    BatonRuntime runtime,
    DeskReader reader,
    ShowTask tasks,
    CompleteTask complete,
    WorkLetters letters,
    MailKeys keys,
    PackTexts packTexts,
    IOptions<MailboxOptions> options
)
{
    private const int NoteMax = 4_000;
    private const int DetailMax = 500;

    /// <param name="row">The mail as it is kept.</param>
    /// <param name="mail">The same, read.</param>
    /// <param name="files">Takes its files in, when they are wanted.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<WorkTaking> Take(ReceivedMail row, ReadMail mail, Func<Task<IReadOnlyList<TakenFile>>> files, CancellationToken ct)
    {
        var claims = WorkToken.In(mail);
        if (claims.Count == 0 || mail.Machine.Kind != MachineKind.None)
            return WorkTaking.NoAnswer;
        var tokens = new WorkToken(await keys.Key(ct));
        var speakers = await reader.Read(db => WorkReceivers.Of(db, mail.From, ct), ct);
        var (claim, speaker) = claims
            .SelectMany(claim => speakers.Select(speaker => (Claim: claim, Speaker: speaker)))
            .FirstOrDefault(one => tokens.IsOf(one.Claim, one.Speaker.Code));
        if (claim is null)
            return WorkTaking.Forged;
        var (task, count, isKnown, now) = await reader.Read(db => Facts(db, row, mail, claim, ct), ct);
        if (task is null)
            return WorkTaking.Forged;
        if (isKnown)
            await Settle(row, mail, MailStates.Parked, MailReasons.Duplicate, null, task.CaseKey, null, ct);
        else if (count >= options.Value.JoinsPerHour)
            await Settle(row, mail, MailStates.Aside, MailReasons.Loop, null, task.CaseKey, null, ct);
        else if (speaker.Actor is null || await reader.Read(db => DeskUsers.Load(db, speaker.Actor, ct), ct) is not { } user)
            await Settle(row, mail, MailStates.Work, MailReasons.WorkRefused, null, task.CaseKey, null, ct);
        else
            await Answer(
                row,
                mail,
                files,
                new(speaker.Code, mail.From!, user.UserName),
                user with
                {
                    Zone = letters.Zone,
                },
                task,
                claim.HasEnded(now),
                ct
            );
        return WorkTaking.Done;
    }

    private async Task Answer(
        ReceivedMail row,
        ReadMail mail,
        Func<Task<IReadOnlyList<TakenFile>>> files,
        WorkReceiver sender,
        DeskUser user,
        WorkItem task,
        bool hasEnded,
        CancellationToken ct
    )
    {
        var page = await Page(user, task.Key, ct);
        var words = await packTexts.Words(ct);
        var shape = page is null ? null : AnswerShape.Of(page.Form, page.Data, WorkLetters.Actions(page, words));
        var answer = shape is null ? null : AnswerReading.Read(mail.Text, shape);
        if (hasEnded && task.Status == WorkItemStatus.Open)
        {
            await Refuse(row, mail, sender, task, [WorkTexts.Words.Get("ended", user.Language)], answer, ct);
            return;
        }
        if (
            answer is { Action: null }
            && page!.Task.Actions.Count > 1
            && page.Task.May.Complete
            && answer.Faults.All(one => one.Field != AnswerShape.Action)
        )
        {
            await Refuse(row, mail, sender, task, [Missing(page, user.Language)], answer, ct);
            return;
        }
        // A button that is none is refused by the decision like any other fault, together with them.
        var pressed = answer?.Action ?? answer?.Faults.FirstOrDefault(one => one.Field == AnswerShape.Action)?.Written;
        var taken = answer is not null && page!.Task.May.Complete ? await files() : [];
        var outcome = await complete.Handle(
            user,
            new(task.Key, pressed, answer?.Opinion, answer?.Values),
            new CompletionByMail((unit, db, item) => Keep(unit, db, row, mail, item, user, taken, ct)),
            ct
        );
        if (outcome.Problem is not { } problem)
            return;
        await Refuse(row, mail, sender, task, Faults(problem, page, shape, answer, user.Language), answer, ct);
    }

    private async Task<TaskPage?> Page(DeskUser user, long taskKey, CancellationToken ct)
    {
        var shown = await tasks.Handle(user, new(taskKey), ct);
        return shown.Problem is null ? shown.Value : null;
    }

    /// <summary>What was wrong, a line for each field by its name, with what was expected.</summary>
    private static IReadOnlyList<string> Faults(Problem problem, TaskPage? page, AnswerShape? shape, ReadAnswer? answer, string language)
    {
        if (problem.Fields.Count == 0 || page is null)
            return [problem.Detail];
        return
        [
            .. problem.Fields.Select(one =>
            {
                if (one.Field == AnswerShape.Action)
                    return Missing(page, language);
                var key = one.Field.StartsWith("form.", StringComparison.Ordinal) ? one.Field[5..] : one.Field;
                var written = answer?.Faults.FirstOrDefault(fault => fault.Field == key)?.Written;
                var field = shape?.Fields.FirstOrDefault(field => field.Key == key);
                var hint = field is null ? "" : AnswerValues.Hint(field, language);
                List<string> said = [one.Message];
                if (written is not null)
                    said.Add(WorkTexts.Words.Get("written", language, ("text", Cut(written, 100))));
                if (hint.Length > 0)
                    said.Add(WorkTexts.Words.Get("expected", language, ("hint", hint)));
                return Punctuation.Sentences(language, said);
            }),
        ];
    }

    private static string Missing(TaskPage page, string language) =>
        WorkTexts.Words.Get("no-action", language, ("actions", string.Join(" / ", page.Task.Actions.Select(one => one.Text))));

    /// <summary>In the unit that completes the task: the mail, its words and its files stand with the case.</summary>
    private static async Task Keep(
        UnitOfWork unit,
        DeskDb db,
        ReceivedMail row,
        ReadMail mail,
        WorkItem item,
        DeskUser user,
        IReadOnlyList<TakenFile> files,
        CancellationToken ct
    )
    {
        var kept = await db.Set<ReceivedMail>().SingleAsync(one => one.Key == row.Key, ct);
        Fill(kept, unit, mail, MailStates.Work, null, null, item.CaseKey);
        db.CaseNotes.Add(
            new CaseNote
            {
                Key = unit.NextKey(),
                CaseKey = item.CaseKey,
                Kind = NoteKind.Internal,
                Author = user.UserName,
                Text = NoteRules.Clean(
                    WorkTexts.Words.Get("note", user.Language, ("from", mail.From ?? ""), ("subject", mail.Subject))
                        + "\n\n"
                        + Cut(mail.NewText, NoteMax)
                ),
                At = unit.Now,
            }
        );
        foreach (var file in files)
        {
            var attachment = new Attachment
            {
                Key = unit.NextKey(),
                CaseKey = item.CaseKey,
                FileName = file.Name,
                ContentType = file.ContentType,
                Size = file.Content.Size,
                Sha256 = file.Content.Sha256,
                Scan = ScanStates.Of(file.Scan),
                UploadedBy = user.UserName,
                UploadedAt = unit.Now,
            };
            db.Attachments.Add(attachment);
            LateScan.Follow(unit, attachment);
            Timeline.Add(db, unit, item.CaseKey, TimelineCodes.AttachmentAdded, user.UserName, null, ("file", file.Name));
        }
        await db.SaveChangesAsync(ct);
    }

    private async Task Refuse(
        ReceivedMail row,
        ReadMail mail,
        WorkReceiver sender,
        WorkItem task,
        IReadOnlyList<string> faults,
        ReadAnswer? typed,
        CancellationToken ct
    )
    {
        var draft = await letters.Write(sender, task.Key, faults, typed, ct) ?? await letters.WriteShort(sender, faults, ct);
        await Settle(row, mail, MailStates.Work, MailReasons.WorkRefused, string.Join(' ', faults), task.CaseKey, (task.Key, draft), ct);
    }

    private async Task Settle(
        ReceivedMail row,
        ReadMail mail,
        string state,
        string? reason,
        string? detail,
        long caseKey,
        (long Task, WorkLetterDraft Draft)? reply,
        CancellationToken ct
    ) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var kept = await db.Set<ReceivedMail>().SingleAsync(one => one.Key == row.Key, ct);
                Fill(kept, unit, mail, state, reason, detail, caseKey);
                if (reason == MailReasons.Loop)
                    await MailAlarms.Loop(unit, db, kept, ct);
                if (reply is var (task, draft))
                    await letters.Order(
                        unit,
                        db,
                        string.Create(CultureInfo.InvariantCulture, $"work-reply:{row.Key}"),
                        draft,
                        caseKey,
                        task,
                        mail.MessageId,
                        ct
                    );
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    private static void Fill(ReceivedMail kept, UnitOfWork unit, ReadMail mail, string state, string? reason, string? detail, long caseKey)
    {
        (kept.From, kept.Subject, kept.CaseKey, kept.ThreadedBy) = (mail.From, mail.Subject, caseKey, ThreadedBy.Token);
        (kept.State, kept.Reason, kept.Detail, kept.NotBefore) = (state, reason, Cut(detail, DetailMax), null);
        kept.Marks = mail.Marks.Count == 0 ? null : string.Join('\n', mail.Marks);
        kept.TakenAt = unit.Now;
        kept.Version++;
    }

    private static async Task<(WorkItem? Task, int Count, bool IsKnown, DateTimeOffset Now)> Facts(
        DeskDb db,
        ReceivedMail row,
        ReadMail mail,
        WorkClaim claim,
        CancellationToken ct
    )
    {
        var task = await db.WorkItems.SingleOrDefaultAsync(one => one.Key == claim.TaskKey, ct);
        if (task is null)
            return (null, 0, false, db.Now);
        var hourAgo = db.Now - TimeSpan.FromHours(1);
        var count = await db.Set<ReceivedMail>()
            .CountAsync(
                one => one.CaseKey == task.CaseKey && one.TakenAt > hourAgo && one.State == MailStates.Work && one.From == mail.From,
                ct
            );
        // The same mail, whatever its bytes have become on another way.
        var isKnown =
            mail.MessageId is { } id
            && await db.Set<ReceivedMail>()
                .AnyAsync(one => one.MessageId == id && one.State == MailStates.Work && one.Key != row.Key && one.From == mail.From, ct);
        return (task, count, isKnown, db.Now);
    }

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text, int max) => text?.Length > max ? text[..(max - 1)] + "…" : text;
}
