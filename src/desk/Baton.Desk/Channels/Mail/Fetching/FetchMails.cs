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
/// Brings new mails of an open mailbox into the desk, a part at a time: first the bytes, then the rows, then what becomes of them at the server. Each step
/// may be repeated after a crash; nothing is lost or doubled.
/// </summary>
internal sealed class FetchMails(BatonRuntime runtime, DeskReader reader, AttachmentStore store, IOptions<MailboxOptions> options)
{
    private const int SettleBatch = 500;

    /// <summary>So many mails are asked for in one go and their rows written in one unit, unless they are long.</summary>
    private const int GroupCount = 20;
    private const long GroupBytes = 8 * 1024 * 1024;

    /// <summary>Files wait for the disk together.</summary>
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    /// <summary>Fetches what is new among the next mails at the server.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> FetchPart(Mailbox mailbox, IMailSource source, CancellationToken ct)
    {
        await Settle(mailbox, source, ct);
        var last = await LastUid(mailbox.Code, source.UidValidity, ct);
        var listed = await source.List(last, ct);
        var news = await Unknown(mailbox.Code, listed, ct);
        if (source.UidValidity == 0)
            // A POP3 server forgets what was to be deleted when its session breaks.
            await source.Settle([.. listed.Except(news).Select(one => one.ServerId)], ct);
        await Keep(mailbox.Code, source, news, ct);
        if (news.Count > 0)
            await Settle(mailbox, source, ct);
        // POP3 lists all at once; of IMAP there may be more.
        if (listed.Count == 0 || source.UidValidity == 0)
            return false;
        if (news.Count == 0)
            await Note(mailbox.Code, source.UidValidity, listed[^1].Uid, ct);
        return true;
    }

    /// <summary>Keeps mails in their order; while some are kept the next ones are on their way.</summary>
    private async Task Keep(string mailbox, IMailSource source, IReadOnlyList<RemoteMail> news, CancellationToken ct)
    {
        var max = options.Value.MaxMegabytes * 1024 * 1024;
        var keeping = Task.CompletedTask;
        try
        {
            foreach (var group in Groups(news, max))
            {
                var raw = await source.Fetch([.. group.Where(one => one.Size <= max)], ct);
                await keeping;
                List<FetchedMail> mails =
                [
                    .. group
                        .Where(one => one.Size > max || raw.ContainsKey(one.ServerId))
                        .Select(one => FetchedMail.Of(one, raw.GetValueOrDefault(one.ServerId, []), max)),
                ];
                keeping = Task.Run(() => Keep(mailbox, source.UidValidity, mails, group[^1].Uid, ct), ct);
            }
        }
        finally
        {
            await keeping;
        }
    }

    private static IEnumerable<IReadOnlyList<RemoteMail>> Groups(IReadOnlyList<RemoteMail> mails, long max)
    {
        var group = new List<RemoteMail>();
        long bytes = 0;
        foreach (var mail in mails)
        {
            // What is too long is not fetched.
            var size = mail.Size <= max ? mail.Size : 0;
            if (group.Count == GroupCount || (group.Count > 0 && bytes + size > GroupBytes))
            {
                yield return group;
                (group, bytes) = ([], 0);
            }
            group.Add(mail);
            bytes += size;
        }
        if (group.Count > 0)
            yield return group;
    }

    /// <param name="mailbox">Where they came from.</param>
    /// <param name="validity">Of the IMAP folder; 0 for none.</param>
    /// <param name="mails">What is to be kept.</param>
    /// <param name="uid">Up to this number nothing is left to fetch then.</param>
    /// <param name="ct">Gives up.</param>
    private async Task Keep(string mailbox, long validity, List<FetchedMail> mails, long uid, CancellationToken ct)
    {
        await Parallel.ForEachAsync(
            mails.Where(one => one is { IsTooLarge: false, Raw.Length: > 0 }),
            AtOnce,
            async (mail, _) =>
            {
                using var content = new MemoryStream(mail.Raw, writable: false);
                await store.Save(content, mail.Raw.Length, (_, _) => Task.FromResult(true), ct);
            }
        );
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                foreach (var mail in await NotKept(db, mailbox, mails, ct))
                    db.Add(Row(unit, mailbox, mail));
                await Advance(unit, db, mailbox, validity, uid, ct);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    /// <summary>Without those that another session has kept meanwhile; what a server shows once more under a new number is told.</summary>
    private static async Task<List<FetchedMail>> NotKept(DeskDb db, string mailbox, List<FetchedMail> mails, CancellationToken ct)
    {
        var names = mails.ConvertAll(one => one.At.ServerId);
        var known = await db.Set<ReceivedMail>()
            .Where(row => row.Mailbox == mailbox && names.Contains(row.ServerId))
            .Select(row => row.ServerId)
            .ToListAsync(ct);
        var hashes = mails.ConvertAll(one => one.Sha256);
        var there = await db.Set<ReceivedMail>()
            .Where(row => row.Mailbox == mailbox && hashes.Contains(row.Sha256))
            .Select(row => new { row.Sha256, row.MessageId })
            .ToListAsync(ct);
        var same = there.Select(one => (one.Sha256, one.MessageId)).ToHashSet();
        return
        [
            .. mails
                .Where(one => !known.Contains(one.At.ServerId, StringComparer.Ordinal))
                .Select(one => one with { IsSame = !one.IsTooLarge && !same.Add((one.Sha256, one.MessageId)) }),
        ];
    }

    private static ReceivedMail Row(UnitOfWork unit, string mailbox, FetchedMail mail) =>
        new()
        {
            Key = unit.NextKey(),
            Mailbox = mailbox,
            ServerId = mail.At.ServerId,
            MessageId = mail.MessageId,
            Sha256 = mail.Sha256,
            Size = (int)Math.Min(int.MaxValue, Math.Max(mail.At.Size, mail.Raw.Length)),
            FetchedAt = unit.Now,
            State =
                mail.IsTooLarge ? MailStates.Aside
                : mail.IsSame ? MailStates.Parked
                : MailStates.Stored,
            Reason =
                mail.IsTooLarge ? MailReasons.TooLarge
                : mail.IsSame ? MailReasons.Duplicate
                : null,
        };

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

    /// <summary>A mail with its bytes.</summary>
    /// <param name="At">Where it lies at its server.</param>
    /// <param name="Raw">Its bytes; none for one that is too long.</param>
    /// <param name="IsTooLarge">It is set aside unread.</param>
    /// <param name="Sha256">Hash of its bytes.</param>
    /// <param name="MessageId">As it stands in its head.</param>
    private sealed record FetchedMail(RemoteMail At, byte[] Raw, bool IsTooLarge, string Sha256, string? MessageId)
    {
        /// <summary>A server that numbers its mails anew shows the same ones again.</summary>
        public bool IsSame { get; init; }

        public static FetchedMail Of(RemoteMail at, byte[] raw, int max) =>
            new(at, raw, at.Size > max || raw.Length > max, Convert.ToHexStringLower(SHA256.HashData(raw)), RawHead.MessageId(raw));
    }
}
