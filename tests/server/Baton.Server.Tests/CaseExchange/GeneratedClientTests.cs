using System.Net;
using System.Net.Http.Json;
using System.ServiceModel;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Serialization;
using Baton.Server.Tests.CaseExchange.Generated.Messages;

namespace Baton.Server.Tests.CaseExchange;

/// <summary>Cases by SOAP and XML as other systems call them: with clients that generators made from the WSDL and the schema.</summary>
public sealed class GeneratedClientTests(DemoServer server) : IClassFixture<DemoServer>
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clients_are_generated_from_what_the_server_serves()
    {
        using HttpClient client = server.Client();
        string path = Path.Combine(AppContext.BaseDirectory, "CaseExchange", "Generated", "cases.wsdl");
        XDocument known = XDocument.Load(path);

        XDocument served = XDocument.Parse(await client.GetStringAsync("/api/soap/cases?wsdl", Ct));

        Assert.All(
            served.Descendants(Wsdl + "port").Elements(),
            address => Assert.Equal(new Uri(server.Address, "/api/soap/cases").ToString(), (string?)address.Attribute("location"))
        );
        served.Descendants(Wsdl + "service").Remove();
        known.Descendants(Wsdl + "service").Remove();
        Assert.True(
            XNode.DeepEquals(known.Root, served.Root),
            $"The WSDL has changed: generate the clients again, as CaseExchange/Generated/README.md says.\n{served}"
        );
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public async Task A_case_is_opened_once_found_and_given_feedback(string version)
    {
        ICaseCaller cases = Caller(version);
        string id = "soap-" + version;

        string number = cases.Open(new(id));
        string again = cases.Open(new(id));
        IReadOnlyList<string> found = cases.Find(id);
        string rated = cases.GiveFeedback(id + "-2", number, 4, "Came in time");

        Assert.Equal((number, number), (again, rated));
        Assert.Equal([number], found);
        Assert.Empty(cases.Find(id + "-unknown"));
        JsonNode page = await Page(number);
        Assert.Equal("web", (string?)page["case"]!["channel"]);
        Assert.Contains("4/5", page["notes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public async Task Files_of_a_message_become_attachments_of_the_case(string version)
    {
        ICaseCaller cases = Caller(version);
        string id = "soap-file-" + version;

        string number = cases.Open(new(id, File: "dead line"u8.ToArray()));
        cases.Open(new(id, File: "dead line"u8.ToArray()));
        FaultException other = Assert.Throws<FaultException>(() => cases.Open(new(id, File: "another line"u8.ToArray())));

        Assert.Equal("idempotency-key-reused", Detail(other).code);
        using HttpClient client = server.Client();
        JsonNode attachment = Assert.Single((await Page(number))["attachments"]!.AsArray())!;
        Assert.Equal("line.txt", (string?)attachment["fileName"]);
        Assert.Equal("dead line", await client.GetStringAsync($"/api/attachments/{attachment["key"]}", Ct));
    }

    [Theory]
    [InlineData("1.1", "Client")]
    [InlineData("1.2", "Sender")]
    public void What_the_form_does_not_take_is_a_fault_that_names_the_place(string version, string code)
    {
        ICaseCaller cases = Caller(version);

        FaultException fault = Assert.Throws<FaultException>(() => cases.Open(new("soap-fault-" + version, Kind: "pigeon")));

        Assert.Equal(code, fault.Code.Name);
        problem said = Detail(fault);
        problemError error = Assert.Single(said.error);
        Assert.Equal(("invalid", "form.faultKind"), (said.code, error.element));
        Assert.True(error.line > 0 && error.column > 0);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public void Feedback_to_an_unknown_case_is_a_fault(string version)
    {
        FaultException fault = Assert.Throws<FaultException>(() => Caller(version).GiveFeedback("f-" + version, "FLT-none", 1, "Late"));

        Assert.Equal("not-found", Detail(fault).code);
    }

    [Fact]
    public async Task Messages_of_classes_that_were_generated_from_the_schema_are_taken_as_xml()
    {
        using HttpClient client = server.Client();
        var opening = new openCase
        {
            messageId = "xml-1",
            type = "wo-fault",
            subject = "No dial tone",
            Item = new NewCustomer { name = "Ho Ka Yan", phone = ["98765430"] },
            field =
            [
                new() { name = "serviceNumber", Value = "98765430" },
                new() { name = "faultKind", Value = "slow" },
                new() { name = "faultPlace", Value = "2 Harbour Road" },
            ],
            file = [new() { name = "line.txt", Value = "slow line"u8.ToArray() }],
        };

        string number = (await Send<openCase, caseOpened>(client, "/api/xml/cases", opening, HttpStatusCode.Created)).number;
        var feedback = new giveFeedback
        {
            messageId = "xml-2",
            number = number,
            subject = "Repaired",
            file = [new() { name = "report.txt", Value = "done"u8.ToArray() }],
        };
        await Send<giveFeedback, feedbackTaken>(client, $"/api/xml/cases/{number}/feedback", feedback, HttpStatusCode.OK);
        var found = Read<cases>(await client.GetStringAsync("/api/xml/cases?reference=xml-1", Ct));

        Assert.Equal(number, Assert.Single(found.@case).number);
        Assert.Equal(["line.txt", "report.txt"], (await Page(number))["attachments"]!.AsArray().Select(file => (string?)file!["fileName"]));
    }

    [Fact]
    public async Task A_file_that_the_desk_does_not_take_is_refused_with_its_place_and_opens_nothing()
    {
        using HttpClient client = server.Client();
        var opening = new openCase
        {
            messageId = "xml-3",
            type = "wo-fault",
            subject = "No dial tone",
            Item = new NewCustomer { name = "Ho Ka Yan", phone = ["98765430"] },
            file = [new() { name = "line.exe", Value = [1] }],
        };

        problem refused = await Send<openCase, problem>(client, "/api/xml/cases", opening, HttpStatusCode.BadRequest);

        problemError error = Assert.Single(refused.error);
        Assert.Equal("file", error.element);
        Assert.True(error.line > 0);
    }

    private ICaseCaller Caller(string version) => ICaseCaller.Of(version, server.Address, DemoServer.Credentials);

    private async Task<JsonNode> Page(string number)
    {
        using HttpClient client = server.Client();
        return (await client.GetFromJsonAsync<JsonNode>($"/api/cases/{number}", Ct))!;
    }

    private static problem Detail(FaultException fault)
    {
        using XmlReader detail = fault.CreateMessageFault().GetReaderAtDetailContents();
        return (problem)new XmlSerializer(typeof(problem)).Deserialize(detail)!;
    }

    private static async Task<TAnswer> Send<TMessage, TAnswer>(HttpClient client, string path, TMessage message, HttpStatusCode status)
    {
        using var text = new StringWriter();
        new XmlSerializer(typeof(TMessage)).Serialize(text, message);
        string xml = text.ToString().Replace("utf-16", "utf-8", StringComparison.Ordinal);
        using HttpResponseMessage response = await client.PostAsync(path, new StringContent(xml, Encoding.UTF8, "application/xml"), Ct);
        string answer = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(status == response.StatusCode, answer);
        return Read<TAnswer>(answer);
    }

    private static T Read<T>(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml));
        return (T)new XmlSerializer(typeof(T)).Deserialize(reader)!;
    }
}
