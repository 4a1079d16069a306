using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Documents over the engine's API: sent in a form, referred to by JSON, given back byte for byte.</summary>
public sealed class DocumentApiTests(RunningServer server) : IDisposable
{
    private readonly HttpClient _client = server.Client();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_document_is_referred_to_with_exactly_the_members_of_the_contract_and_given_back()
    {
        const string metadata = """
            {"contentType": "text/html", "fileName": "Brief Ü.html", "expiresAt": "2199-01-01T00:00:00+01:00", "size": 11,
             "processDefinitionId": "order", "processInstanceKey": "17", "customProperties": {"page": {"no": 1}}}
            """;
        using HttpResponseMessage created = await Send("documents", ("file", "<p>hello</p", "a.txt"), ("metadata", metadata, null));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        JsonNode reference = await created.Json();

        Assert.Equal(
            ["camunda.document.type", "storeId", "documentId", "contentHash", "metadata"],
            reference.AsObject().Select(member => member.Key)
        );
        Assert.Equal(
            """{"contentType":"text/html","fileName":"Brief Ü.html","expiresAt":"2198-12-31T23:00:00.000Z","size":11,"processDefinitionId":"order","processInstanceKey":"17","customProperties":{"page":{"no":1}}}""",
            reference["metadata"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        );
        string address = $"v2/documents/{reference["documentId"]}?storeId={reference["storeId"]}&contentHash={reference["contentHash"]}";
        using HttpResponseMessage read = await _client.GetAsync(address, Cancel);
        Assert.Equal("text/html", read.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", read.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Brief Ü.html", read.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("nosniff", read.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(11, read.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_large_document_comes_back_byte_for_byte_and_only_with_its_own_hash()
    {
        var content = new byte[2_000_000];
        new Random(3).NextBytes(content);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "large.bin" } };
        using HttpResponseMessage created = await _client.PostAsync("v2/documents?documentId=large-one", form, Cancel);
        JsonNode reference = await created.Json();

        Assert.Equal("large-one", reference["documentId"]!.GetValue<string>());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), reference["contentHash"]!.GetValue<string>());
        Assert.Equal(content, await _client.GetByteArrayAsync("v2/documents/large-one", Cancel));
        using HttpResponseMessage wrong = await _client.GetAsync("v2/documents/large-one?contentHash=abc", Cancel);
        await wrong.Problem(HttpStatusCode.BadRequest);
        using HttpResponseMessage elsewhere = await _client.GetAsync("v2/documents/large-one?storeId=moon", Cancel);
        await elsewhere.Problem(HttpStatusCode.BadRequest);
        using HttpResponseMessage again = await Send("documents?documentId=large-one", ("file", "x", "x.txt"));
        await again.Problem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_deleted_document_is_gone()
    {
        using HttpResponseMessage created = await Send("documents?documentId=brief", ("file", "x", "x.txt"));
        using HttpResponseMessage deleted = await _client.DeleteAsync("v2/documents/brief", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        using HttpResponseMessage read = await _client.GetAsync("v2/documents/brief", Cancel);
        await read.Problem(HttpStatusCode.NotFound);
        using HttpResponseMessage again = await _client.DeleteAsync("v2/documents/brief", Cancel);
        await again.Problem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""[{"fileName": "one.txt"}, {"contentType": "text/csv"}]""", null)]
    [InlineData("""{"fileName": "one.txt"}""", """{"contentType": "text/csv"}""")]
    public async Task Many_documents_come_with_a_list_about_them_as_a_whole_or_item_by_item(string first, string? second)
    {
        List<(string, string, string?)> parts = [("files", "1", "a.txt"), ("files", "22", "b.txt"), ("metadataList", first, null)];
        if (second is not null)
        {
            parts.Add(("metadataList", second, null));
        }
        using HttpResponseMessage created = await Send("documents/batch", [.. parts]);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        JsonNode answer = await created.Json();
        Assert.Empty(answer["failedDocuments"]!.AsArray());
        Assert.Equal(
            ["one.txt text/plain 1", "b.txt text/csv 2"],
            answer["createdDocuments"]!
                .AsArray()
                .Select(one => one!["metadata"]!)
                .Select(one => $"{one["fileName"]} {one["contentType"]} {one["size"]}")
        );
    }

    [Fact]
    public async Task Of_many_documents_those_that_cannot_be_kept_are_named()
    {
        using HttpResponseMessage answer = await Send(
            "documents/batch",
            ("files", "1", "a.txt"),
            ("files", "2", "late.txt"),
            ("metadataList", """[{}, {"expiresAt": "2001-01-01T00:00:00Z"}]""", null)
        );
        Assert.Equal(HttpStatusCode.MultiStatus, answer.StatusCode);

        JsonNode both = await answer.Json();
        JsonNode failed = Assert.Single(both["failedDocuments"]!.AsArray())!;
        Assert.Equal(["fileName", "status", "title", "detail"], failed.AsObject().Select(member => member.Key));
        Assert.Equal(("late.txt", 400), (failed["fileName"]!.GetValue<string>(), failed["status"]!.GetValue<int>()));
        Assert.Single(both["createdDocuments"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"colour": "red"}""")]
    [InlineData("""{"size": 99}""")]
    [InlineData("""{"contentType": "no type"}""")]
    [InlineData("""{"customProperties": [1]}""")]
    [InlineData("""{"expiresAt": "tomorrow"}""")]
    [InlineData("no json")]
    public async Task Metadata_that_make_no_sense_are_refused(string metadata)
    {
        using HttpResponseMessage answer = await Send("documents", ("file", "x", "x.txt"), ("metadata", metadata, null));
        await answer.Problem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_a_file_with_an_unknown_part_or_without_a_form_nothing_is_kept()
    {
        using HttpResponseMessage none = await Send("documents", ("metadata", "{}", null));
        await none.Problem(HttpStatusCode.BadRequest);
        using HttpResponseMessage unknown = await Send("documents", ("file", "x", "x.txt"), ("picture", "y", "y.png"));
        await unknown.Problem(HttpStatusCode.BadRequest);
        using HttpResponseMessage uneven = await Send("documents/batch", ("files", "x", "x.txt"), ("metadataList", "[{},{}]", null));
        await uneven.Problem(HttpStatusCode.BadRequest);
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        using HttpResponseMessage formless = await _client.PostAsync("v2/documents", json, Cancel);
        await formless.Problem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task The_store_makes_no_links_and_says_how_to_read_instead()
    {
        using HttpResponseMessage created = await Send("documents?documentId=linked", ("file", "x", "x.txt"));
        using var body = new StringContent("""{"timeToLive": 1000}""", Encoding.UTF8, "application/json");

        using HttpResponseMessage answer = await _client.PostAsync("v2/documents/linked/links", body, Cancel);

        JsonNode problem = await answer.Problem(HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET /v2/documents/linked", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        using var nothing = new StringContent("{}", Encoding.UTF8, "application/json");
        using HttpResponseMessage missing = await _client.PostAsync("v2/documents/nobody/links", nothing, Cancel);
        await missing.Problem(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> Send(string path, params (string Name, string Content, string? FileName)[] parts)
    {
        using var form = new MultipartFormDataContent();
        foreach ((string name, string content, string? fileName) in parts)
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
            if (fileName is null)
            {
                form.Add(part, name);
            }
            else
            {
                part.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
                form.Add(part, name, fileName);
            }
        }
        return await _client.PostAsync("v2/" + path, form, Cancel);
    }
}
