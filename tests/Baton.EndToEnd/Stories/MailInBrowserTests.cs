using System.Text.RegularExpressions;
using Baton.Desk.Tests.Channels.Mail;
using Baton.EndToEnd.Browsers;
using MimeKit;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>A customer writes, an agent answers from the case page, and the customer's next mail finds the case by itself.</summary>
[Trait("Story", "C")]
public sealed partial class MailInBrowserTests(MailboxServer mailboxes) : IClassFixture<MailboxServer>
{
    private const string Customer = "liu.xiaomei@example.com";

    [Fact]
    public async Task A_mail_becomes_a_case_is_answered_from_it_and_the_customer_s_answer_joins_it()
    {
        Assert.SkipWhen(MailboxServer.WhyNot is not null, MailboxServer.WhyNot ?? "");
        await using var stage = await OperatorStage.Set(mailboxes);
        await using var browser = await Chromium.Start();
        var admin = await DeskWindow.SignIn(browser, stage.Desk.Server.BaseAddress, "admin.lau");
        await Sign(admin);

        // It waits in the inbox with its words and its file.
        var mail = Written("流量费用异常", "三天扣了 100 元，请核实。账单见附件。");
        await stage.Write(mail);
        var liu = await DeskWindow.SignIn(browser, stage.Desk.Server.BaseAddress, "mo.liu");
        await liu.Go("/inbox");
        await liu.Get("inbox-row").Filter(new() { HasText = "流量费用异常" }).GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await Expect(liu.Get("incoming-text")).ToContainTextAsync("三天扣了 100 元");
        await Expect(liu.Get("incoming-files")).ToContainTextAsync("bill.pdf");
        await liu.Get("incoming-claim").ClickAsync();
        await liu.Get("incoming-open").ClickAsync();
        var number = await Open(liu);

        // A template in her language comes with what is known; what it leaves open keeps the mail here.
        await liu.Get("case-mail-write").ClickAsync();
        await Expect(liu.Get("case-mail-subject")).ToHaveValueAsync("Re: 流量费用异常");
        await Expect(liu.Get("case-mail-to")).ToHaveValueAsync(Customer);
        await Expect(liu.Get("case-mail-signature")).ToContainTextAsync("刘晓燕");
        await Expect(liu.Get("case-mail-quoted")).ToContainTextAsync("三天扣了 100 元");
        await liu.Get("case-mail-template").SelectOptionAsync("baton-answer-question");
        await Expect(liu.Get("case-mail-text")).ToHaveValueAsync(new Regex("刘晓梅，您好.*" + number, RegexOptions.Singleline));
        await Expect(liu.Get("case-mail-blanks")).ToContainTextAsync("{{ question }}");
        await liu.Get("case-mail-send").ClickAsync();
        await Expect(liu.Page.Locator("#case-mail-text-problem")).ToContainTextAsync("{{ question }}");

        // What is typed outlives the page.
        var text = (await liu.Get("case-mail-text").InputValueAsync()).Replace(
            "{{ question }}",
            "请问是哪几天的流量？",
            StringComparison.Ordinal
        );
        await liu.Get("case-mail-text").FillAsync(text);
        await Expect(liu.Get("case-mail-blanks")).ToHaveCountAsync(0);
        await liu.Go("/cases/" + number);
        await Expect(liu.Get("case-mail-text")).ToHaveValueAsync(text);

        await liu.Get("case-mail-cc").FillAsync("family@example.com");
        await liu.Get("case-mail-file").First.CheckAsync();
        await liu.Get("case-mail-send").ClickAsync();
        await Expect(liu.Get("case-mail-write")).ToBeVisibleAsync();
        var sent = await stage.Mail(Customer, "请问是哪几天的流量？");
        Assert.StartsWith($"Re: 流量费用异常 [#{number}-", sent.Subject, StringComparison.Ordinal);
        Assert.Equal(mail.MessageId, sent.InReplyTo);
        Assert.Contains(mail.MessageId, sent.References);
        Assert.StartsWith("service+c", sent.ReplyTo, StringComparison.Ordinal);
        Assert.Equal(["family@example.com"], sent.Cc);
        Assert.Equal(["bill.pdf"], sent.Files);
        var lines = sent.Text.ReplaceLineEndings("\n");
        Assert.Contains("-- \n刘晓燕\n客户服务中心", lines, StringComparison.Ordinal);
        Assert.Contains("写道：\n> 三天扣了 100 元", lines, StringComparison.Ordinal);

        // The time line says who wrote, and what.
        var told = liu.Page.Locator("[data-testid=timeline-item][data-code=answer-sent]");
        await Expect(told).ToContainTextAsync("刘晓燕");
        await told.Locator("summary").ClickAsync();
        await Expect(told.Locator("[data-testid=message-words-text]")).ToContainTextAsync("请问是哪几天的流量？");

        // Her answer bears nothing but the address, and comes to the case by itself.
        var answer = Written("周末", "就是上周末两天。");
        answer.To.Clear();
        answer.To.Add(MailboxAddress.Parse(sent.ReplyTo!));
        await stage.Write(answer);
        await Expect(liu.Get("case-note").Filter(new() { HasText = "就是上周末两天。" })).ToHaveCountAsync(1);
        await Expect(liu.Get("case-contact")).ToHaveCountAsync(2);
        await liu.Go("/inbox");
        await Expect(liu.Get("inbox-empty")).ToBeVisibleAsync();

        await admin.Go("/admin/mailboxes");
        await Expect(admin.Page.Locator("[data-testid=mailbox-row][data-code=service] [data-testid=mailbox-health]"))
            .ToHaveAttributeAsync("data-health", "ok");
        await Expect(admin.Page.Locator("[data-testid=mail-row][data-state=taken]")).ToHaveCountAsync(2);
    }

