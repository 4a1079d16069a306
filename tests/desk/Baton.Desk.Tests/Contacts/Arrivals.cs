using System.Text;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Contacts.Inbox;

namespace Baton.Desk.Tests.Contacts;

/// <summary>Contacts as a channel hands them over, and a person who works on them.</summary>
internal static class Arrivals
{
    public const string KnownNumber = "+85229876543";

    private static CancellationToken Ct => DeskHost.Ct;

    public static ArrivedContact Sms(DeskHost desk, string id, string text, string? from = KnownNumber) =>
        new("sms", "sms:test", id, text, desk.Now) { From = from, Text = text };

    public static async Task<Received> Receive(this DeskHost desk, ArrivedContact arrived)
    {
        var outcome = await desk.Get<ReceiveContact>().Handle(arrived, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    public static async Task<TakenFile> File(this DeskHost desk, string name, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var taken = await desk.Get<AttachmentIntake>()
            .Take(await desk.User("amy"), new(name, stream, null), _ => Task.FromResult<Runtime.Problem?>(null), Ct);
        Assert.True(taken.Succeeded, taken.Problem?.ToString());
        return taken.Value;
    }

    /// <summary>Somebody who decides about contacts and opens cases.</summary>
    public static Task AddInboxAgent(this DeskHost desk, string name) =>
        desk.AddPerson(name, Permissions.WorkOnContacts, Permissions.OpenCases, Permissions.ReadAllCases);

    public static async Task<IncomingView> Incoming(this DeskHost desk, long key, string by)
    {
        var outcome = await desk.Get<ShowIncoming>().Handle(await desk.User(by), key, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    public static async Task<InboxPage> Inbox(this DeskHost desk, string by, string scope = ListInbox.All)
    {
        var outcome = await desk.Get<ListInbox>().Handle(await desk.User(by), new(scope), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }
}
