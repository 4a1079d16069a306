using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Baton.Desk.Feeds;

/// <summary>A feed as a page that other sites show inside their own: no script, nothing from elsewhere. Pure.</summary>
internal static class FeedPage
{
    public const string MediaType = "text/html";

    private const string Style = """
        :root{color-scheme:light dark}
        body{font:14px/1.5 system-ui,"Noto Sans","PingFang TC","Microsoft JhengHei","Microsoft YaHei",sans-serif;margin:12px}
        h1{font-size:16px;margin:0 0 8px}
        ul{list-style:none;margin:0;padding:0}
        li{padding:8px 0;border-top:1px solid color-mix(in srgb,currentColor 25%,transparent)}
        p{margin:0}
        .late{font-weight:600}
        """;

    /// <summary>The style of the page alone is let in.</summary>
    public static string Policy(string ancestors) =>
        $"default-src 'none'; style-src 'sha256-{StyleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}";

    private static string StyleHash { get; } = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    public static string Write(Feed feed, string desk, DateTimeOffset now, TimeZoneInfo zone)
    {
        var language = feed.User.Language;
        var title = Encoded(FeedTexts.Words.Get("title", language, ("name", feed.User.DisplayName)));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        text.Append(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"<title>{title}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        );
        if (feed.Tasks.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<p>{Encoded(FeedTexts.Words.Get("nothing", language))}</p>\n");
        }
        else
        {
            text.Append("<ul>\n");
            foreach (var task in feed.Tasks)
                Item(text, task, language, desk, now, zone);
            text.Append("</ul>\n");
        }
        text.Append("</main>\n</body>\n</html>\n");
        return text.ToString();
    }

    private static void Item(StringBuilder text, FeedTask task, string language, string desk, DateTimeOffset now, TimeZoneInfo zone)
    {
        var kind = FeedTexts.Words.Get(task.IsMine ? "mine" : "offered", language);
        text.Append(
            CultureInfo.InvariantCulture,
            $"<li><p><a href=\"{Encoded(desk + task.Path)}\" target=\"_blank\" rel=\"noopener noreferrer\">{Encoded(task.Title)} · {Encoded(task.CaseNumber)}</a></p>\n"
        );
        text.Append(CultureInfo.InvariantCulture, $"<p>{Encoded(task.Subject)}</p>\n<p>{Encoded(kind)} · {Encoded(task.Status)}</p>\n");
        if (task.DueAt is { } due)
        {
            var at = TimeZoneInfo.ConvertTime(due, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var isLate = due < now;
            var words = Encoded(FeedTexts.Words.Get(isLate ? "overdue-since" : "due-at", language, ("at", at)));
            text.Append(CultureInfo.InvariantCulture, $"<p{(isLate ? " class=\"late\"" : "")}>{words}</p>\n");
        }
        text.Append("</li>\n");
    }

    private static string Encoded(string value) => HtmlEncoder.Default.Encode(value);
}
