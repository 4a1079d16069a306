using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Baton.Desk.Access;
using Baton.Desk.Feeds;
using Baton.Desk.Tests.Http;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Feeds;

/// <summary>Another site shows a user's open tasks: by a token of his, in four forms, until it is revoked or he is disabled.</summary>
public sealed class FeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Four_forms_tell_the_same_tasks_of_the_one_user()
    {
        await using var server = await DeskServer.Start();
        const string Subject = "Line; \"moved\", <b>again</b> \\ 搬迁电话线路，请尽快处理并回复客户，谢谢。搬迁电话线路，请尽快处理";
        var opened = await server.Desk.Open(Subject);
        var feed = await Make(server, "uma");
        var other = await Make(server, "ulf");
        var reader = server.Client(null);

        var json = await reader.GetFromJsonAsync<JsonElement>(feed.Addresses[0], Ct);
        var calendar = await reader.GetAsync(feed.Addresses[1], Ct);
        var atom = await reader.GetAsync(feed.Addresses[2], Ct);
        var page = await reader.GetAsync(feed.Addresses[3], Ct);

        var task = Assert.Single(json.GetProperty("tasks").EnumerateArray());
        Assert.Equal(
            (opened.Number, "Check and approve", Subject, true),
            (
                task.GetProperty("caseNumber").GetString(),
                task.GetProperty("title").GetString(),
                task.GetProperty("subject").GetString(),
                task.GetProperty("isMine").GetBoolean()
            )
        );
        var url = task.GetProperty("url").GetString()!;
        Assert.Equal($"/cases/{opened.Number}?task={task.GetProperty("key").GetString()}", new Uri(url).PathAndQuery);
        Assert.Empty((await reader.GetFromJsonAsync<JsonElement>(other.Addresses[0], Ct)).GetProperty("tasks").EnumerateArray());

        Assert.Equal("text/calendar", calendar.Content.Headers.ContentType!.MediaType);
        var text = await calendar.Content.ReadAsStringAsync(Ct);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var todo = Todo(text);
        Assert.Equal($"Check and approve · {opened.Number}", todo["SUMMARY"]);
        Assert.StartsWith(Subject + "\n", todo["DESCRIPTION"], StringComparison.Ordinal);
        Assert.Equal(url, todo["URL"]);
        Assert.Equal("20261123T010000Z", todo["DTSTAMP"]);
        if (task.GetProperty("dueAt").ValueKind == JsonValueKind.String)
            Assert.Equal(
                task.GetProperty("dueAt").GetDateTime(),
                DateTime.ParseExact(
                    todo["DUE"],
                    "yyyyMMdd'T'HHmmss'Z'",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal
                )
            );

        Assert.Equal("application/atom+xml", atom.Content.Headers.ContentType!.MediaType);
        var document = XDocument.Parse(await atom.Content.ReadAsStringAsync(Ct)).Root!;
        var entry = Assert.Single(document.Elements(Atom + "entry"));
        Assert.All(
            [document, entry],
            one => Assert.All(["id", "title", "updated", "link"], name => Assert.Single(one.Elements(Atom + name)))
        );
        Assert.Equal($"Check and approve · {opened.Number}", entry.Element(Atom + "title")!.Value);
        Assert.Equal(url, entry.Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.Contains(Subject, entry.Element(Atom + "summary")!.Value, StringComparison.Ordinal);

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.Contains(opened.Number, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_has_the_content_already_gets_its_mark_alone_and_nobody_keeps_a_copy()
    {
        await using var server = await DeskServer.Start();
        var feed = await Make(server, "uma");
        var reader = server.Client(null);
        foreach (var address in feed.Addresses)
        {
            using var first = await reader.GetAsync(address, Ct);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await reader.SendAsync(request, Ct);

            Assert.True(first.Headers.CacheControl!.NoStore);
            Assert.Equal("no-referrer", first.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (second.StatusCode, second.Headers.ETag));
        }
        var known = (await reader.GetAsync(feed.Addresses[0], Ct)).Headers.ETag!;
        await server.Desk.Open();
        using var asked = new HttpRequestMessage(HttpMethod.Get, feed.Addresses[0]);
        asked.Headers.IfNoneMatch.Add(known);
        Assert.Equal(HttpStatusCode.OK, (await reader.SendAsync(asked, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_feed_one_of_a_disabled_user_and_one_that_nobody_made_are_all_not_there()
    {
        await using var server = await DeskServer.Start();
        var (feed, other) = (await Make(server, "uma"), await Make(server, "ulf"));
        var reader = server.Client(null);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client("ulf").DeleteAsync($"/api/feed-tokens/{feed.Key}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(feed.Addresses[0], Ct)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await server.Client("uma").DeleteAsync($"/api/feed-tokens/{feed.Key}", Ct)).StatusCode);
        await server.Desk.Change(async (db, _) => (await db.Users.SingleAsync(row => row.UserName == "ulf", Ct)).IsDisabled = true);

        foreach (
            var address in feed
                .Addresses.Concat(other.Addresses)
                .Append("/api/feeds/baton_nothing/tasks.json")
                .Append("/feeds/" + new string('x', 5000))
        )
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(address, Ct)).StatusCode);
        var kept = await server.Desk.Read(db => db.Set<FeedToken>().ToListAsync(Ct));
        Assert.DoesNotContain(kept, row => row.Hash.Contains(feed.Token, StringComparison.Ordinal));
        Assert.Equal(Secrets.HashToken(feed.Token), kept.Single(row => row.Key == feed.Key).Hash);
    }

    [Fact]
    public void The_sites_that_may_show_the_page_are_those_of_the_setting()
    {
        Assert.Empty(new FeedOptions { FrameAncestors = ["https://oa.example", "'self'", "https://*.oa.example:8443"] }.Errors());
        Assert.Single(new FeedOptions { FrameAncestors = ["https://oa.example; script-src *"] }.Errors());
        Assert.Equal("https://a.example 'self'", new FeedOptions { FrameAncestors = ["https://a.example", "'self'"] }.Ancestors);
    }

    private static async Task<FeedTokenCreated> Make(DeskServer server, string user)
    {
        var outcome = await server.Desk.Get<CreateFeedToken>().Handle(await server.Desk.User(user), new("Office portal"), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    /// <summary>The properties of the only to-do, unfolded and unescaped as RFC 5545 says.</summary>
    private static Dictionary<string, string> Todo(string calendar)
    {
        var lines = calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR"), (lines[0], lines[^1]));
        var inside = lines.SkipWhile(line => line != "BEGIN:VTODO").Skip(1).TakeWhile(line => line != "END:VTODO");
        return inside.ToDictionary(
            line => line.Split(':')[0],
            line => Unescaped(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]),
            StringComparer.Ordinal
        );
    }

    private static string Unescaped(string value)
    {
        var text = new StringBuilder();
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] != '\\')
                text.Append(value[at]);
            else
                text.Append(value[++at] is 'n' or 'N' ? '\n' : value[at]);
        }
        return text.ToString();
    }
}