    /// <summary>The administrator gives the mailbox a signature and addresses with a mark; a name that nobody gives is refused.</summary>
    private static async Task Sign(DeskWindow admin)
    {
        await admin.Go("/admin/mailboxes?edit=" + OperatorStage.Mailbox);
        await admin.Get("mailbox-signature").FillAsync("{{ agent.nme }}");
        await admin.Get("mailbox-plus").CheckAsync();
        await admin.Get("mailbox-save").ClickAsync();
        await Expect(admin.Page.Locator("#mailbox-signature-problem")).ToContainTextAsync("agent.nme");
        await admin.Get("mailbox-signature").FillAsync("{{ agent.name }}\n客户服务中心");
        await admin.Get("mailbox-save").ClickAsync();
        await Expect(admin.Get("toast").First).ToBeVisibleAsync();
    }

    private static async Task<string> Open(DeskWindow liu)
    {
        await liu.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await liu.Get("case-type").SelectOptionAsync("mo-complaint");
        await liu.Get("field-serviceNumber").FillAsync("13705320104");
        await liu.Get("field-city").SelectOptionAsync("qingdao");
        await liu.Get("field-product").SelectOptionAsync("data");
        await liu.Get("field-remedy").SelectOptionAsync("refund");
        await liu.Get("case-submit").ClickAsync();
        await liu.Page.WaitForURLAsync(CaseAddress());
        return (await liu.Get("case-number").InnerTextAsync()).Trim();
    }

    private static MimeMessage Written(string subject, string text)
    {
        var mail = new MimeMessage { Subject = subject, MessageId = Guid.NewGuid().ToString("N") + "@example.com" };
        mail.From.Add(new MailboxAddress("刘晓梅", Customer));
        mail.To.Add(MailboxAddress.Parse("service@desk.test"));
        var file = new MimePart("application", "pdf")
        {
            FileName = "bill.pdf",
            Content = new MimeContent(new MemoryStream("%PDF-1.4 a bill"u8.ToArray())),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        };
        mail.Body = new Multipart("mixed")
        {
            new TextPart("plain") { Text = text },
            file,
        };
        return mail;
    }

    [GeneratedRegex("/cases/TS-")]
    private static partial Regex CaseAddress();
}
