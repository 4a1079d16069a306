using System.Text.Json.Nodes;
using Baton.Desk.Channels.Sms;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Tests.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Channels;

/// <summary>Short messages from a gateway: free ones, formatted ones, and those in parts.</summary>
public sealed class TakeSmsTests
{
    private const string Fits = "TS#98765432#no signal#mobile#change";

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_free_message_waits_once_whether_the_gateway_names_it_or_not()
    {
        await using var desk = await Start();

        Assert.Equal("waiting", await Take(desk, new("7", "98765432", "10086", "Hello")));
        Assert.Equal("known", await Take(desk, new("7", "98765432", "10086", "Hello")));
        Assert.Equal("waiting", await Take(desk, new(null, "0085261234567", null, "Hello")));
        Assert.Equal("known", await Take(desk, new(null, "+85261234567", null, "Hello")));
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("waiting", await Take(desk, new(null, "+85261234567", null, "Hello")));

        var rows = (await desk.Inbox("iris")).Items;
        Assert.Equal(["+85298765432", "+85261234567", "+85261234567"], rows.Select(row => row.From));
    }

    [Fact]
    public async Task A_message_by_a_pattern_becomes_a_case_and_is_answered_with_its_number_once()
    {
        await using var desk = await Start();

        Assert.Equal("opened", await Take(desk, new("7", "61234567", null, Fits)));
        Assert.Equal("known", await Take(desk, new("7", "61234567", null, Fits)));

        var row = Assert.Single((await desk.Inbox("iris", ListInbox.Decided)).Items);
        var answer = Assert.Single(await Answers(desk));
        Assert.Equal(("+85261234567", $"Your case is {row.CaseNumber}."), answer);
        var page = await desk.Show(row.CaseNumber!);
        Assert.Equal(("sms", "98765432", "no signal"), (page.Case.Channel, page.FormData["serviceNumber"]!.ToString(), page.Description));
    }

    [Fact]
    public async Task A_message_that_does_not_fit_waits_and_its_sender_is_told_how_to_write_it_only_so_often_a_day()
    {
        await using var desk = await Start();

        Assert.Equal("waiting", await Take(desk, new("1", "61234567", null, "TS#98765432")));
        Assert.Equal("waiting", await Take(desk, new("2", "61234567", null, "TS")));
        Assert.Equal("waiting", await Take(desk, new("3", "61234567", null, "TS#1")));

        Assert.Equal(
            [
                ("+85261234567", "Write TS#number#what#service#request; missing: what, service, request"),
                ("+85261234567", "Write TS#number#what#service#request; missing: number, what, service, request"),
            ],
            await Answers(desk)
        );
        Assert.StartsWith(
            "The formatted message is not written as it should be",
            (await desk.Inbox("iris")).Items[0].Reason,
            StringComparison.Ordinal
        );
        await desk.Engine.Advance(TimeSpan.FromDays(1));
        await Take(desk, new("4", "61234567", null, "TS#1"));
        Assert.Equal(3, (await Answers(desk)).Count);
    }

    [Fact]
    public async Task Parts_become_one_message_in_whatever_order_they_come()
    {
        await using var desk = await Start();

        Assert.Equal("part", await Take(desk, Part("b", 2, "world")));
        Assert.Equal("known", await Take(desk, Part("b", 2, "world")));
        Assert.Equal("waiting", await Take(desk, Part("a", 1, "Hello ")));
        Assert.Equal("known", await Take(desk, Part("a", 1, "Hello ")));

        Assert.Equal("Hello world", Assert.Single((await desk.Inbox("iris")).Items).Subject);
    }

    [Fact]
    public async Task A_part_that_does_not_come_is_marked_and_the_rest_goes_on()
    {
        await using var desk = await Start();

        await Take(desk, Part("b", 2, "world"));
        await desk.Engine.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty((await desk.Inbox("iris")).Items);
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));

        var row = Assert.Single((await desk.Inbox("iris")).Items);
        Assert.Equal(("[…]world", "Parts of the message are missing"), (row.Subject, row.Reason));
        Assert.Equal("known", await Take(desk, Part("b", 2, "world")));
    }

    private static ArrivedSms Part(string id, int part, string text) =>
        new(id, "61234567", null, text)
        {
            Reference = "42",
            Part = part,
            Total = 2,
        };

    private static async Task<DeskHost> Start()
    {
        var desk = await DeskHost.Start(("SmsIn:Token", "a-secret-of-the-gateway"), ("SmsIn:AnswersPerDay", "2"));
        await desk.AddInboxAgent("iris");
        await desk.AddPerson("mia", Permissions.ManageMessages);
        var saved = await desk.Get<SaveSmsPattern>()
            .Handle(
                await desk.User("mia"),
                new(
                    LocalizedText.Same("Line"),
                    "TS",
                    "tos",
                    [
                        new("number", "serviceNumber"),
                        new("what", "description"),
                        new("service", "serviceType"),
                        new("request", "requestType"),
                    ]
                )
                {
                    Code = "line",
                    Unit = "cs-2",
                    Example = "TS#number#what#service#request",
                    Accepted = LocalizedText.Same("Your case is {number}."),
                    Misfit = LocalizedText.Same("Write {example}; missing: {missing}"),
                },
                Ct
            );
        Assert.True(saved.Succeeded, saved.Problem?.ToString());
        return desk;
    }

    private static async Task<string> Take(DeskHost desk, ArrivedSms sms)
    {
        var outcome = await desk.Get<TakeSms>().Handle(sms, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value.As;
    }

    private static async Task<List<(string, string)>> Answers(DeskHost desk)
    {
        var rows = await desk.Read(db =>
            db.Set<Message>().Where(row => row.Template == "sms-answer").OrderBy(row => row.Key).ToListAsync(Ct)
        );
        return rows.ConvertAll(row => (JsonNode.Parse(row.To)![0]!["address"]!.GetValue<string>(), row.Text));
    }
}
