using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>
/// Takes contacts in for all channels: each once, however often a channel hands it over. The customer is found by the sender; what answers a case goes
/// to it; what may become a case by itself does where all that it needs is known; all else waits in the inbox. Safe for any number of threads.
/// </summary>
internal sealed class ReceiveContact(BatonRuntime runtime, InboxClock clock, OpenByItself openByItself, DeskChanges changes)
{
    private const int SubjectMaxLength = 200;
    private const int TextMaxLength = 200_000;
    private const int NameMaxLength = 200;
    private const int AddressMaxLength = 320;

    /// <summary>No round of urging takes so long.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    /// <summary>Keeps the contact; whoever calls may forget it afterwards.</summary>
    public async Task<Outcome<Received>> Handle(ArrivedContact arrived, CancellationToken ct)
    {
        var taken = await runtime.Write<TakenContact>(unit => Take(unit, arrived, ct), ct);
        return taken.Problem is { } problem ? problem : await Finish(taken.Value, ct);
    }

    /// <summary>What follows the commit of a unit in which a contact was kept by <see cref="Take"/>.</summary>
    public async Task<Received> Finish(TakenContact taken, CancellationToken ct)
    {
        var (received, opens) = taken;
        if (!opens)
            return received;
        var number = await openByItself.Handle(received.Key, ct);
        return number is null || received.As == ReceivedAs.Known
            ? received with
            {
                CaseNumber = number,
            }
            : received with
            {
                As = ReceivedAs.Opened,
                CaseNumber = number,
            };
    }

    /// <summary>Keeps the contact in a unit of the caller's, who calls <see cref="Finish"/> after its commit.</summary>
    public async ValueTask<Outcome<TakenContact>> Take(UnitOfWork unit, ArrivedContact arrived, CancellationToken ct)
    {
        await using var db = DeskDb.In(unit);
        var known = await db.IncomingContacts.SingleOrDefaultAsync(
            row => row.Source == arrived.Source && row.SourceId == arrived.SourceId,
            ct
        );
        if (known is not null)
        {
            var number = await db.Cases.Where(one => one.Key == known.CaseKey).Select(one => one.Number).SingleOrDefaultAsync(ct);
            return new TakenContact(new(known.Key, ReceivedAs.Known, number), known.Reason == InboxReasons.Opening);
        }
        var row = await Row(db, unit, arrived, ct);
        db.IncomingContacts.Add(row);
        Keep(db, unit, row, arrived.Files);
        await db.SaveChangesAsync(ct);
        if (row.State == InboxStates.Spam)
            return new TakenContact(new(row.Key, ReceivedAs.Waiting, null), false);
        if (arrived.CaseKey is { } caseKey && await CasesOfContacts.Standing(db, caseKey, ct) is { } standing)
            return await Answer(db, unit, row, standing, arrived.ReopensCase, ct);
        if (arrived is { OpensCase: true, IsAutomatic: false })
            row.Reason ??= InboxReasons.Opening;
        await db.SaveChangesAsync(ct);
        await Wake(db, unit, row, ct);
        return new TakenContact(new(row.Key, ReceivedAs.Waiting, null), row.Reason == InboxReasons.Opening);
    }

    /// <summary>A closed case is taken up again only where the channel says so, and never by a machine.</summary>
    private async Task<Outcome<TakenContact>> Answer(
        DeskDb db,
        UnitOfWork unit,
        IncomingContact row,
        Cases.Case standing,
        bool reopens,
        CancellationToken ct
    )
    {
        if (standing.IsClosed && !row.IsAutomatic)
        {
            if (!reopens)
            {
                (row.Reason, row.ReasonDetail, row.AnswersCaseKey) = (InboxReasons.ClosedCase, standing.Number, standing.Key);
                await db.SaveChangesAsync(ct);
                await Wake(db, unit, row, ct);
                return new TakenContact(new(row.Key, ReceivedAs.Waiting, null), false);
            }
            if (await ReopenCase.Begin(db, unit, standing, CustomerHimself.UserName, row.Subject, ct) is { } refused)
                return refused;
        }
        var topics = await Settling.Join(db, unit, row, standing, CustomerHimself.UserName, ct);
        unit.AfterCommit(() => changes.Publish([.. topics, DeskChanges.AnyWorklist]));
        return new TakenContact(new(row.Key, ReceivedAs.Joined, standing.Number), false);
    }

