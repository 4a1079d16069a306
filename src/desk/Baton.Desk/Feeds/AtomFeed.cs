using System.Text;
using System.Xml;

namespace Baton.Desk.Feeds;

/// <summary>A feed as Atom, by RFC 4287. Pure.</summary>
internal static class AtomFeed
{
    public const string MediaType = "application/atom+xml";

    private const string Namespace = "http://www.w3.org/2005/Atom";

    public static string Write(Feed feed, string desk)
    {
        using var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new() { Indent = true }))
        {
            var language = feed.User.Language;
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, language);
            xml.WriteElementString("id", Namespace, FormattableString.Invariant($"urn:baton:feed:{feed.Key}"));
            Text(xml, "title", FeedTexts.Words.Get("title", language, ("name", feed.User.DisplayName)));
            var updated = feed.Tasks.Count == 0 ? feed.MadeAt : feed.Tasks.Max(task => task.CreatedAt);
            xml.WriteElementString("updated", Namespace, Instant(updated));
            Link(xml, desk + "/work");
            foreach (var task in feed.Tasks)
            {
                xml.WriteStartElement("entry", Namespace);
                xml.WriteElementString("id", Namespace, FormattableString.Invariant($"urn:baton:task:{task.Key}"));
                Text(xml, "title", $"{task.Title} · {task.CaseNumber}");
                xml.WriteElementString("published", Namespace, Instant(task.CreatedAt));
                xml.WriteElementString("updated", Namespace, Instant(task.CreatedAt));
                xml.WriteStartElement("author", Namespace);
                Text(xml, "name", FeedTexts.Words.Get("desk", language));
                xml.WriteEndElement();
                Link(xml, desk + task.Path);
                xml.WriteStartElement("category", Namespace);
                xml.WriteAttributeString("term", task.IsMine ? "mine" : "offered");
                xml.WriteAttributeString("label", FeedTexts.Words.Get(task.IsMine ? "mine" : "offered", language));
                xml.WriteEndElement();
                var due = task.DueAt is { } at ? "\n" + FeedTexts.Words.Get("due-at", language, ("at", Instant(at))) : "";
                Text(xml, "summary", $"{task.Subject}\n{task.Status}{due}");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return text.ToString();
    }

    private static void Link(XmlWriter xml, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", "alternate");
        xml.WriteAttributeString("type", "text/html");
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>People paste characters that no XML may hold.</summary>
    private static void Text(XmlWriter xml, string name, string value)
    {
        var clean = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)))
            clean.Append(rune.ToString());
        xml.WriteElementString(name, Namespace, clean.ToString());
    }

    private static string Instant(DateTimeOffset at) => XmlConvert.ToString(at.UtcDateTime, XmlDateTimeSerializationMode.Utc);

    private sealed class Utf8Text() : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
