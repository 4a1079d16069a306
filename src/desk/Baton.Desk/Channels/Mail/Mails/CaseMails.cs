using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Mails;

/// <summary>The mails of cases that go. A row stays without what it says, so that a server that still has the mail does not bring it again.</summary>
internal sealed class CaseMails : ICaseBelongings
{
    public string Name => "mails";

    /// <summary>A contact that waited was given to a case: its mail is of the case from now on, too. The caller saves.</summary>
    public static async Task Follow(DeskDb db, IncomingContact contact, long caseKey, CancellationToken ct)
    {
        if (contact.Channel != MessageChannels.Mail)
            return;
        foreach (var mail in await db.Set<ReceivedMail>().Where(row => row.ContactKey == contact.Key).ToListAsync(ct))
        {
            mail.CaseKey = caseKey;
            mail.Version++;
        }
    }

    public Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        Task.FromResult<IReadOnlyCollection<long>>([]);

    public async Task<JsonArray> Read(DeskDb db, long caseKey) =>
        CaseLine.Rows(
            await db.Set<ReceivedMail>().AsNoTracking().Where(row => row.CaseKey == caseKey).OrderBy(row => row.Key).ToListAsync()
        );

    public Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how) =>
        Empty(db, caseKeys, staysWithCase: true);

    public Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        Empty(db, caseKeys, staysWithCase: false);

    private static async Task<IReadOnlyList<UnneededFile>> Empty(DeskDb db, IReadOnlyCollection<long> caseKeys, bool staysWithCase)
    {
        var rows = await db.Set<ReceivedMail>().Where(row => row.CaseKey != null && caseKeys.Contains(row.CaseKey.Value)).ToListAsync();
        foreach (var row in rows)
        {
            (row.From, row.Subject, row.Marks, row.Detail, row.Reason) = (null, null, null, null, MailReasons.Erased);
            if (!staysWithCase)
                row.CaseKey = null;
            row.Version++;
        }
        return
        [
            .. rows.Where(row => row.Size > 0)
                .Select(row => new UnneededFile(
                    string.Create(CultureInfo.InvariantCulture, $"mail-{row.Key}"),
                    AttachmentStore.NameOf(row.Sha256),
                    row.Sha256
                )),
        ];
    }
}
