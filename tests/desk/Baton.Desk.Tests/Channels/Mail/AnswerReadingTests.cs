using System.Text.Json.Nodes;
using Baton.Desk.Channels.Mail.Work;
using Baton.Desk.Forms;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>What people write to mails of tasks, in the manner of many mail programs.</summary>
public sealed class AnswerReadingTests
{
    private static readonly FormComponent[] Fields =
    [
        Field("result", "Result", "处理结果", "處理結果", FormComponentType.Select) with
        {
            Options =
            [
                Option("refund", "Refund", "退款", "退款"),
                Option("none", "No refund", "不退款", "不退款"),
                Option("later", "Decide later", "以后决定", "稍後決定"),
            ],
        },
        Field("amount", "Amount", "金额", "金額", FormComponentType.Number),
        Field("day", "Visit on", "上门日期", "上門日期", FormComponentType.DateTime) with
        {
            Subtype = "date",
        },
        Field("told", "Customer told", "已告知客户", "已告知客戶", FormComponentType.Checkbox),
        Field("parts", "Parts", "配件", "配件", FormComponentType.Checklist) with
        {
            Options = [Option("modem", "Modem", "调制解调器", "數據機"), Option("cable", "Cable", "线缆", "線纜")],
        },
        Field("reason", "Reason", "原因", "原因", FormComponentType.TextField),
        Field("work", "What was done", "处理过程", "處理過程", FormComponentType.TextArea),
    ];

    private static readonly AnswerShape Shape = AnswerShape.Of(
        new FormSchema("f", Fields),
        new JsonObject { ["amount"] = 10, ["reason"] = "The line is old and was never looked after by anybody in all these years" },
        [new("approve", ["Approve", "批准", "批准"]), new("reject", ["Reject", "驳回", "駁回"])]
    );

