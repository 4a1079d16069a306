using System.Text;
using MimeKit.Text;

namespace Baton.Desk.Channels.Mail.Reading;

/// <summary>Makes plain text of a page; nothing of it is ever shown as a page. Pure.</summary>
internal static class HtmlReducer
{
    private const int MaxTokens = 400_000;

    public static string Text(string html)
    {
        using var reader = new StringReader(html);
        var tokens = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        var page = new Page();
        for (var count = 0; count < MaxTokens && tokens.ReadNextToken(out var token); count++)
        {
            switch (token)
            {
                case HtmlTagToken tag:
                    page.Take(tag);
                    break;
                case HtmlDataToken data when token.Kind is HtmlTokenKind.Data or HtmlTokenKind.CData:
                    page.Write(data.Data);
                    break;
            }
        }
        return page.ToString();
    }

    private sealed class Page
    {
        private readonly StringBuilder _text = new();
        private readonly StringBuilder _line = new();
        private int _hidden;
        private string _hiddenBy = "";
        private int _quote;
        private int _preformatted;
        private int _blank;
        private string? _link;
        private int _linkFrom;

        public void Take(HtmlTagToken tag)
        {
            var name = tag.Name.ToLowerInvariant();
            if (_hidden > 0)
            {
                if (name == _hiddenBy && !tag.IsEmptyElement)
                    _hidden += tag.IsEndTag ? -1 : 1;
                return;
            }
            if (name is "script" or "style" or "head" or "title" or "noscript" or "template" or "object" or "svg" && !tag.IsEndTag)
            {
                // A page may do without a head's end; its body begins anyway.
                if (!tag.IsEmptyElement)
                    (_hidden, _hiddenBy) = (1, name);
                return;
            }
            Structure(name, tag);
        }

        public void Write(string words)
        {
            if (_hidden > 0)
                return;
            if (_preformatted > 0)
            {
                var lines = words.ReplaceLineEndings("\n").Split('\n');
                for (var i = 0; i < lines.Length; i++)
                {
                    if (i > 0)
                        Break();
                    _line.Append(lines[i]);
                }
                return;
            }
            foreach (var letter in words)
            {
                if (letter == '\u00a0')
                    _line.Append(' ');
                else if (char.IsWhiteSpace(letter))
                {
                    if (_line.Length > 0 && !char.IsWhiteSpace(_line[^1]))
                        _line.Append(' ');
                }
                else
                    _line.Append(letter);
            }
        }

        public override string ToString()
        {
            Break(onlyIfText: true);
            return _text.ToString().Trim('\n');
        }

        private void Structure(string name, HtmlTagToken tag)
        {
            switch (name)
            {
                case "br":
                    Break();
                    break;
                case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "dl":
                    Paragraph();
                    break;
                case "div"
                or "tr"
                or "table"
                or "dt"
                or "dd"
                or "section"
                or "article"
                or "header"
                or "footer"
                or "address"
                or "center"
                or "body":
                    Break(onlyIfText: true);
                    break;
                case "li":
                    Break(onlyIfText: true);
                    if (!tag.IsEndTag)
                        _line.Append("- ");
                    break;
                case "td" or "th":
                    if (tag.IsEndTag && _line.Length > 0)
                        _line.Append('\t');
                    break;
                case "hr":
                    Break(onlyIfText: true);
                    _line.Append("----------");
                    Break();
                    break;
                case "pre":
                    Break(onlyIfText: true);
                    _preformatted = Math.Max(0, _preformatted + (tag.IsEndTag ? -1 : 1));
                    break;
                case "blockquote":
                    Paragraph();
                    _quote = Math.Clamp(_quote + (tag.IsEndTag ? -1 : 1), 0, 9);
                    break;
                case "a":
                    Link(tag);
                    break;
                case "img":
                    if (Attribute(tag, "alt") is { Length: > 0 and <= 200 } words)
                        Write(words);
                    break;
            }
        }

        private void Link(HtmlTagToken tag)
        {
            if (!tag.IsEndTag)
            {
                (_link, _linkFrom) = (Attribute(tag, "href"), _line.Length);
                return;
            }
            var shown = _linkFrom <= _line.Length ? _line.ToString(_linkFrom, _line.Length - _linkFrom).Trim() : "";
            // Where a link leads is said: the words may say something else.
            if (
                _link is { Length: <= 2000 } target
                && Uri.TryCreate(target, UriKind.Absolute, out var uri)
                && uri.Scheme is "http" or "https"
                && !shown.Contains(target.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
            )
                _line.Append(" (").Append(target).Append(')');
            _link = null;
        }

        private static string? Attribute(HtmlTagToken tag, string name)
        {
            foreach (var one in tag.Attributes)
            {
                if (string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase))
                    return one.Value;
            }
            return null;
        }

        private void Paragraph()
        {
            Break(onlyIfText: true);
            if (_text.Length > 0 && _blank == 0)
                Break();
        }

        private void Break(bool onlyIfText = false)
        {
            var line = _preformatted > 0 ? _line.ToString().TrimEnd() : _line.ToString().Trim();
            _line.Clear();
            _linkFrom = 0;
            if (onlyIfText && line.Length == 0)
                return;
            // Pages are full of empty boxes; one blank line between two paragraphs is enough.
            _blank = line.Length == 0 ? _blank + 1 : 0;
            if (_blank > 1 || (line.Length == 0 && _text.Length == 0))
                return;
            if (_quote > 0 && line.Length > 0)
                _text.Append('>', _quote).Append(' ');
            _text.Append(line).Append('\n');
        }
    }
}
