using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Baton.Desk.Cases.Attachments.Previews;
using Baton.Desk.Tests.Http;

namespace Baton.Desk.Tests.Cases.Attachments;

/// <summary>Attachments as a client meets them.</summary>
public sealed class AttachmentRoutesTests
{
    private static readonly Dictionary<string, byte[]> Samples = new(StringComparer.Ordinal)
    {
        ["image/png"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13],
        ["application/pdf"] = "%PDF-1.7\n"u8.ToArray(),
        ["audio/mpeg"] = "ID3\u0004\0\0\0\0\0"u8.ToArray(),
        ["text/plain"] = "Hello"u8.ToArray(),
    };

    private static CancellationToken Ct => DeskHost.Ct;

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>", "text/html")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml")]
    [InlineData("#!/bin/sh\nreboot\n", "text/x-script")]
    public async Task What_a_browser_could_run_is_kept_but_comes_only_as_a_download_of_no_type(string content, string type)
    {
        await using var server = await DeskServer.Start();
        var attachment = await Attach(server, "notes.txt", Encoding.UTF8.GetBytes(content));

        using var answer = await server.Client("amy").GetAsync($"/api/attachments/{Key(attachment)}", Ct);

        Assert.Equal(type, attachment.GetProperty("contentType").GetString());
        Assert.False(attachment.GetProperty("isAsNamed").GetBoolean());
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("photo.png", "image/png", "picture")]
    [InlineData("paper.pdf", "application/pdf", "document")]
    [InlineData("call.mp3", "audio/mpeg", "audio")]
    [InlineData("notes.txt", "text/plain", "text")]
    public async Task A_preview_is_shown_in_place_and_can_do_nothing(string name, string type, string kind)
    {
        await using var server = await DeskServer.Start();
        var attachment = await Attach(server, name, Samples[type]);

        using var answer = await server.Client("amy").GetAsync($"/api/attachments/{Key(attachment)}/preview", Ct);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Equal(kind, attachment.GetProperty("preview").GetString());
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("SAMEORIGIN", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        // No browser starts its PDF viewer in a sandbox.
        Assert.Equal(kind != "document", policy.EndsWith("sandbox", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gb18030", "客户希望今天内收到确认传真")]
    [InlineData("big5", "客戶希望今天內收到確認傳真")]
    [InlineData("utf-16", "客戶希望今天內收到 confirmation")]
    public async Task A_text_of_any_encoding_is_previewed_in_utf_8(string encoding, string text)
    {
        await using var server = await DeskServer.Start();
        var charset = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var attachment = await Attach(server, "notes.txt", charset.GetBytes(text));

        using var answer = await server.Client("amy").GetAsync($"/api/attachments/{Key(attachment)}/preview", Ct);

        Assert.Equal("utf-8", answer.Content.Headers.ContentType!.CharSet);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync(Ct));
        Assert.False(answer.Headers.Contains(PreviewAttachment.CutHeader));
    }

    [Fact]
    public async Task A_part_of_a_recording_is_played_without_the_rest()
    {
        await using var server = await DeskServer.Start();
        var attachment = await Attach(server, "call.mp3", Samples["audio/mpeg"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/attachments/{Key(attachment)}/preview");
        request.Headers.Range = new(2, 4);

        using var answer = await server.Client("amy").SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(Samples["audio/mpeg"][2..5], await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory]
    [InlineData("<html><body>Hello", "no-safe-preview")]
    [InlineData("\u0001\0\u0002\0\0\u0003", "no-preview")]
    public async Task What_has_no_preview_says_why(string content, string code)
    {
        await using var server = await DeskServer.Start();
        var attachment = await Attach(server, "notes.txt", Encoding.UTF8.GetBytes(content));

        using var answer = await server.Client("amy").GetAsync($"/api/attachments/{Key(attachment)}/preview", Ct);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;

        Assert.Equal("none", attachment.GetProperty("preview").GetString());
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains("ownload", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_the_case_sees_no_preview()
    {
        await using var server = await DeskServer.Start();
        var attachment = await Attach(server, "paper.pdf", Samples["application/pdf"]);

        using var stranger = await server.Client("bob").GetAsync($"/api/attachments/{Key(attachment)}/preview", Ct);
        using var anonymous = await server.Client(null).GetAsync($"/api/attachments/{Key(attachment)}/preview", Ct);

        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    [Fact]
    public async Task A_version_is_added_listed_and_fetched_over_http()
    {
        await using var server = await DeskServer.Start();
        var amy = server.Client("amy");
        var key = Key(await Attach(server, "offer.txt", "one"u8.ToArray()));
        using var form = new MultipartFormDataContent { { new ByteArrayContent("two"u8.ToArray()), "file", "offer.txt" } };

        using var added = await amy.PostAsync($"/api/attachments/{key}/versions?comment=Corrected", form, Ct);
        var versions = JsonDocument.Parse(await amy.GetStringAsync($"/api/attachments/{key}/versions", Ct)).RootElement;

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(
            [(2, "Corrected"), (1, null)],
            versions.EnumerateArray().Select(one => (one.GetProperty("version").GetInt32(), one.GetProperty("comment").GetString()))
        );
        Assert.Equal("two", await amy.GetStringAsync($"/api/attachments/{key}", Ct));
        Assert.Equal("one", await amy.GetStringAsync($"/api/attachments/{key}/versions/1", Ct));
        Assert.Equal("one", await amy.GetStringAsync($"/api/attachments/{key}/versions/1/preview", Ct));
        using var missing = await amy.GetAsync($"/api/attachments/{key}/versions/3", Ct);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static async Task<JsonElement> Attach(DeskServer server, string name, byte[] content, string? number = null)
    {
        number ??= (await server.Desk.Open()).Number;
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await server.Client("amy").PostAsync($"/api/cases/{number}/attachments?fileName={name}", body, Ct);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
    }

    private static string Key(JsonElement attachment) => attachment.GetProperty("key").GetString()!;
}
