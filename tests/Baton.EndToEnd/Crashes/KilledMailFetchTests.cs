using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Tests.Channels.Mail;
using Baton.EndToEnd.Stories;
using Baton.Tests.Postgres;
using MimeKit;

namespace Baton.EndToEnd.Crashes;

/// <summary>
/// A server that is killed again and again while it fetches a full mailbox takes each mail in exactly once. <c>BATON_MAILS</c> and <c>BATON_KILLS</c> say how
/// many mails and kills, <c>BATON_SEED</c> repeats the moments.
/// </summary>
public sealed class KilledMailFetchTests(MailboxServer mailboxes) : IClassFixture<MailboxServer>
{
    private const int FileBytes = 30_000;

    /// <summary>So long nothing may move: a mailbox whose server has died is read again within seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly int _mails = StormSettings.Mails;
    private readonly int _kills = StormSettings.MailKills;
    private readonly Random _random = new(StormSettings.Seed);
    private int _taken;
    private long _movedAt;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Each_mail_is_taken_exactly_once_though_the_server_is_killed_again_and_again_while_it_fetches() =>
        Storm("killed-on-sqlite", null);

    [Fact]
    public Task Each_mail_is_taken_exactly_once_on_PostgreSQL_too_where_a_dead_server_may_not_keep_its_mailbox()
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        return Storm("killed-on-postgres", ThrowawayPostgres.Shared.NewDatabase());
    }

    private async Task Storm(string box, string? database)
    {
        Assert.SkipWhen(MailboxServer.WhyNot is not null, MailboxServer.WhyNot ?? "");
        StormSettings.Print($"BATON_MAILS={_mails} BATON_KILLS={_kills} BATON_SEED={StormSettings.Seed}");
        List<MimeMessage> mails = [.. Enumerable.Range(0, _mails).Select(Mail)];
        long bytes = mails.Sum(Length);
        await mailboxes.Deliver(box, mails);
        using var gate = new MailGate(mailboxes.ImapPort);
        var settings = new ServerSettings
        {
            ControlledClock = false,
            Arguments = ["--Mailboxes:AllowedHosts:0=127.0.0.1", .. PreparedData.Arguments(database)],
        };
        await using ServerProcess server = await ServerProcess.Start(settings, Ct);
        using var admin = new DeskApi(server, ServerProcess.AdminUserName, ServerProcess.AdminPassword);

        // All that passes before the last kill is less than what there is: each kill leaves mails that were not fetched.
        long share = bytes / (_kills + 1);
        gate.Open(Some(share));
        await admin.Put("mailboxes/killed", Mailbox(box, gate.Port));
        for (int kill = 1, taken = 0; kill <= _kills; kill++)
        {
            int target = taken + 1 + _random.Next(Math.Max(1, _mails / (_kills + 1) / 3));
            await Until(async () => gate.IsShut || (taken = await Taken(admin)) >= target, $"kill {kill}, {target} mails or a shut gate");
            await server.KillHard();
            StormSettings.Print(
                $"kill {kill}: {(gate.IsShut ? "in the middle of a mail" : "while the next mails came")}, {taken} taken before"
            );
            gate.Open(Some(share));
            await server.Restart(Ct);
            int now = await Taken(admin);
            Assert.True(now < _mails, $"All {_mails} mails were taken before kill {kill + 1}.");
            taken = Math.Max(taken, now);
        }
        gate.Open(long.MaxValue);

        await Until(async () => await Taken(admin) >= _mails, "all mails taken");
        Assert.Equal(
            mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal),
            (await Subjects(admin)).Order(StringComparer.Ordinal)
        );
        JsonNode seen = Assert.Single(await admin.List("mailboxes"))!;
        Assert.Equal((0, 0, _mails), ((int)seen["backlog"]!, (int)seen["aside"]!, (int)seen["takenToday"]!));
        await Until(async () => await mailboxes.Count(box) == (_mails, _mails), "all mails marked as read");

        Assert.Equal(0, await server.Stop(Ct));
        (int exitCode, string output) = await server.RunCommand(["verify"], Ct);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Of a share of all bytes, a part that is left to chance.</summary>
    private long Some(long share) => share / 3 + _random.NextInt64(Math.Max(1, share * 2 / 3));

    private async Task Until(Func<Task<bool>> isSo, string what)
    {
        _movedAt = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(_movedAt) < Patience, $"Did not happen in time: {what}; {_taken} mails are taken.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), Ct);
        }
    }

    private async Task<int> Taken(DeskApi admin)
    {
        int taken = (int)(await admin.List("mailboxes"))[0]!["takenToday"]!;
        if (taken != _taken)
            (_taken, _movedAt) = (taken, Stopwatch.GetTimestamp());
        return taken;
    }

    /// <summary>Of all that waits in the inbox.</summary>
    private static async Task<List<string>> Subjects(DeskApi admin)
    {
        var subjects = new List<string>();
        for (string? cursor = ""; cursor is not null; )
        {
            JsonNode page = await admin.Get(
                "inbox?scope=all&limit=200" + (cursor.Length == 0 ? "" : "&cursor=" + Uri.EscapeDataString(cursor))
            );
            subjects.AddRange(((JsonArray)page["items"]!).Select(row => (string)row!["subject"]!));
            cursor = (string?)page["nextCursor"];
        }
        return subjects;
    }

    private static MimeMessage Mail(int number)
    {
        var mail = new MimeMessage
        {
            Subject = string.Create(CultureInfo.InvariantCulture, $"Mail {number:D5}"),
            MessageId = string.Create(CultureInfo.InvariantCulture, $"killed-{number}@customer.test"),
        };
        mail.From.Add(MailboxAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"c{number}@customer.test")));
        mail.To.Add(MailboxAddress.Parse("service@desk.test"));
        var words = new TextPart("plain") { Text = string.Create(CultureInfo.InvariantCulture, $"帳單有誤 {number}") };
        byte[] file = new byte[FileBytes];
        new Random(number).NextBytes(file);
        mail.Body =
            number % 2 == 0
                ? words
                : new Multipart("mixed")
                {
                    words,
                    new MimePart("application", "pdf") { FileName = "帳單.pdf", Content = new MimeContent(new MemoryStream(file)) },
                };
        return mail;
    }

    private static long Length(MimeMessage mail)
    {
        using var counted = new MemoryStream();
        mail.WriteTo(counted);
        return counted.Length;
    }

    private static JsonObject Mailbox(string box, int port) =>
        new()
        {
            ["name"] = "Killed",
            ["address"] = "service@desk.test",
            ["settings"] = new JsonObject
            {
                ["protocol"] = "imap",
                ["host"] = "127.0.0.1",
                ["port"] = port,
                ["security"] = "none",
                ["user"] = box,
            },
            ["secret"] = MailboxServer.Password,
        };
}
