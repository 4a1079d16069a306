using Baton.Desk.Cases;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>What all decisions about a contact do to its rows. The callers have asked who may; they save and publish.</summary>
internal static class Settling
{
    /// <summary>Contact, readable entry and files go to the case, and whoever works on it is told; saves.</summary>
    /// <returns>The topics to publish after the commit.</returns>
    public static async Task<IReadOnlyList<string>> Join(
        DeskDb db,
        UnitOfWork unit,
        IncomingContact row,
        Case standing,
        string actor,
        CancellationToken ct
    )
    {
        await FollowCustomer(db, row, ct);
        db.Contacts.Add(Record(row, standing.Key, actor));
        Timeline.Add(
            db,
            unit,
            standing.Key,
            TimelineCodes.ContactAdded,
            actor,
            null,
            (TimelineWords.Channel, row.Channel),
            ("subject", row.Subject)
        );
        db.CaseNotes.Add(
            new CaseNote
            {
                Key = unit.NextKey(),
                CaseKey = standing.Key,
                // A machine is not the customer: what it says is for colleagues.
                Kind = row.IsAutomatic ? NoteKind.Internal : NoteKind.FromCustomer,
                Author = Access.CustomerHimself.UserName,
                Text = Words(row, standing),
                At = unit.Now,
            }
        );
        await MoveFiles(db, unit, row, standing.Key, ct);
        await CaseMails.Follow(db, row, standing.Key, ct);
        Decide(row, unit, InboxStates.Joined, standing.Key, actor);
        (standing.UpdatedAt, standing.Version) = (unit.Now, standing.Version + 1);
        IReadOnlyList<string> told = [];
        if (!row.IsAutomatic)
        {
            var questions = db.CaseNotes.Where(note =>
                note.CaseKey == standing.Key && note.Purpose == NotePurpose.Question && note.AnsweredAt == null
            );
            foreach (var question in await questions.ToListAsync(ct))
                question.AnsweredAt = unit.Now;
            told = await CustomerNews.Tell(db, unit, standing, ct);
        }
        await db.SaveChangesAsync(ct);
        await CaseSearchText.Refresh(db, standing, ct);
        await db.SaveChangesAsync(ct);
        return [DeskChanges.Inbox, DeskChanges.Case(standing.Key), .. told];
    }

    /// <summary>The contact becomes the first one of a case that is being opened; the caller saves.</summary>
    public static async Task Open(DeskDb db, UnitOfWork unit, IncomingContact row, Case opened, string actor, CancellationToken ct)
    {
        row.CustomerKey = opened.CustomerKey;
        db.Contacts.Add(Record(row, opened.Key, actor));
        await MoveFiles(db, unit, row, opened.Key, ct);
        await CaseMails.Follow(db, row, opened.Key, ct);
        Decide(row, unit, InboxStates.Opened, opened.Key, actor);
    }

    /// <summary>It is kept as a contact without a case; the caller saves.</summary>
    public static async Task Log(DeskDb db, UnitOfWork unit, IncomingContact row, string actor, CancellationToken ct)
    {
        await FollowCustomer(db, row, ct);
        db.Contacts.Add(Record(row, null, actor));
        Decide(row, unit, InboxStates.Logged, null, actor);
    }

    public static void Decide(IncomingContact row, UnitOfWork unit, string state, long? caseKey, string actor)
    {
        (row.State, row.CaseKey, row.DecidedBy, row.DecidedAt) = (state, caseKey, actor, unit.Now);
        (row.Reason, row.ReasonDetail, row.ClaimedBy, row.ClaimedAt, row.UrgeAt, row.AnswersCaseKey) = (null, null, null, null, null, null);
        row.Version++;
    }

    /// <summary>What was written, with its subject where that says more than the case does already.</summary>
    private static string Words(IncomingContact row, Case standing)
    {
        var text = NoteRules.Clean(row.Text);
        var saysMore =
            !text.StartsWith(row.Subject.TrimEnd('…'), StringComparison.Ordinal)
            && !MailSubject.IsAnswer(row.Subject)
            && MailSubject.Bare(row.Subject) != MailSubject.Bare(standing.Subject);
        return saysMore ? NoteRules.Clean($"{row.Subject}\n{text}") : text;
    }

    /// <summary>Whom he turned out to be meanwhile; nobody where he was erased.</summary>
    private static async Task FollowCustomer(DeskDb db, IncomingContact row, CancellationToken ct)
    {
        if (row.CustomerKey is { } key)
            row.CustomerKey = await CustomerRows.Find(db, key, ct) is { ErasedAt: null } customer ? customer.Key : null;
    }

    private static Contact Record(IncomingContact row, long? caseKey, string actor) =>
        new()
        {
            Key = row.Key,
            CustomerKey = row.CustomerKey,
            CaseKey = caseKey,
            Channel = row.Channel,
            Phone = Sender.IsNumber(row.From) ? row.From : null,
            Subject = row.Subject,
            Note = row.Text,
            LoggedBy = actor,
            At = row.ReceivedAt,
        };

    private static async Task MoveFiles(DeskDb db, UnitOfWork unit, IncomingContact row, long caseKey, CancellationToken ct)
    {
        foreach (var file in await db.Attachments.Where(one => one.IncomingKey == row.Key && one.DeletedAt == null).ToListAsync(ct))
        {
            (file.CaseKey, file.IncomingKey) = (caseKey, null);
            if (file.ReplacedAt is null)
                Timeline.Add(db, unit, caseKey, TimelineCodes.AttachmentAdded, file.UploadedBy, null, ("file", file.FileName));
        }
    }
}
