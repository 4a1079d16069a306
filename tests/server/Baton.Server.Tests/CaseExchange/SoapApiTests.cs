using System.Net;
using System.Xml.Linq;

namespace Baton.Server.Tests.CaseExchange;

/// <summary>The rules of SOAP, as a client meets them that breaks them.</summary>
public sealed class SoapApiTests(DemoServer server) : IClassFixture<DemoServer>
{
    private const string Type11 = "text/xml; charset=utf-8";
    private const string Type12 = "application/soap+xml; charset=utf-8";
    private const string Ns11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Ns12 = "http://www.w3.org/2003/05/soap-envelope";
    private const string Find = "<findCases xmlns='urn:baton:case-exchange:1'><reference>nothing</reference></findCases>";
    private const string Action = "urn:baton:case-exchange:1:";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Type11, Ns11, null)]
    [InlineData(Type11, Ns11, "")]
    [InlineData(Type11, Ns11, Action + "FindCases")]
    [InlineData(Type12, Ns12, null)]
    [InlineData(Type12 + "; action=\"" + Action + "FindCases\"", Ns12, null)]
    public async Task A_call_is_answered_in_its_version_with_and_without_an_action(string type, string ns, string? action)
    {
        (HttpStatusCode status, XElement body) = await Call(type, Envelope(ns, Find), action, ns);

        Assert.Equal((HttpStatusCode.OK, "cases"), (status, body.Name.LocalName));
    }

    [Theory]
    [InlineData("OpenCase", "findCases")]
    [InlineData("Nothing", "no operation")]
    public async Task An_action_that_is_unknown_or_another_is_refused(string action, string said)
    {
        (_, XElement fault11) = await Call(Type11, Envelope(Ns11, Find), Action + action, Ns11);
        (_, XElement fault12) = await Call($"{Type12}; action=\"{Action + action}\"", Envelope(Ns12, Find), null, Ns12);

        Assert.Equal("soap:Client", fault11.Element("faultcode")!.Value);
        Assert.Contains(said, fault11.Element("faultstring")!.Value, StringComparison.Ordinal);
        Assert.Equal("soap:Sender", fault12.Descendants(XName.Get("Value", Ns12)).Single().Value);
    }

    [Fact]
    public async Task Headers_that_must_be_understood_are_refused_and_others_are_passed_over()
    {
        const string Security = "<s:Security xmlns:s='urn:security' e:mustUnderstand='1'/>";

        (_, XElement fault11) = await Call(Type11, Envelope(Ns11, Find, Security), null, Ns11);
        (_, XElement fault12) = await Call(Type12, Envelope(Ns12, Find, Security), null, Ns12);
        (HttpStatusCode optional, _) = await Call(
            Type11,
            Envelope(Ns11, Find, Security.Replace("'1'", "'0'", StringComparison.Ordinal)),
            null,
            Ns11
        );
        (HttpStatusCode others, _) = await Call(
            Type12,
            Envelope(Ns12, Find, Security.Replace("e:must", "e:role='urn:somebody-else' e:must", StringComparison.Ordinal)),
            null,
            Ns12
        );

        Assert.Equal("soap:MustUnderstand", fault11.Element("faultcode")!.Value);
        Assert.Null(fault11.Element("detail"));
        Assert.Equal("soap:MustUnderstand", fault12.Descendants(XName.Get("Value", Ns12)).Single().Value);
        Assert.Equal("h:Security", (string?)fault12.Document!.Descendants(XName.Get("NotUnderstood", Ns12)).Single().Attribute("qname"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (optional, others));
    }

    [Theory]
    [InlineData(Type11, Ns12, Ns11)]
    [InlineData(Type12, Ns11, Ns12)]
    public async Task An_envelope_of_another_version_than_the_type_says_is_refused(string type, string sent, string answered)
    {
        (HttpStatusCode status, XElement fault) = await Call(type, Envelope(sent, Find), null, answered);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("soap:VersionMismatch", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<a")]
    [InlineData("<a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><e:Envelope xmlns:e='" + Ns11 + "'><e:Body>&b;</e:Body></e:Envelope>")]
    [InlineData("<e:Envelope xmlns:e='" + Ns11 + "'/>")]
    [InlineData("<e:Envelope xmlns:e='" + Ns11 + "'><e:Body/></e:Envelope>")]
    [InlineData("<e:Envelope xmlns:e='" + Ns11 + "'><e:Body>" + Find + Find + "</e:Body></e:Envelope>")]
    [InlineData("<e:Envelope xmlns:e='" + Ns11 + "'><e:Body><dropCases xmlns='urn:baton:case-exchange:1'/></e:Body></e:Envelope>")]
    public async Task What_is_no_call_is_a_fault_of_the_client_with_its_place(string envelope)
    {
        (HttpStatusCode status, XElement fault) = await Call(Type11, envelope, null, Ns11);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("soap:Client", fault.Element("faultcode")!.Value);
        Assert.NotEmpty(fault.Element("detail")!.Descendants(XName.Get("error", "urn:baton:case-exchange:1")));
    }

    [Fact]
    public async Task Too_deep_and_too_large_envelopes_are_faults()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 50)) + string.Concat(Enumerable.Repeat("</a>", 50));

        (_, XElement nested) = await Call(Type11, Envelope(Ns11, deep), null, Ns11);
        (_, XElement large) = await Call(Type11, new string(' ', 17 * 1024 * 1024), null, Ns11);

        Assert.Equal("soap:Client", nested.Element("faultcode")!.Value);
        Assert.Contains("too-large", large.Element("detail")!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/xml")]
    [InlineData("text/xml; charset=iso-8859-1")]
    [InlineData("multipart/related; boundary=a")]
    public async Task Other_types_of_content_are_refused(string type)
    {
        using HttpClient client = server.Client();

        using HttpResponseMessage refused = await DemoServer.Post(client, type, Envelope(Ns11, Find));

        await refused.Problem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_stranger_gets_neither_an_answer_nor_the_description()
    {
        using var stranger = new HttpClient { BaseAddress = server.Address };

        using HttpResponseMessage call = await DemoServer.Post(stranger, Type11, Envelope(Ns11, Find));
        using HttpResponseMessage wsdl = await stranger.GetAsync("/api/soap/cases?wsdl", Ct);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (call.StatusCode, wsdl.StatusCode));
    }

    private static string Envelope(string ns, string body, string? header = null) =>
        $"<e:Envelope xmlns:e='{ns}'>{(header is null ? "" : $"<e:Header>{header}</e:Header>")}<e:Body>{body}</e:Body></e:Envelope>";

    /// <summary>What is in the body of the answer, which has the version.</summary>
    private async Task<(HttpStatusCode Status, XElement Body)> Call(string type, string envelope, string? action, string version)
    {
        using HttpClient client = server.Client();
        using HttpResponseMessage response = await DemoServer.Post(client, type, envelope, action);
        string text = await response.Content.ReadAsStringAsync(Ct);
        Assert.Equal(version == Ns11 ? "text/xml" : "application/soap+xml", response.Content.Headers.ContentType?.MediaType);
        XElement root = XDocument.Parse(text).Root!;
        return (response.StatusCode, Assert.Single(root.Element(XName.Get("Body", version))!.Elements()));
    }
}
