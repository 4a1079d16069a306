using System.Security.Cryptography;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>
/// Brings new mails of an open mailbox into the desk: first the bytes, then the row, then what becomes of it at the server. Each step may be
/// repeated after a crash; nothing is lost or doubled.
/// </summary>
internal sealed class FetchMails(BatonRuntime runtime, DeskReader reader, AttachmentStore store, IOptions<MailboxOptions> options)
{
    private const int SettleBatch = 500;

    /// <returns>How many came.</returns>
    public async Task<int> Fetch(Mailbox mailbox, IMailSource source, CancellationToken ct)
    {
        await Settle(mailbox, source, ct);
        var count = 0;
        while (true)
        {
            var last = await LastUid(mailbox.Code, source.UidValidity, ct);
            var listed = await source.List(last, ct);
            var news = await Unknown(mailbox.Code, listed, ct);
            if (source.UidValidity == 0)
                // A POP3 server forgets what was to be deleted when its session breaks.
                await source.Settle([.. listed.Except(news).Select(one => one.ServerId)], ct);
            foreach (var mail in news)
                count += await Keep(mailbox, source, mail, ct) ? 1 : 0;
            if (news.Count > 0)
                await Settle(mailbox, source, ct);
            // POP3 lists all at once; of IMAP there may be more.
            if (listed.Count == 0 || source.UidValidity == 0)
                return count;
            if (news.Count == 0)
                await Note(mailbox.Code, source.UidValidity, listed[^1].Uid, ct);
        }
    }

    private async Task<bool> Keep(Mailbox mailbox, IMailSource source, RemoteMail mail, CancellationToken ct)
    {
        var max = options.Value.MaxMegabytes * 1024 * 1024;
        var raw = mail.Size > max ? [] : await source.Fetch(mail, ct);
        if (raw is null)
        {
            await Note(mailbox.Code, source.UidValidity, mail.Uid, ct);
            return false;
        }
        var isTooLarge = mail.Size > max || raw.Length > max;
        var sha = Convert.ToHexStringLower(SHA256.HashData(raw));
        if (!isTooLarge && raw.Length > 0)
        {
            using var content = new MemoryStream(raw, writable: false);
            await store.Save(content, max, (_, _) => Task.FromResult(true), ct);
        }
        var messageId = RawHead.MessageId(raw);
        var outcome = await runtime.Write<bool>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var isKnown = await db.Set<ReceivedMail>()
                    .AnyAsync(row => row.Mailbox == mailbox.Code && row.ServerId == mail.ServerId, ct);
                if (!isKnown)
                {
                    // A server that numbers its mails anew shows the same ones again.
                    var isSame =
                        !isTooLarge
                        && await db.Set<ReceivedMail>()
                            .AnyAsync(row => row.Mailbox == mailbox.Code && row.Sha256 == sha && row.MessageId == messageId, ct);
                    var row = new ReceivedMail
                    {
                        Key = unit.NextKey(),
                        Mailbox = mailbox.Code,
                        ServerId = mail.ServerId,
                        MessageId = messageId,
                        Sha256 = sha,
                        Size = (int)Math.Min(int.MaxValue, Math.Max(mail.Size, raw.Length)),
                        FetchedAt = unit.Now,
                        State =
                            isTooLarge ? MailStates.Aside
                            : isSame ? MailStates.Parked
                            : MailStates.Stored,
                        Reason =
                            isTooLarge ? MailReasons.TooLarge
                            : isSame ? MailReasons.Duplicate
                            : null,
                    };
                    db.Add(row);
                }
                await Advance(unit, db, mailbox.Code, source.UidValidity, mail.Uid, ct);
                await db.SaveChangesAsync(ct);
                return !isKnown;
            },
            ct
        );
        return outcome.Value;
    }

    private async Task Note(string mailbox, long validity, long uid, CancellationToken ct)
    {
        if (validity == 0)
            return;
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                await Advance(unit, db, mailbox, validity, uid, ct);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    private static async Task Advance(UnitOfWork unit, DeskDb db, string mailbox, long validity, long uid, CancellationToken ct)
    {
        if (validity == 0)
            return;
        var state = await db.Set<MailboxState>().SingleOrDefaultAsync(row => row.Mailbox == mailbox, ct);
        state ??= db.Add(new MailboxState { Mailbox = mailbox, Since = unit.Now }).Entity;
        state.LastUid = state.UidValidity == validity ? Math.Max(state.LastUid, uid) : uid;
        state.UidValidity = validity;
        state.Version++;
    }

    private Task<long> LastUid(string mailbox, long validity, CancellationToken ct) =>
        reader.Read(
            db =>
                db.Set<MailboxState>()
                    .Where(row => row.Mailbox == mailbox && row.UidValidity == validity)
                    .Select(row => row.LastUid)
                    .SingleOrDefaultAsync(ct),
            ct
        );

    private async Task<List<RemoteMail>> Unknown(string mailbox, IReadOnlyList<RemoteMail> listed, CancellationToken ct)
    {
        var unknown = new List<RemoteMail>();
        foreach (var part in listed.Chunk(500))
        {
            var names = part.Select(one => one.ServerId).ToList();
            var known = await reader.Read(
                db =>
                    db.Set<ReceivedMail>()
                        .Where(row => row.Mailbox == mailbox && names.Contains(row.ServerId))
                        .Select(row => row.ServerId)
                        .ToListAsync(ct),
                ct
            );
            unknown.AddRange(part.Where(one => !known.Contains(one.ServerId, StringComparer.Ordinal)));
        }
        return unknown;
    }

    private async Task Settle(Mailbox mailbox, IMailSource source, CancellationToken ct)
    {
        while (true)
        {
            var open = await reader.Read(
                db =>
                    db.Set<ReceivedMail>()
                        .Where(row => row.Mailbox == mailbox.Code && !row.IsSettled)
                        .OrderBy(row => row.Key)
                        .Select(row => new { row.Key, row.ServerId })
                        .Take(SettleBatch)
                        .ToListAsync(ct),
                ct
            );
            if (open.Count == 0)
                return;
            await source.Settle(open.ConvertAll(one => one.ServerId), ct);
            var keys = open.ConvertAll(one => one.Key);
            await runtime.Write<Done>(
                async unit =>
                {
                    await using var db = DeskDb.In(unit);
                    await db.Set<ReceivedMail>()
                        .Where(row => keys.Contains(row.Key))
                        .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsSettled, true), ct);
                    return Done.Outcome;
                },
                ct
            );
            if (open.Count < SettleBatch)
                return;
        }
    }
}
