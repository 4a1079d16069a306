using System.Globalization;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Channels.Mail.Reading;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Channels.Mail.Work;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Taking;

/// <summary>
/// Makes contacts of mails that are kept. Whatever fails leaves the mail where it is: it is tried again, then set aside with the reason. The contact is
/// known by the key of the mail, so that a crash between makes no second one.
/// </summary>
internal sealed partial class TakeMails(
    BatonRuntime runtime,
    DeskReader reader,
    AttachmentStore store,
    AttachmentIntake intake,
    ReceiveContact receive,
    MailKeys keys,
    MailRules rules,
    WorkAnswers answers,
    IOptions<MailboxOptions> options,
    IOptions<MailOptions> outgoing,
    IOptions<DeskOptions> desk,
    ILogger<TakeMails> logger
)
{
    /// <summary>Stands for the channel where somebody has to be named.</summary>
    public const string Actor = "(mail)";

    private const int Batch = 100;

    /// <summary>So many are read ahead, unless they are long.</summary>
    private const int AheadCount = 6;
    private const long AheadBytes = 32 * 1024 * 1024;

    /// <returns>How many were looked at.</returns>
    public async Task<int> Take(Mailbox mailbox, CancellationToken ct)
    {
        var count = 0;
        while (true)
        {
            var (rows, house) = await reader.Read(async db => (await Next(db, mailbox.Code, ct), await House(db, mailbox, ct)), ct);
            await TakeInOrder(mailbox, rows, house, ct);
            count += rows.Count;
            if (rows.Count < Batch)
                return count;
        }
    }

    private static Task<List<ReceivedMail>> Next(DeskDb db, string mailbox, CancellationToken ct) =>
        db.Set<ReceivedMail>()
            .Where(row => row.Mailbox == mailbox && row.State == MailStates.Stored && (row.NotBefore == null || row.NotBefore <= db.Now))
            .OrderBy(row => row.Key)
            .Take(Batch)
            .ToListAsync(ct);

    private async Task<MailHouse> House(DeskDb db, Mailbox mailbox, CancellationToken ct)
    {
        var boxes = await db.Set<Mailbox>().Select(one => new { one.Code, one.Address }).ToListAsync(ct);
        return new(
            [mailbox.Code, .. boxes.Select(one => one.Code).Where(one => one != mailbox.Code)],
            [
                .. boxes.Select(one => one.Address),
                .. outgoing.Value.From is { Length: > 0 } from ? [from.ToLowerInvariant()] : Array.Empty<string>(),
            ]
        );
    }

    /// <summary>
    /// Mails are read and their files kept ahead, several at once. What becomes of them is decided one after the other: one may answer another.
    /// </summary>
    private async Task TakeInOrder(Mailbox mailbox, List<ReceivedMail> rows, MailHouse house, CancellationToken ct)
    {
        var ahead = new Queue<Task<PreparedMail>>();
        var (next, bytes) = (0, 0L);
        try
        {
            foreach (var row in rows)
            {
                for (; next < rows.Count && MayBegin(ahead.Count, bytes + rows[next].Size); next++)
                {
                    var begun = rows[next];
                    ahead.Enqueue(Task.Run(() => Prepare(mailbox, begun, house, ct), ct));
                    bytes += begun.Size;
                }
                await TakeOne(mailbox, row, ahead.Dequeue(), house, ct);
                bytes -= row.Size;
            }
        }
        finally
        {
            await Task.WhenAll((IEnumerable<Task>)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool MayBegin(int begun, long bytes) => begun == 0 || (begun < AheadCount && bytes <= AheadBytes);

    private async Task TakeOne(Mailbox mailbox, ReceivedMail row, Task<PreparedMail> prepared, MailHouse house, CancellationToken ct)
    {
        try
        {
            await Take(mailbox, row, await prepared, house, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // One mail that fails must not keep the others waiting.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(error, row.Key, mailbox.Code);
            await Later(row, error.GetType().Name + ": " + error.Message, ct);
        }
    }

    /// <summary>What can be done without knowing what became of the mails before.</summary>
    private async Task<PreparedMail> Prepare(Mailbox mailbox, ReceivedMail row, MailHouse house, CancellationToken ct)
    {
        byte[] raw;
        await using (var stream = await store.Open(row.Sha256, ct))
        {
            using var content = new MemoryStream(row.Size);
            await stream.CopyToAsync(content, ct);
            raw = content.ToArray();
        }
        var reading = MailReading.Read(raw, new MailLimits(desk.Value.AttachmentMaxBytes), house.Addresses);
        var files = new Lazy<Task<TakenFiles>>(() => Files(mailbox, reading.Mail?.Files ?? [], ct));
        // Of most mails of machines nothing is kept beside the original.
        if (reading.Mail is { Machine.Kind: MachineKind.None })
            await files.Value;
        return new(reading.Mail, reading.Refusal, files);
    }

    private async Task Take(Mailbox mailbox, ReceivedMail row, PreparedMail prepared, MailHouse house, CancellationToken ct)
    {
        if (prepared.Mail is not { } mail)
        {
            await Settle(row, MailStates.Aside, prepared.Refusal, null, ct);
            return;
        }
        var work = await answers.Take(row, mail, async () => (await prepared.Files.Value).Files, ct);
        if (work == WorkTaking.Done)
            return;
        var tokens = await keys.Get(ct);
        var facts = await reader.Read(db => MailSituation.Read(db, mail, row.Key, house.Mailboxes, tokens, ct), ct);
        if (work == WorkTaking.Forged)
        {
            // It may name any task: a person sees whether it belongs to a case.
            mail = mail with
            {
                Marks = [.. mail.Marks, MailMarks.ForgedTask],
            };
            facts = facts with { CaseKey = null, ThreadedBy = null };
        }
        var verdict = await Judge(mailbox, row, mail, facts, ct);
        if (verdict.State is { } state)
        {
            await Settle(row, state, verdict.Reason, verdict.Detail, ct, mail, facts, verdict.BouncedMessage);
            return;
        }
        await Receive(mailbox, row, mail, await prepared.Files.Value, facts, verdict, ct);
    }

    /// <summary>What becomes of the mail; without a state it becomes a contact.</summary>
    private async Task<MailVerdict> Judge(Mailbox mailbox, ReceivedMail row, ReadMail mail, MailSituation facts, CancellationToken ct)
    {
        var machine = row.IsForced ? MachineVerdict.Person : mail.Machine;
        var isAutomatic = machine.Kind != MachineKind.None;
        if (machine.Kind == MachineKind.Own)
            return MailVerdict.Of(MailStates.Parked, MailReasons.Own, machine.Because);
        var joins = facts.CaseKey is not null ? facts.JoinsOfHour : 0;
        var limit = isAutomatic ? options.Value.AutomaticPerHour : options.Value.JoinsPerHour;
        if (!row.IsForced && facts.CaseKey is not null && joins >= limit)
            return MailVerdict.Of(MailStates.Aside, MailReasons.Loop, null) with { BouncedMessage = facts.BouncedMessage };
        if (isAutomatic)
        {
            var parked = machine.Kind switch
            {
                MachineKind.Bounce => MailReasons.Bounce,
                MachineKind.Bulk => MailReasons.Bulk,
                _ => MailReasons.AutoReply,
            };
            // It never opens or reopens anything; an open case says what came.
            return facts is { CaseKey: not null, IsClosed: false }
                ? new(null, null, null)
                {
                    IsAutomatic = true,
                    CaseKey = facts.CaseKey,
                    BouncedMessage = facts.BouncedMessage,
                }
                : MailVerdict.Of(MailStates.Parked, parked, machine.Bounce?.Reason ?? machine.Because) with
                {
                    BouncedMessage = facts.BouncedMessage,
                };
        }
        if (!row.IsForced && !mailbox.TakesUnknownSenders && facts.CaseKey is null && !facts.IsCustomer)
            return MailVerdict.Of(MailStates.Aside, MailReasons.UnknownSender, mail.From);
        var (rule, fault) = await rules.Ask(mailbox.Rule, MailFacts.Of(mail, facts.IsCustomer, mailbox.Code), ct);
        if (rule.Ignores && !row.IsForced && facts.CaseKey is null)
            return MailVerdict.Of(MailStates.Parked, MailReasons.Ignored, null);
        var verdict = new MailVerdict(null, null, fault) { Rule = rule, CaseKey = facts.CaseKey };
        if (facts is not { CaseKey: not null, IsClosed: true })
            return verdict;
        return ClosedCase.Decide(mailbox, facts.ClosedAt, facts.Now) switch
        {
            ClosedCaseDeed.Reopen => verdict with { Reopens = true },
            ClosedCaseDeed.New => verdict with { CaseKey = null },
            _ => verdict,
        };
    }

    private async Task Receive(
        Mailbox mailbox,
        ReceivedMail row,
        ReadMail mail,
        TakenFiles files,
        MailSituation facts,
        MailVerdict verdict,
        CancellationToken ct
    )
    {
        List<string> marks = [.. mail.Marks, .. files.Refused.Select(name => MailMarks.Of(MailMarks.FileRefused, name))];
        if (facts.HasForgedToken)
            marks.Add(MailMarks.ForgedToken);
        if (verdict.CaseKey is not null && !facts.IsOfCase)
            marks.Add(MailMarks.OtherSender);
        var arrived = Arrived(mailbox, row, mail, verdict, marks) with { Files = files.Files };
        var outcome = await Keep(arrived);
        if (outcome.Problem is not null && arrived.ReopensCase)
            // A case that cannot be taken up again is a matter for a person.
            outcome = await Keep(arrived with { ReopensCase = false });
        if (outcome.Problem is { } problem)
            await Later(row, problem.Detail, ct);
        else if (outcome.Value.Opens)
        {
            // Until its case is there it counts as not taken, so that a crash between does not forget the case.
            var received = await receive.Finish(outcome.Value, ct);
            await runtime.Write<Done>(
                async unit =>
                {
                    await Taken(unit, received.Key);
                    return Done.Outcome;
                },
                ct
            );
        }

        Task<Outcome<TakenContact>> Keep(ArrivedContact contact) =>
            runtime.Write<TakenContact>(
                async unit =>
                {
                    var taken = await receive.Take(unit, contact, ct);
                    if (taken.Problem is null && !taken.Value.Opens)
                        await Taken(unit, taken.Value.Received.Key);
                    return taken;
                },
                ct
            );

        async Task Taken(UnitOfWork unit, long contact)
        {
            await using var db = DeskDb.In(unit);
            var kept = await db.Set<ReceivedMail>().SingleAsync(one => one.Key == row.Key, ct);
            Fill(kept, mail, facts, marks);
            (kept.State, kept.Reason, kept.Detail, kept.NotBefore) = (MailStates.Taken, null, verdict.Detail, null);
            kept.ContactKey = contact;
            kept.CaseKey =
                await db.IncomingContacts.Where(one => one.Key == contact).Select(one => one.CaseKey).SingleOrDefaultAsync(ct)
                ?? verdict.CaseKey;
            kept.TakenAt = unit.Now;
            await db.SaveChangesAsync(ct);
            if (verdict.BouncedMessage is { } message)
                await MessageOutcomes.Bounced(unit, message, mail.Machine.Bounce?.Reason, ct);
        }
    }

    private static ArrivedContact Arrived(
        Mailbox mailbox,
        ReceivedMail row,
        ReadMail mail,
        MailVerdict verdict,
        IReadOnlyList<string> marks
    ) =>
        new(
            MessageChannels.Mail,
            "mail:" + mailbox.Code,
            row.Key.ToString(CultureInfo.InvariantCulture),
            Subject(mail, mailbox),
            mail.WrittenAt is { } written && written < row.FetchedAt ? written : row.FetchedAt
        )
        {
            From = mail.From,
            FromName = mail.FromName,
            To = mailbox.Address,
            Text = MailWords.Text(mail, marks, mailbox.Language),
            RawSha256 = row.Sha256,
            CaseKey = verdict.CaseKey,
            Unit = verdict.Rule.Unit ?? mailbox.Unit,
            CaseType = verdict.Rule.Type ?? mailbox.CaseType,
            Category = verdict.Rule.Category ?? mailbox.Category,
            OpensCase = !verdict.IsAutomatic && (verdict.Rule.Opens ?? mailbox.OpensCases) && verdict.CaseKey is null,
            ReopensCase = verdict.Reopens,
            IsAutomatic = verdict.IsAutomatic,
        };

    /// <summary>Without the marks of cases and tasks, which are for the desk and not for people.</summary>
    private static string Subject(ReadMail mail, Mailbox mailbox) =>
        CaseToken.Without(WorkToken.Without(mail.Subject)) is { Length: > 0 } subject
            ? subject
            : MailTexts.Words.Get("no-subject", mailbox.Language);

    /// <summary>Takes the files in; what may not be kept is named.</summary>
    private async Task<TakenFiles> Files(Mailbox mailbox, IReadOnlyList<MailFile> files, CancellationToken ct)
    {
        var (taken, refused) = (new List<TakenFile>(), new List<string>());
        var sender = new DeskUser(Actor, Actor, [], [], new HashSet<string>(), mailbox.Language);
        foreach (var file in files)
        {
            using var content = new MemoryStream(file.Content, writable: false);
            var outcome = await intake.Take(sender, new(file.Name, content, file.Content.Length), _ => Task.FromResult<Problem?>(null), ct);
            if (outcome.Problem is null)
                taken.Add(outcome.Value);
            else if (outcome.Problem.Code == Http.Answer.Unavailable)
                throw new InvalidOperationException(outcome.Problem.Detail);
            else
                refused.Add(file.Name);
        }
        return new(taken, refused);
    }

    private async Task Settle(
        ReceivedMail row,
        string state,
        string? reason,
        string? detail,
        CancellationToken ct,
        ReadMail? mail = null,
        MailSituation? facts = null,
        long? bounced = null
    ) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var kept = await db.Set<ReceivedMail>().SingleAsync(one => one.Key == row.Key, ct);
                if (mail is not null && facts is not null)
                    Fill(kept, mail, facts, mail.Marks);
                (kept.State, kept.Reason, kept.Detail, kept.NotBefore) = (state, reason, Short(detail), null);
                kept.TakenAt = unit.Now;
                if (reason == MailReasons.Loop)
                    await MailAlarms.Loop(unit, db, kept, ct);
                await db.SaveChangesAsync(ct);
                if (bounced is { } message)
                    await MessageOutcomes.Bounced(unit, message, mail?.Machine.Bounce?.Reason, ct);
                return Done.Outcome;
            },
            ct
        );

    private static void Fill(ReceivedMail kept, ReadMail mail, MailSituation facts, IReadOnlyList<string> marks)
    {
        (kept.From, kept.Subject) = (mail.From, mail.Subject);
        kept.Marks = marks.Count == 0 ? null : string.Join('\n', marks);
        kept.ThreadedBy = facts.ThreadedBy;
        kept.CaseKey ??= facts.CaseKey;
        kept.Version++;
    }

    private async Task Later(ReceivedMail row, string why, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var kept = await db.Set<ReceivedMail>().SingleAsync(one => one.Key == row.Key, ct);
                kept.Attempts++;
                kept.Detail = Short(why);
                kept.Version++;
                if (kept.Attempts >= options.Value.Attempts)
                    (kept.State, kept.Reason, kept.NotBefore) = (MailStates.Aside, MailReasons.Failed, null);
                else
                    kept.NotBefore = unit.Now + TimeSpan.FromSeconds(5 * Math.Pow(4, kept.Attempts));
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    private static string? Short(string? text) => text?.Length > 500 ? text[..500] : text;

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Key} of mailbox {Mailbox} cannot be taken; it is tried again or set aside.")]
    private partial void LogFailed(Exception error, long key, string mailbox);

    private sealed record MailVerdict(string? State, string? Reason, string? Detail)
    {
        public bool IsAutomatic { get; init; }
        public bool Reopens { get; init; }
        public long? CaseKey { get; init; }
        public long? BouncedMessage { get; init; }
        public RuleVerdict Rule { get; init; } = RuleVerdict.Nothing;

        public static MailVerdict Of(string state, string reason, string? detail) => new(state, reason, detail);
    }

    /// <summary>What the desk has of its own.</summary>
    /// <param name="Mailboxes">Codes of all mailboxes, the one that is read first.</param>
    /// <param name="Addresses">From which the desk writes.</param>
    private sealed record MailHouse(IReadOnlyList<string> Mailboxes, IReadOnlyList<string> Addresses);

    /// <summary>A mail that was read.</summary>
    /// <param name="Mail">Null where it cannot be read.</param>
    /// <param name="Refusal">Why it cannot.</param>
    /// <param name="Files">Takes its files in when they are asked for, once.</param>
    private sealed record PreparedMail(ReadMail? Mail, string? Refusal, Lazy<Task<TakenFiles>> Files);

    /// <summary>The files of a mail.</summary>
    /// <param name="Files">What was taken in.</param>
    /// <param name="Refused">Names of what may not be kept.</param>
    private sealed record TakenFiles(IReadOnlyList<TakenFile> Files, IReadOnlyList<string> Refused);
}
