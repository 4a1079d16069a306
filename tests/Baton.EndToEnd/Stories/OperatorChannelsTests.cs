using System.Net;
using System.Text.Json.Nodes;
using Baton.Desk.Tests.Channels.Mail;
using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment C: one complaint by each of the ways in, and a department that works by mail alone.</summary>
[Trait("Story", "C")]
public sealed class OperatorChannelsTests(MailboxServer mailboxes) : IClassFixture<MailboxServer>
{
    private const string Phone = "+8613705320104";
    private const string Mail = "liu.xiaomei@example.com";

    [Fact]
    public async Task The_same_complaint_by_each_of_the_eight_ways_joins_or_opens_the_right_case()
    {
        Assert.SkipWhen(MailboxServer.WhyNot is not null, MailboxServer.WhyNot ?? "");
        await using var stage = await OperatorStage.Set(mailboxes);
        var liu = stage.Desk.Person("mo.liu");
        var customer = await Customer(liu, "M-1004");

        // At the agent's seat it becomes a case; so it does by the web form and by a formatted short message.
        var seat = await Open(liu, customer, "Data charges nobody made", null);
        var web = await stage.FillIn(
            new()
            {
                ["name"] = "刘晓梅",
                ["phone"] = Phone,
                ["subject"] = "流量费用异常",
                ["description"] = "三天扣了 100 元。",
                ["form"] = Form(),
            }
        );
        Assert.True((bool)web["isCase"]!);
        Assert.Equal("opened", await stage.Text("1", Phone, "TS#13705320104#qingdao#data#refund#流量费又多扣了"));

        // A key-account manager and a branch register what their customers told them.
        var manager = await Open(stage.Desk.Person("mo.gao"), customer, "The same, told to her manager", "account-manager");
        var branch = await Open(stage.Desk.Person("qd.wei"), customer, "The same, told at the counter", "branch", ("counter", "hall"));

        // What has no form waits, with the customer and her open cases beside it, until an agent adds it to the case that it is about.
        Assert.Equal("waiting", await stage.Text("2", Phone, "到现在还没有人回复我"));
        await stage.Write(Mail, "流量费用", "请尽快处理。");
        stage.Fax("f1", Phone);
        stage.Speak("v1", Phone);
        foreach (var channel in new[] { "sms", "mail", "fax", "voice" })
        {
            var waiting = await Eventually.Finds(
                async () => (await liu.List("inbox")).FirstOrDefault(one => (string?)one!["channel"] == channel),
                $"a contact by {channel}"
            );
            var shown = await liu.Get($"inbox/{waiting["key"]}");
            Assert.Equal((string?)customer["name"], (string?)shown["customer"]!["name"]);
            Assert.Contains((JsonArray)shown["cases"]!, one => (string?)one!["number"] == seat);
            await liu.Post($"inbox/{waiting["key"]}/claim");
            await liu.Post($"inbox/{waiting["key"]}/join", new JsonObject { ["caseNumber"] = seat });
        }
        Assert.Empty(await liu.List("inbox"));

        // All of it stands at the one customer's, whoever looks at her next.
        var open = (JsonArray)(await liu.Get("customers/" + customer["key"]))["openCases"]!;
        var channels = new List<string?>();
        foreach (var number in open.Select(one => (string)one!["number"]!))
            channels.Add((string?)(await liu.Get("cases/" + number))["case"]!["channel"]);
        Assert.Equal(["account-manager", "branch", "phone", "sms", "web"], channels.Order(StringComparer.Ordinal));
        Assert.All(
            [seat, (string)web["number"]!, manager, branch],
            number => Assert.Contains(open, one => (string?)one!["number"] == number)
        );
        var files = (JsonArray)(await liu.Get("cases/" + seat))["attachments"]!;
        Assert.Equal(2, files.Count);

        // While the next agent types her number, her open cases are there at once.
        await using var browser = await Chromium.Start();
        var chen = await DeskWindow.SignIn(browser, stage.Desk.Server.BaseAddress, "mo.chen");
        await chen.Go("/cases/new");
        await chen.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await chen.Get("customer-search").PressSequentiallyAsync("13705320104");
        await chen.Get("customer-search-option").First.ClickAsync();
        await Expect(chen.Get("customer-open-case")).ToHaveCountAsync(open.Count);
        await Expect(chen.Get("customer-open-cases")).ToContainTextAsync(seat);
    }

