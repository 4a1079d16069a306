using System.Diagnostics;
using System.Text.Json.Nodes;
using Baton.Bench.Desk;
using Baton.Bench.Engine;
using Baton.Bench.Http;
using Baton.Desk.Tests.Channels.Mail;

namespace Baton.Bench.Mails;

/// <summary>Which database, how many mails, on which disk.</summary>
internal sealed record MailBenchRequest(string Store, int Mails, string Folder)
{
    public string Name(string what) => FormattableString.Invariant($"mail.{Store}.mails{Mails}.{what}");
}

/// <summary>A server that finds a full mailbox: how fast do its mails come into the inbox, each kept before it is read?</summary>
internal static class MailBench
{
    public const string User = "bench";
    public const string Address = "service@desk.test";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="InvalidOperationException">No Dovecot can run here, or the mails did not all come.</exception>
    public static async Task<int> Run(MailBenchRequest request, TextWriter output, CancellationToken ct)
    {
        if (Dovecot.WhyNot is { } why)
        {
            throw new InvalidOperationException(why);
        }
        using var folder = new BenchFolder(request.Folder);
        using var store = BenchStore.Of(request.Store, folder.Name);
        await using var dovecot = await Dovecot.Start(new(), ct);
        await dovecot.Deliver(User, Enumerable.Range(0, request.Mails).Select(MailMixture.Mail), ct);
        var before = await MailRaw.Measure(store, dovecot, Path.Combine(folder.Name, "before"), ct);
        IReadOnlyList<string> settings = [.. store.NewServerSettings(), "--Mailboxes:AllowedHosts:0=127.0.0.1"];
        using var server = await BenchServer.Start(Path.Combine(folder.Name, "server"), settings);
        using var connections = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        using var client = await DeskClient.SignIn(connections, server.Address, EngineClient.UserName);
        await client.Put("api/mailboxes/bench", Mailbox(dovecot.ImapPort));
        var (perSecond, processor) = await Watch(request.Mails, client, server, ct);
        var raw = before.Better(await MailRaw.Measure(store, dovecot, Path.Combine(folder.Name, "after"), ct));
        await output.WriteAll([
            Figure.Of(request.Name("taken"), perSecond, "1/s", "the same mails fetched by IMAP alone", raw.FetchesPerSecond),
            Figure.Of(request.Name("taken.commits"), perSecond, "1/s", "one-row commits", raw.Database.CommitsPerSecond),
            Figure.Of(request.Name("taken.files"), perSecond, "1/s", "files of their lengths, each flushed", raw.FilesPerSecond),
            Figure.Of(request.Name("processor"), processor, "ms", "this program's for fetching one by IMAP", raw.FetchMilliseconds),
        ]);
        return 0;
    }

    /// <summary>From the first mail that is kept to the last that is in the inbox.</summary>
    /// <returns>Mails a second, and the server's processor time for one, in milliseconds.</returns>
    private static async Task<(double PerSecond, double Processor)> Watch(
        int mails,
        DeskClient client,
        BenchServer server,
        CancellationToken ct
    )
    {
        var seen = await Show(client);
        while (seen is { Kept: 0, Taken: 0 })
        {
            await Task.Delay(Look, ct);
            seen = await Show(client);
        }
        var (first, processor, began) = (seen.Taken, server.Processor, Stopwatch.GetTimestamp());
        var moved = began;
        while (seen.Taken < mails)
        {
            await Task.Delay(Look, ct);
            var now = await Show(client);
            if (now.Kept + now.Taken != seen.Kept + seen.Taken || now.Taken != seen.Taken)
            {
                moved = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetElapsedTime(moved) > Patience)
            {
                throw new InvalidOperationException($"Expected {mails} mails in the inbox, but it stays at {now}.");
            }
            seen = now;
        }
        return (
            (mails - first) / Stopwatch.GetElapsedTime(began).TotalSeconds,
            (server.Processor - processor).TotalMilliseconds / (mails - first)
        );
    }

    private static async Task<Progress> Show(DeskClient client)
    {
        var box = (await client.Read("api/mailboxes")).AsArray().Single()!;
        var progress = new Progress(box["backlog"]!.GetValue<int>(), box["takenToday"]!.GetValue<int>(), box["aside"]!.GetValue<int>());
        if (box["lastError"]?.GetValue<string>() is { } error)
        {
            throw new InvalidOperationException($"The mailbox cannot be read: {error}");
        }
        return progress.Aside == 0 ? progress : throw new InvalidOperationException($"Mails were set aside: {progress}");
    }

    private static JsonObject Mailbox(int port) =>
        new()
        {
            ["name"] = "Bench",
            ["address"] = Address,
            ["settings"] = new JsonObject
            {
                ["protocol"] = "imap",
                ["host"] = "127.0.0.1",
                ["port"] = port,
                ["security"] = "none",
                ["user"] = User,
            },
            ["secret"] = Dovecot.Password,
        };

    /// <summary>Where the mails are.</summary>
    /// <param name="Kept">At the server, not yet in the inbox.</param>
    /// <param name="Taken">In the inbox.</param>
    /// <param name="Aside">Somebody would have to look at them.</param>
    private sealed record Progress(int Kept, int Taken, int Aside);
}