    /// <summary>Each text, and what it says: <c>action|opinion|values</c>.</summary>
    public static TheoryData<string, string, string> Texts =>
        new()
        {
            // Above the form, in all languages and manners.
            { "labels above", "Action: approve\nAmount: 12", "approve||{\"amount\":12}" },
            { "equals signs", "action=approve\namount=12.50", "approve||{\"amount\":12.50}" },
            { "full-width colons", "操作：批准\n金額：１２", "approve||{\"amount\":12}" },
            { "full-width equals", "操作＝驳回\n意见：不行", "reject|不行|{}" },
            { "simplified labels", "操作: 驳回\n处理结果: 不退款\n意见: 客户同意", "reject|客户同意|{\"result\":\"none\"}" },
            { "traditional labels", "操作：駁回\n處理結果：稍後決定", "reject||{\"result\":\"later\"}" },
            { "mixed languages", "Action: 批准\n处理结果: Refund", "approve||{\"result\":\"refund\"}" },
            { "keys of fields", "result: none\nACTION: REJECT", "reject||{\"result\":\"none\"}" },
            {
                "a long line typed into two",
                "Reason: The customer moved house in June and was not told that the line stays\nbehind.\nAction: reject",
                "reject||{\"reason\":\"The customer moved house in June and was not told that the line stays behind.\"}"
            },
            { "bullets and bold", "* **Action:** Approve\n- Amount: 5", "approve||{\"amount\":5}" },
            { "one word on top", "Approve\n\nLooks right to me.", "approve|Looks right to me.|{}" },
            { "one word in Chinese with a full stop", "批准。", "approve||{}" },
            { "free words are the opinion", "Action: reject\n\nHe has paid already.", "reject|He has paid already.|{}" },
            { "signature is no opinion", "Action: approve\n-- \nUma Wong\nUnit 1", "approve||{}" },
            { "telephone's signature", "Action: approve\n\nSent from my iPhone", "approve||{}" },
            { "opinion of several lines", "Action: reject\nOpinion: First.\nSecond.\n\nThird.", "reject|First.\nSecond.\n\nThird.|{}" },
            { "value below its label", "Amount:\n12\nAction: approve", "approve||{\"amount\":12}" },
            // Numbers, dates, ticks and lists as people write them.
            { "thousands", "Amount: HK$ 1,234.50", "||{\"amount\":1234.50}" },
            { "thousands without a point", "Amount: 1,234", "||{\"amount\":1234}" },
            { "decimal comma", "Amount: 12,5", "||{\"amount\":12.5}" },
            { "continental thousands", "Amount: 1.234,50 EUR", "||{\"amount\":1234.50}" },
            { "yuan", "金额：￥88元", "||{\"amount\":88}" },
            { "Chinese date", "上门日期：2026年12月3日", "||{\"day\":\"2026-12-03\"}" },
            { "slashes, year first", "Visit on: 2026/12/3", "||{\"day\":\"2026-12-03\"}" },
            { "slashes, day first", "Visit on: 13/12/2026", "||{\"day\":\"2026-12-13\"}" },
            { "dots", "Visit on: 3.12.2026", "||{\"day\":\"2026-12-03\"}" },
            { "month in letters", "Visit on: Thursday, 3 Dec 2026", "||{\"day\":\"2026-12-03\"}" },
            { "American month first in letters", "Visit on: December 3, 2026", "||{\"day\":\"2026-12-03\"}" },
            { "digits alone", "Visit on: 20261203", "||{\"day\":\"2026-12-03\"}" },
            { "yes", "Customer told: Yes", "||{\"told\":true}" },
            { "shi", "已告知客户：是", "||{\"told\":true}" },
            { "no where nothing was ticked", "Customer told: 否", "||{}" },
            { "ticked", "Customer told: [x]", "||{\"told\":true}" },
            { "list with commas", "Parts: Modem, Cable", "||{\"parts\":[\"modem\",\"cable\"]}" },
            { "list in Chinese", "配件：线缆、调制解调器", "||{\"parts\":[\"cable\",\"modem\"]}" },
            { "a dash empties", "Amount: -", "||{\"amount\":null}" },
            // The form that was sent, quoted, edited, or answered between its lines.
            { "reply above what is quoted", "Action: approve\n\nOn Mon, 23 Nov 2026, Desk wrote:\n" + Quoted(), "approve||{}" },
            { "nothing changed", Quoted(), "||{}" },
            {
                "quoted lines are edited",
                Quoted()
                    .Replace("> Amount: 10", "> Amount: 12", StringComparison.Ordinal)
                    .Replace("> Action: ", "> Action: Approve", StringComparison.Ordinal),
                "approve||{\"amount\":12}"
            },
            {
                "answers below quoted lines",
                Quoted()
                    .Replace(
                        "> Result:   [Refund / No refund / Decide later]",
                        "> Result:   [Refund / No refund / Decide later]\nNo refund\n",
                        StringComparison.Ordinal
                    )
                    .Replace("> Action:   [Approve / Reject]", "> Action:   [Approve / Reject]\nreject", StringComparison.Ordinal),
                "reject||{\"result\":\"none\"}"
            },
            { "answers below all", Quoted() + "\n\nAction: reject\nOpinion: Too late.", "reject|Too late.|{}" },
            { "free words below all", Quoted() + "\n\nreject\nToo late.", "reject|Too late.|{}" },
            {
                "edited without quoting",
                "Desk\n-----Original Message-----\nFrom: desk\nSent: Monday\nTo: uma\nSubject: x\n\n"
                    + Form()
                        .Replace("Amount: 10", "Amount: 15", StringComparison.Ordinal)
                        .Replace("Opinion: ", "Opinion: Fine by me.", StringComparison.Ordinal),
                "|Fine by me.|{\"amount\":15}"
            },
            {
                "one choice is left",
                Quoted()
                    .Replace("[Refund / No refund / Decide later]", "[No refund]", StringComparison.Ordinal)
                    .Replace("[Approve / Reject]", "[Approve]", StringComparison.Ordinal),
                "approve||{\"result\":\"none\"}"
            },
            {
                "behind the choices",
                Quoted().Replace("Decide later]", "Decide later] Refund", StringComparison.Ordinal),
                "||{\"result\":\"refund\"}"
            },
            { "before the choices", Quoted().Replace("Result: ", "Result: Refund", StringComparison.Ordinal), "||{\"result\":\"refund\"}" },
            {
                "choices broken into two lines",
                Quoted()
                    .Replace(
                        "Result:   [Refund / No refund / Decide later]",
                        "Result: Refund [Refund / No refund /\n> Decide later]",
                        StringComparison.Ordinal
                    ),
                "||{\"result\":\"refund\"}"
            },
            {
                "choices broken without a mark",
                Quoted().Replace("No refund / Decide later]", "No refund /\nDecide later]", StringComparison.Ordinal),
                "||{}"
            },
            {
                "a long line broken by the program",
                Quoted().Replace("looked after by anybody", "looked after\n> by anybody", StringComparison.Ordinal),
                "||{}"
            },
            {
                "a long line broken without a mark",
                Quoted().Replace("looked after by anybody", "looked after\nby anybody", StringComparison.Ordinal),
                "||{}"
            },
            {
                "two steps of quoting",
                Quoted()
                    .Replace("> ", "> > ", StringComparison.Ordinal)
                    .Replace("> > Action: ", "> > Action: Approve", StringComparison.Ordinal),
                "approve||{}"
            },
            {
                "typed above wins over quoted",
                "Amount: 20\n\n" + Quoted().Replace("Amount: 10", "Amount: 12", StringComparison.Ordinal),
                "||{\"amount\":20}"
            },
            {
                "the newest form counts",
                Quoted().Replace("Amount: 10", "Amount: 12", StringComparison.Ordinal)
                    + "\n> > =====[ FORM ]=====\n> > Amount: 99\n> > =====[ END ]=====",
                "||{\"amount\":12}"
            },
            {
                "a text of several lines",
                "What was done: Went there.\nChanged the modem.\nAction: approve",
                "approve||{\"work\":\"Went there.\\nChanged the modem.\"}"
            },
            {
                "Chinese program",
                "操作：批准\n\n------------------ 原始邮件 ------------------\n发件人: desk\n发送时间: 2026年\n收件人: uma\n主题: x\n\n"
                    + Form(),
                "approve||{}"
            },
            { "Chinese introduction", "批准\n\n在 2026-11-23 09:00:00，\"服務台\" <desk@desk.test> 写道：\n" + Quoted(), "approve||{}" },
            { "wide brackets", "处理结果：退款 【退款／不退款】", "||{\"result\":\"refund\"}" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_answer_is_understood(string manner, string text, string expected)
    {
        var answer = AnswerReading.Read(text, Shape);

        Assert.Equal(expected, $"{answer.Action}|{answer.Opinion}|{Plain(answer.Values)}");
        Assert.True(answer.Faults.Count == 0, manner);
    }

    [Theory]
    [InlineData("Amount: about twelve", "amount", "about twelve")]
    [InlineData("Visit on: 31/2/2026", "day", "31/2/2026")]
    [InlineData("Visit on: next week", "day", "next week")]
    [InlineData("Customer told: perhaps", "told", "perhaps")]
    [InlineData("处理结果：赔偿", "result", "赔偿")]
    [InlineData("Parts: Modem, Screw", "parts", "Modem, Screw")]
    [InlineData("Action: aprove", "action", "aprove")]
    public void What_is_not_understood_is_named_as_it_was_written(string text, string field, string written)
    {
        Assert.Equal([new AnswerFault(field, written)], AnswerReading.Read(text, Shape).Faults);
    }

    [Theory]
    [InlineData("time", "3:30 pm", "15:30")]
    [InlineData("time", "下午3点30分", "15:30")]
    [InlineData("time", "下午3点半", "15:30")]
    [InlineData("time", "9.05", "09:05")]
    [InlineData("datetime", "2026-12-03 15:30", "2026-12-03T15:30")]
    [InlineData("datetime", "3 Dec 2026, 3:30 p.m.", "2026-12-03T15:30")]
    [InlineData("datetime", "2026年12月3日 下午3時30分", "2026-12-03T15:30")]
    public void Times_are_read_as_people_write_them(string subtype, string text, string expected)
    {
        Assert.Equal(expected, AnswerValues.Moment(subtype, text));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public void What_the_desk_writes_changes_nothing_when_it_comes_back_untouched(string language)
    {
        var data = new JsonObject
        {
            ["result"] = "none",
            ["amount"] = 1234.5m,
            ["day"] = "2026-12-03",
            ["told"] = true,
            ["parts"] = new JsonArray("modem", "cable"),
            ["reason"] = "Old: very old",
            ["work"] = "Went there.\nChanged it.",
        };
        var shape = Shape with { Offered = data };

        var answer = AnswerReading.Read(Form(language, data), shape);

        Assert.Equal("||{}", $"{answer.Action}|{answer.Opinion}|{Plain(answer.Values)}");
        Assert.Empty(answer.Faults);
    }

    [Fact]
    public void Any_text_is_read_without_harm()
    {
        var random = new Random(11);
        const string Letters = ">>>  \n\n:：=[]【】/Amount操作Action意见=====[ FORM ]=====\n=====[ END ]=====-- ";
        for (var i = 0; i < 3_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 200)).Select(_ => Letters[random.Next(Letters.Length)]));

            Assert.NotNull(AnswerReading.Read(text, Shape));
        }
    }

    private static string Plain(JsonObject values) =>
        values.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Form(string language = "en", JsonObject? data = null)
    {
        var letter = new WorkLetter
        {
            Language = language,
            Number = "TOS-1",
            Subject = "Line",
            Step = "Check",
            Link = "https://desk.test/tasks/1",
            Form = new(Shape.Fields, data ?? Shape.Offered, [("Approve", false), ("Reject", true)], "2026-12-07 09:00"),
        };
        return WorkWriting.Write(letter).ReplaceLineEndings("\n");
    }

    private static string Quoted() => string.Join('\n', Form().TrimEnd().Split('\n').Select(line => "> " + line));

    private static FormComponent Field(string key, string en, string hans, string hant, FormComponentType type) =>
        new()
        {
            Type = type,
            Key = key,
            Label = en,
            Labels = new Dictionary<string, string> { ["zh-Hans"] = hans, ["zh-Hant"] = hant },
        };

    private static FormOption Option(string value, string en, string hans, string hant) =>
        new(value, en, new Dictionary<string, string> { ["zh-Hans"] = hans, ["zh-Hant"] = hant });
}