    [Fact]
    public async Task A_department_works_by_mail_alone()
    {
        Assert.SkipWhen(MailboxServer.WhyNot is not null, MailboxServer.WhyNot ?? "");
        await using var stage = await OperatorStage.Set(mailboxes);
        var admin = stage.Desk.Person("admin.lau");
        await admin.Put("departments/mo-jinan-billing", await ByMail(admin, "mo-jinan-billing"));
        var (liu, zhao) = (stage.Desk.Person("mo.liu"), stage.Desk.Person("mo.zhao"));
        var number = await Open(liu, await Customer(liu, "M-1002"), "Roaming charges", null, ("city", "jinan"));
        await liu.Complete(await liu.Task(number, "mine"), "mo-send-on", "Please look at the bill.");
        await zhao.Complete(await zhao.Task(number, "groups"), "mo-dispatched", null, new() { ["handledBy"] = "mo-jinan-billing" });

        // The task leaves with its form; an answer without what is needed comes back with the reason and completes nothing.
        var task = await stage.Mail("jn.zhang@mobile.example", number);
        Assert.Contains("=====[ ", task.Text, StringComparison.Ordinal);
        await stage.Write("jn.zhang@mobile.example", "Re: " + task.Subject, "操作：处理完成\n原因：火星");
        var refused = await stage.Mail("jn.zhang@mobile.example", "火星");
        Assert.Equal("Handle", (string?)(await liu.Get("cases/" + number))["tasks"]![0]!["elementId"]);

        // The right answer moves the case on, to its owner.
        await stage.Write(
            "jn.zhang@mobile.example",
            "Re: " + refused.Subject,
            "操作：处理完成\n原因：计费差错\n派单评分：很好\n实际退费（元）：30\n意见：已退还漫游费 30 元。"
        );
        await liu.Task(number, "mine");
        var opinions = (JsonArray)(await liu.Get("cases/" + number))["opinions"]!;
        Assert.Contains(opinions, one => ((string?)one!["text"])?.Contains("已退还漫游费", StringComparison.Ordinal) == true);
    }

    private static async Task<JsonNode> Customer(DeskApi person, string number) => (await person.List("customers?number=" + number))[0]!;

    private static async Task<JsonObject> ByMail(DeskApi admin, string code)
    {
        var row = (await admin.List("departments")).Single(one => (string?)one!["code"] == code)!;
        return new JsonObject
        {
            ["code"] = code,
            ["parentCode"] = row["parentCode"]?.DeepClone(),
            ["name"] = row["name"] is JsonObject name ? name.DeepClone() : Words((string)row["name"]!),
            ["level"] = row["level"]?.DeepClone(),
            ["mailWork"] = "members",
        };
    }

    private static JsonObject Words(string text) =>
        new()
        {
            ["en"] = text,
            ["zhHans"] = text,
            ["zhHant"] = text,
        };

    private static JsonObject Form() =>
        new()
        {
            ["serviceNumber"] = "13705320104",
            ["city"] = "qingdao",
            ["product"] = "data",
            ["remedy"] = "refund",
        };

    private static async Task<string> Open(
        DeskApi person,
        JsonNode customer,
        string subject,
        string? channel,
        params (string Key, string Value)[] fields
    )
    {
        var form = Form();
        foreach (var (key, value) in fields)
            form[key] = value;
        var opened = await person.Post(
            "cases",
            new JsonObject
            {
                ["type"] = "mo-complaint",
                ["subject"] = subject,
                ["category"] = "mo.billing.charge.data.over",
                ["customerKey"] = (string)customer["key"]!,
                ["channel"] = channel,
                ["form"] = form,
            },
            HttpStatusCode.Created
        );
        return (string)opened["number"]!;
    }
}
