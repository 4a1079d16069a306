using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Baton.Server.Tests;

/// <summary>XML messages of other systems over HTTP.</summary>
public sealed class XmlApiTests(RunningServer server)
{
    private const string Ns = "urn:baton:case-exchange:1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_schema_is_published_and_answers_follow_it()
    {
        using HttpClient client = server.Client();
        var schemas = new XmlSchemaSet();
        using var published = XmlReader.Create(new StringReader(await client.GetStringAsync("/api/xml/schema", Ct)));
        schemas.Add(Ns, published);

        string[] answers =
        [
            await client.GetStringAsync("/api/xml/cases?customer=nobody", Ct),
            await client.GetStringAsync("/api/xml/cases?reference=nothing", Ct),
            await (await Post(client, "/api/xml/cases", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")).Content.ReadAsStringAsync(Ct),
            await (await client.GetAsync("/api/xml/cases/none", Ct)).Content.ReadAsStringAsync(Ct),
        ];

        foreach (string answer in answers)
        {
            XDocument.Parse(answer).Validate(schemas, (_, fault) => Assert.Fail($"{fault.Message}\n{answer}"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<openCase xmlns='urn:baton:case-exchange:1' messageId='a'/>")]
    [InlineData("<giveFeedback xmlns='urn:baton:case-exchange:1' messageId='a'/>")]
    public async Task What_does_not_follow_the_schema_is_refused_as_xml(string message)
    {
        using HttpClient client = server.Client();

        using HttpResponseMessage refused = await Post(client, "/api/xml/cases", message);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("application/xml", refused.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Too_large_a_message_is_refused_and_a_stranger_is_not_let_in()
    {
        using HttpClient client = server.Client();
        using HttpClient stranger = server.Client(null);

        using HttpResponseMessage large = await Post(client, "/api/xml/cases", new string(' ', 17 * 1024 * 1024));
        using HttpResponseMessage unknown = await Post(stranger, "/api/xml/cases", "<a/>");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, string message) =>
        client.PostAsync(path, new StringContent(message, Encoding.UTF8, "application/xml"), Ct);
}