    private async Task<IncomingContact> Row(DeskDb db, UnitOfWork unit, ArrivedContact arrived, CancellationToken ct)
    {
        var from = Cut(Sender.Normal(arrived.From), AddressMaxLength);
        var isBlocked = from is not null && await db.Set<BlockedSender>().AnyAsync(one => one.Address == from, ct);
        var (customer, areSeveral) = arrived.CustomerKey is { } given ? (given, false) : await Sender.Find(db, from, ct);
        var due = isBlocked ? (DateTimeOffset?)null : await clock.Due(db, arrived.Channel, arrived.Unit, unit.Now, ct);
        return new IncomingContact
        {
            Key = unit.NextKey(),
            Channel = arrived.Channel,
            Source = arrived.Source,
            SourceId = arrived.SourceId,
            From = from,
            FromName = Cut(arrived.FromName?.Trim(), NameMaxLength),
            OtherAddress = Cut(Sender.Normal(arrived.OtherAddress), AddressMaxLength),
            To = Cut(arrived.To, AddressMaxLength),
            Subject = Cut(Line(arrived.Subject), SubjectMaxLength) ?? "",
            Text = Cut(arrived.Text, TextMaxLength),
            RawSha256 = arrived.RawSha256,
            IsAutomatic = arrived.IsAutomatic,
            ReceivedAt = arrived.ReceivedAt,
            ArrivedAt = unit.Now,
            CustomerKey = customer,
            Unit = arrived.Unit,
            CaseType = arrived.CaseType,
            Category = arrived.Category,
            Form = arrived.Form,
            State = isBlocked ? InboxStates.Spam : InboxStates.Waiting,
            Reason =
                isBlocked ? InboxReasons.Blocked
                : areSeveral ? InboxReasons.SeveralCustomers
                : arrived.Reason,
            ReasonDetail = isBlocked || areSeveral ? null : arrived.ReasonDetail,
            DueAt = due,
            UrgeAt = due,
            DecidedAt = isBlocked ? unit.Now : null,
            Version = 1,
        };
    }

    private static void Keep(DeskDb db, UnitOfWork unit, IncomingContact row, IReadOnlyList<TakenFile> files)
    {
        foreach (var file in files)
        {
            var attachment = new Attachment
            {
                Key = unit.NextKey(),
                IncomingKey = row.Key,
                FileName = file.Name,
                ContentType = file.ContentType,
                Size = file.Content.Size,
                Sha256 = file.Content.Sha256,
                Scan = ScanStates.Of(file.Scan),
                UploadedBy = CustomerHimself.UserName,
                UploadedAt = unit.Now,
            };
            db.Attachments.Add(attachment);
            LateScan.Follow(unit, attachment);
        }
    }

    private async Task Wake(DeskDb db, UnitOfWork unit, IncomingContact row, CancellationToken ct)
    {
        // Where another one is due before it, whoever urges looks in time anyway; in a full inbox that is nearly always so. One that is due at once does not
        // count: it may be urged at this moment, by somebody who does not see this row yet.
        var soon = unit.Now + Soon;
        var isLater = await db.IncomingContacts.AnyAsync(
            one => one.State == InboxStates.Waiting && one.UrgeAt > soon && one.UrgeAt <= row.UrgeAt && one.Key != row.Key,
            ct
        );
        if (!isLater)
            unit.SetSchedule(InboxUrging.Schedule, unit.Now);
        unit.AfterCommit(() => changes.Publish(DeskChanges.Inbox));
    }

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..(length - 1)] + "…" : text;
}
