using System.Text;
using System.Xml.Linq;
using Baton.Desk.Channels.Drop;
using Baton.Desk.Channels.Xml;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Channels;

/// <summary>What other systems send as XML, by HTTP and by files.</summary>
public sealed class CaseExchangeTests
{
    private const string Ns = "urn:baton:case-exchange:1";
    private static readonly XNamespace Names = Ns;

    private static CancellationToken Ct => DeskHost.Ct;

    private static string Opening(string id = "crm-1", string subject = "Move my line", string more = "") =>
        $"""
            <openCase xmlns="{Ns}" messageId="{id}">
              <type>tos</type>
              <subject>{subject}</subject>
              <category>billing</category>
              <customerNumber>C-1</customerNumber>
              <field name="serviceType">mobile</field>
              <field name="requestType">change</field>
              <field name="serviceNumber">98765432</field>{more}
            </openCase>
            """;

    private static string Feedback(string number, string id = "crm-2") =>
        $"""
            <giveFeedback xmlns="{Ns}" messageId="{id}">
              <number>{number}</number>
              <rating>4</rating>
              <subject>Customer rated the visit</subject>
              <text>Came in time.</text>
            </giveFeedback>
            """;

    [Fact]
    public async Task A_message_opens_one_case_however_often_it_comes()
    {
        await using var desk = await DeskHost.Start();

        var first = await Send(desk, Opening());
        var again = await Send(desk, Opening());

        Assert.Equal((201, "caseOpened"), (first.Status, first.Xml.Name.LocalName));
        Assert.Equal(first.Xml.ToString(), again.Xml.ToString());
        var page = await desk.Show(Number(first));
        Assert.Equal(("api", "Move my line", "mobile"), (page.Case.Channel, page.Case.Subject, (string?)page.FormData["serviceType"]));
        Assert.Equal(1, await desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task An_id_that_was_used_for_something_else_is_refused()
    {
        await using var desk = await DeskHost.Start();
        await Send(desk, Opening());

        var other = await Send(desk, Opening(subject: "Something else"));

        Assert.Equal((409, "problem"), (other.Status, other.Xml.Name.LocalName));
    }

    [Fact]
    public async Task A_case_is_found_by_number_customer_and_own_reference_and_not_by_who_may_not_read()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddPerson("stranger");
        var number = Number(await Send(desk, Opening()));

        foreach (var by in (string[])[$"<number>{number}</number>", "<customerNumber>C-1</customerNumber>", "<reference>crm-1</reference>"])
        {
            var question = $"<findCases xmlns='{Ns}'>{by}</findCases>";
            var found = await Send(desk, question);
            var hidden = await Send(desk, question, "stranger");
            Assert.Equal(number, Assert.Single(found.Xml.Elements(Names + "case")).Element(Names + "number")!.Value);
            Assert.DoesNotContain(number, hidden.Xml.ToString(), StringComparison.Ordinal);
        }
        var forbidden = await Send(desk, Opening("x"), "stranger");
        Assert.Equal(403, forbidden.Status);
    }

    [Fact]
    public async Task Feedback_is_added_to_the_case_once()
    {
        await using var desk = await DeskHost.Start();
        var number = Number(await Send(desk, Opening()));

        var first = await Send(desk, Feedback(number));
        var again = await Send(desk, Feedback(number));
        var unknown = await Send(desk, Feedback("TOS-20261123-9999", "crm-3"));

        Assert.Equal((200, 200, 404), (first.Status, again.Status, unknown.Status));
        var page = await desk.Show(number);
        Assert.Single(page.Contacts, one => one.Subject == "Customer rated the visit");
        Assert.Contains("4/5\nCame in time.", Assert.Single(page.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_a_field_names_its_line_and_column()
    {
        await using var desk = await DeskHost.Start();

        var refused = await Send(desk, Opening().Replace(">mobile<", ">pigeon<", StringComparison.Ordinal));

        var error = Assert.Single(refused.Xml.Elements(Names + "error"));
        Assert.Equal((400, "form.serviceType"), (refused.Status, (string?)error.Attribute("element")));
        Assert.Equal(("6", "4"), ((string?)error.Attribute("line"), (string?)error.Attribute("column")));
    }

    public static TheoryData<string> Odd =>
        [
            "",
            "{}",
            "<a",
            "<openCase/>",
            "<?xml version='1.0' encoding='nonsense'?><openCase/>",
            "<?xml version='1.0' encoding='utf-7'?><openCase/>",
            $"<!DOCTYPE a [<!ENTITY b 'c'>]>{Opening()}",
            "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;</a>",
            $"<!DOCTYPE a SYSTEM 'file:///etc/passwd'>{Opening()}",
            Opening().Replace(Ns, "urn:else", StringComparison.Ordinal),
            Opening(more: "<unknown/>"),
            Opening(id: ""),
            Opening(id: "a b"),
            Opening().Replace("<customerNumber>", "<callBackAt>yesterday</callBackAt><customerNumber>", StringComparison.Ordinal),
            Opening().Replace("<category>", "<category><a/>", StringComparison.Ordinal),
            Opening().Replace("C-1", "C-none", StringComparison.Ordinal),
            Opening(subject: new string('x', 201)),
            Feedback("TOS-1").Replace(">4<", ">9<", StringComparison.Ordinal),
            string.Concat(Enumerable.Repeat("<a>", 50_000)),
        ];

    [Theory]
    [MemberData(nameof(Odd), DisableDiscoveryEnumeration = true)]
    public async Task What_does_not_follow_the_schema_is_refused_with_its_place(string message)
    {
        await using var desk = await DeskHost.Start();

        var refused = await Send(desk, message);

        Assert.Equal((400, "problem"), (refused.Status, refused.Xml.Name.LocalName));
        Assert.NotEmpty(refused.Xml.Elements(Names + "error"));
        Assert.Equal(0, await desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused()
    {
        await using var desk = await DeskHost.Start();

        var refused = await Send(desk, Opening(subject: new string('x', ExchangeReading.MaxBytes)));

        Assert.Equal(413, refused.Status);
    }

    [Fact]
    public async Task Files_of_a_message_become_attachments_once_and_others_under_the_same_id_are_refused()
    {
        await using var desk = await DeskHost.Start();
        var opened = await Send(desk, Opening(more: Attached("a.txt", "first") + Attached("b.txt", "second")));
        var number = Number(opened);
        var rated = Feedback(number).Replace("</giveFeedback>", Attached("c.txt", "third") + "</giveFeedback>", StringComparison.Ordinal);

        var again = await Send(desk, Opening(more: Attached("a.txt", "first") + Attached("b.txt", "second")));
        var other = await Send(desk, Opening(more: Attached("a.txt", "changed") + Attached("b.txt", "second")));
        var without = await Send(desk, Opening());
        await Send(desk, rated);
        await Send(desk, rated);

        Assert.Equal((201, 409, 409), (again.Status, other.Status, without.Status));
        Assert.Equal(["a.txt", "b.txt", "c.txt"], (await desk.Show(number)).Attachments.Select(file => file.FileName));
    }

    [Theory]
    [InlineData("a.exe", "QQ==")]
    [InlineData("a.txt", "not base64!")]
    [InlineData("a.txt", "")]
    [InlineData("a.txt", "QQ=")]
    public async Task A_file_that_cannot_be_taken_is_refused_with_its_place_and_nothing_is_opened(string name, string content)
    {
        await using var desk = await DeskHost.Start();

        var refused = await Send(desk, Opening(more: $"\n<file name='{name}'>{content}</file>"));

        var error = Assert.Single(refused.Xml.Elements(Names + "error"));
        Assert.Equal((400, "9"), (refused.Status, (string?)error.Attribute("line")));
        Assert.Equal(0, await desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task The_state_of_the_folder_is_told_and_rings_once_while_it_cannot_be_read()
    {
        var root = Directory.CreateTempSubdirectory("baton-drop-").FullName;
        await using var desk = await DeskHost.Start(
            ("Drop:Directory", root),
            ("Drop:User", "nobody"),
            ("Drop:PollMilliseconds", "600000"),
            ("Drop:AlarmMinutes", "0")
        );
        Put(root, "a.xml", Opening());
        await desk.AddPerson("carol", Permissions.ManageIntegrations);

        await desk.Get<DropRound>().Run(Ct);
        await desk.Get<DropRound>().Run(Ct);

        var state = desk.Get<ShowDrop>().Handle(await desk.User("carol")).Value;
        Assert.Equal((1, 0, true), (state.Waiting, state.Problems, state.FailedSince is not null));
        Assert.Contains("nobody", state.Reason, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await desk.Read(db => db.Notifications.CountAsync(row => row.Code == "drop-silent" && row.UserName == "carol", Ct))
        );
        Assert.Equal("forbidden", desk.Get<ShowDrop>().Handle(await desk.User("amy")).Problem!.Code);
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Files_are_answered_and_put_away_and_what_cannot_be_taken_has_its_problem()
    {
        var root = Directory.CreateTempSubdirectory("baton-drop-").FullName;
        await using var desk = await DeskHost.Start(("Drop:Directory", root), ("Drop:User", "amy"), ("Drop:PollMilliseconds", "600000"));
        Put(root, "a.xml", Opening());
        Put(root, "b.xml", "<nothing/>");
        Put(root, "c.xml.part", Opening("unfinished"));

        await desk.Get<DropFolder>().ReceiveOnce(Ct);

        Assert.Equal(["c.xml.part"], Files(root, "in"));
        Assert.Equal(["a.xml"], Files(root, "done"));
        Assert.Equal(["b.xml", "b.xml.problem"], Files(root, "failed"));
        var number = XElement.Parse(await File.ReadAllTextAsync(Path.Combine(root, "out", "a.xml"), Ct)).Value;
        Assert.Equal("amy", (await desk.Show(number)).Case.OpenedBy);
        Assert.Equal("b.xml", desk.Get<DropState>().Last.Taken);
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_message_whose_file_was_not_put_away_any_more_is_answered_again_and_opens_nothing_new()
    {
        var root = Directory.CreateTempSubdirectory("baton-drop-").FullName;
        await using var desk = await DeskHost.Start(("Drop:Directory", root), ("Drop:User", "amy"), ("Drop:PollMilliseconds", "600000"));
        // The program ended after the commit: no answer was written, the file lies where it lay.
        var number = Number(await Send(desk, Opening()));
        Put(root, "a.xml", Opening());

        await desk.Get<DropFolder>().ReceiveOnce(Ct);
        // It ended after the answer was written.
        File.Move(Path.Combine(root, "done", "a.xml"), Path.Combine(root, "in", "a.xml"));
        await desk.Get<DropFolder>().ReceiveOnce(Ct);

        Assert.Equal(number, XElement.Parse(await File.ReadAllTextAsync(Path.Combine(root, "out", "a.xml"), Ct)).Value);
        Assert.Equal(1, await desk.Read(db => db.Cases.CountAsync(Ct)));
        Directory.Delete(root, recursive: true);
    }

    private static string Attached(string name, string text) =>
        $"<file name='{name}' contentType='text/plain'>{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}</file>";

    private static void Put(string root, string name, string content)
    {
        Directory.CreateDirectory(Path.Combine(root, "in"));
        File.WriteAllText(Path.Combine(root, "in", name), content);
    }

    private static List<string> Files(string root, string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(root, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Number(ExchangeAnswer answer)
    {
        Assert.False(answer.IsProblem, answer.Xml.ToString());
        return answer.Xml.Element(Names + "number")!.Value;
    }

    private static async Task<ExchangeAnswer> Send(DeskHost desk, string message, string user = "amy") =>
        await desk.Get<CaseExchange>()
            .Handle(
                await desk.User(user),
                Encoding.UTF8.GetBytes(message),
                null,
                Ct,
                CaseExchange.OpenMessage,
                CaseExchange.FeedbackMessage,
                CaseExchange.FindMessage
            );
}
