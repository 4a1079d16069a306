using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Baton.Desk.Tests.Channels.Mail;
using MimeKit;

namespace Baton.EndToEnd.Stories;

/// <summary>
/// Deployment C on its stage: a real server with all its ways in open: a mailbox at a real mail server, the gateway of short messages, the folders of the fax
/// server and of the voice machine, a web form.
/// </summary>
internal sealed class OperatorStage : IAsyncDisposable
{
    /// <summary>The code of the mailbox in the desk.</summary>
    public const string Mailbox = "service";
    private const string Token = "a-secret-of-the-gateway";
    private const string Address = "service@desk.test";

    /// <summary>Each stage has a mailbox of its own at the server that they share: no stage reads another's mails.</summary>
    private readonly string _box = $"service-{Guid.NewGuid():N}";

    private readonly MailboxServer _mailboxes;
    private readonly MailCatcher _sent;
    private readonly string _folder;

    private OperatorStage(MailboxServer mailboxes, MailCatcher sent, string folder, FaxDeskStage desk) =>
        (_mailboxes, _sent, _folder, Desk) = (mailboxes, sent, folder, desk);

    public FaxDeskStage Desk { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<OperatorStage> Set(MailboxServer mailboxes)
    {
        var sent = new MailCatcher();
        var folder = Directory.CreateTempSubdirectory("baton-ways-in-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "fax"));
        Directory.CreateDirectory(Path.Combine(folder, "voice"));
        var desk = await FaxDeskStage.Set(
            FaxDeskStage.Morning,
            [
                .. sent.Arguments,
                "--Mailboxes:AllowedHosts:0=127.0.0.1",
                "--SmsIn:Token=" + Token,
                "--FaxIn:SpoolDirectory=" + Path.Combine(folder, "fax"),
                "--FaxIn:PollMilliseconds=200",
                "--VoiceIn:Directory=" + Path.Combine(folder, "voice"),
                "--VoiceIn:PollMilliseconds=200",
                "--WebForms:MinSeconds=0",
            ]
        );
        var stage = new OperatorStage(mailboxes, sent, folder, desk);
        await stage.OpenWays(desk.Person("admin.lau"));
        return stage;
    }

    /// <summary>The mail to somebody that says something, as soon as it was sent.</summary>
    public Task<CaughtMail> Mail(string to, string text) =>
        Eventually.Finds(
            () =>
                Task.FromResult(
                    _sent.Mails.LastOrDefault(mail => mail.To.Contains(to) && mail.Text.Contains(text, StringComparison.Ordinal))
                ),
            $"a mail to {to} with '{text}' among {string.Join("; ", _sent.Mails.Select(mail => string.Join(',', mail.To) + ": " + mail.Subject))}"
        );

    /// <summary>A mail that comes to the mailbox.</summary>
    public async Task Write(string from, string subject, string text)
    {
        var mail = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
        };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse(Address));
        await Write(mail);
    }

    /// <summary>The same for a mail with a head of its own.</summary>
    public Task Write(MimeMessage mail) => _mailboxes.Deliver(_box, mail);

    /// <summary>A short message of the gateway; answers what became of it.</summary>
    public async Task<string> Text(string id, string from, string text)
    {
        using var http = new HttpClient { BaseAddress = Desk.Server.BaseAddress };
        using var body = Json(
            new()
            {
                ["id"] = id,
                ["from"] = from,
                ["text"] = text,
            }
        );
        using var answer = await http.PostAsync("api/channels/sms/in?token=" + Token, body, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["as"]!;
    }

    /// <summary>A fax of one page, as its server leaves it in the folder.</summary>
    public void Fax(string id, string from) =>
        Leave("fax", id, new() { ["id"] = id, ["number"] = from }, ".pdf", "%PDF-1.4 a page"u8.ToArray());

    /// <summary>What somebody said to the machine out of hours.</summary>
    public void Speak(string id, string from) =>
        Leave(
            "voice",
            id,
            new()
            {
                ["id"] = id,
                ["number"] = from,
                ["seconds"] = 21,
                ["file"] = id + ".wav",
            },
            ".wav",
            [.. "RIFF\x24\0\0\0WAVEfmt "u8, .. new byte[32]]
        );

    /// <summary>Fills in the web form as a customer; answers the receipt.</summary>
    public async Task<JsonNode> FillIn(JsonObject values)
    {
        using var http = new HttpClient { BaseAddress = Desk.Server.BaseAddress };
        var form = JsonNode.Parse(await http.GetStringAsync("api/web-forms/complaint", Ct))!;
        values["token"] = (string)form["token"]!;
        using var body = Json(values);
        using var answer = await http.PostAsync("api/web-forms/complaint", body, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await _sent.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenWays(DeskApi administrator)
    {
        await administrator.Put(
            "mailboxes/" + Mailbox,
            new JsonObject
            {
                ["name"] = "Service",
                ["address"] = Address,
                ["secret"] = MailboxServer.Password,
                ["settings"] = new JsonObject
                {
                    ["host"] = "127.0.0.1",
                    ["port"] = _mailboxes.ImapPort,
                    ["security"] = "none",
                    ["user"] = _box,
                    ["pollSeconds"] = 10,
                },
            }
        );
        await administrator.Put(
            "web-forms/complaint",
            new JsonObject
            {
                ["name"] = Name("Complaint"),
                ["caseType"] = "mo-complaint",
                ["opensCases"] = true,
                ["unit"] = "mo-front",
            }
        );
        await administrator.Put(
            "channels/sms/patterns/complaint",
            new JsonObject
            {
                ["name"] = Name("Complaint"),
                ["keyword"] = "TS",
                ["caseType"] = "mo-complaint",
                ["category"] = "mo.billing.charge.data.over",
                ["unit"] = "mo-front",
                ["fields"] = new JsonArray(
                    new[] { "serviceNumber", "city", "product", "remedy", "subject" }
                        .Select(field => (JsonNode)new JsonObject { ["name"] = field, ["target"] = field })
                        .ToArray()
                ),
            }
        );
    }

    private void Leave(string way, string id, JsonObject about, string ending, byte[] content)
    {
        var folder = Path.Combine(_folder, way);
        // The fax server names what it tells first, the voice machine last; a name with a dot is still being written.
        var file = Path.Combine(folder, id + ending);
        var told = Path.Combine(folder, id + ".json");
        File.WriteAllBytes(Path.Combine(folder, "." + id + ending), content);
        File.WriteAllText(Path.Combine(folder, "." + id + ".json"), about.ToJsonString());
        (string From, string To)[] moves =
        [
            (Path.Combine(folder, "." + id + ".json"), told),
            (Path.Combine(folder, "." + id + ending), file),
        ];
        foreach (var (from, to) in way == "fax" ? moves : moves.Reverse())
            File.Move(from, to);
    }

    private static JsonObject Name(string text) =>
        new()
        {
            ["en"] = text,
            ["zhHans"] = text,
            ["zhHant"] = text,
        };

    private static StringContent Json(JsonObject values) => new(values.ToJsonString(), Encoding.UTF8, "application/json");
}
