using System.Text.Json.Nodes;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>The messages of cases that go.</summary>
internal sealed class MessageBelongings : ICaseBelongings
{
    public string Name => "messages";

    /// <summary>What has still to leave is not thrown away; what rests because nobody set the channel up may rest for ever.</summary>
    public async Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        await db.Set<Message>()
            .Where(row => row.CaseKey != null && caseKeys.Contains(row.CaseKey.Value))
            .Where(row => row.State == MessageState.Queued || (row.State == MessageState.Held && row.HeldFor != HoldReasons.NotSetUp))
            .Select(row => row.CaseKey!.Value)
            .Distinct()
            .ToListAsync();

    public async Task<JsonArray> Read(DeskDb db, long caseKey) =>
        CaseLine.Rows(await db.Set<Message>().AsNoTracking().Where(row => row.CaseKey == caseKey).OrderBy(row => row.Key).ToListAsync());

    public async Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how)
    {
        foreach (var row in await db.Set<Message>().Where(row => row.CaseKey != null && caseKeys.Contains(row.CaseKey.Value)).ToListAsync())
        {
            (row.Subject, row.Text) = (how.Without(row.Subject), how.Without(row.Text));
            row.Html = row.Html is null ? null : how.Without(row.Html);
            row.LastError = row.LastError is null ? null : how.Without(row.LastError);
            row.Values = how.Without(row.Values);
            row.Files = row.Files is null ? null : how.Without(row.Files);
            (row.To, row.Cc, row.Bcc) = (Inside(row.To), Inside(row.Cc), Inside(row.Bcc));
            row.Receivers = Texts.SearchText.Fold(Names(row.To).Concat(Names(row.Cc)));
            row.BlindReceivers = Texts.SearchText.Fold(Names(row.Bcc));
        }
        return [];
    }

    public async Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        await db.Set<Message>().Where(row => row.CaseKey != null && caseKeys.Contains(row.CaseKey.Value)).ExecuteDeleteAsync();
        return [];
    }

    /// <summary>The people of the desk stay; whoever is outside may be the customer.</summary>
    private static string Inside(string json) => MessageReceiver.Write([.. MessageReceiver.Read(json).Where(one => one.User is not null)]);

    private static IEnumerable<string?> Names(string json) =>
        MessageReceiver.Read(json).SelectMany(one => new[] { one.Name, one.Address, one.User });
}
