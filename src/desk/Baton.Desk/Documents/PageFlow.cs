namespace Baton.Desk.Documents;

/// <summary>A line of text at its place; measures are points from the upper left corner of an A4 page.</summary>
internal readonly record struct PlacedText(float X, float Baseline, float Size, bool Bold, string Text);

/// <summary>A horizontal rule.</summary>
internal readonly record struct PlacedRule(float Left, float Right, float Y, float Thickness);

/// <summary>What stands on one page.</summary>
internal sealed class PlacedPage
{
    public List<PlacedText> Texts { get; } = [];

    public List<PlacedRule> Rules { get; } = [];
}

/// <summary>Lets text flow down A4 pages: wraps it, begins new pages, keeps blocks together where they fit.</summary>
internal sealed class PageFlow
{
    public const float PageWidth = 595.276f;
    public const float PageHeight = 841.89f;
    public const float Left = 56;
    public const float Right = PageWidth - 56;
    public const float Top = 50;
    public const float Bottom = PageHeight - 64;
    public const float LineHeight = 1.5f;

    private const float Ascent = 1.06f;

    private readonly FontChain _regular;
    private readonly FontChain _bold;
    private readonly HashSet<string> _missing;
    private readonly Action<PageFlow> _continuationHeader;

    /// <summary>Begins the first page; <paramref name="continuationHeader"/> sets what stands on top of each later one.</summary>
    public PageFlow(FontChain regular, FontChain bold, HashSet<string> missing, Action<PageFlow> continuationHeader)
    {
        _regular = regular;
        _bold = bold;
        _missing = missing;
        _continuationHeader = continuationHeader;
        Pages.Add(new PlacedPage());
    }

    public List<PlacedPage> Pages { get; } = [];

    /// <summary>Where the next line's top is.</summary>
    public float Y { get; private set; } = Top;

    private PlacedPage Page => Pages[^1];

    public void Space(float points) => Y += points;

    public void Rule(float thickness) => Page.Rules.Add(new PlacedRule(Left, Right, Y, thickness));

    /// <summary>Sets a text over the full width.</summary>
    public void Paragraph(string text, float size, bool bold = false) => Columns([new Column(Left, Right - Left, text, bold)], size);

    /// <summary>Sets texts side by side, line by line, so that a long cell goes on over the page's end.</summary>
    public void Columns(IReadOnlyList<Column> columns, float size)
    {
        var lines = columns.Select(column => Wrap(column, size)).ToList();
        var height = size * LineHeight;
        for (var i = 0; i < lines.Max(column => column.Count); i++)
        {
            if (Y + height > Bottom)
            {
                NewPage();
            }

            for (var c = 0; c < columns.Count; c++)
            {
                if (i < lines[c].Count && lines[c][i].Length > 0)
                {
                    Place(columns[c].X, size, columns[c].Bold, lines[c][i]);
                }
            }

            Y += height;
        }
    }

    /// <summary>Begins a new page when the block would not fit on the rest of this one, but would on an empty one.</summary>
    public void KeepTogether(float height)
    {
        if (Y + height > Bottom && height < Bottom - Top - 60)
        {
            NewPage();
        }
    }

    /// <summary>The height that columns will take.</summary>
    public float HeightOf(IReadOnlyList<Column> columns, float size) => columns.Max(column => Wrap(column, size).Count) * size * LineHeight;

    /// <summary>Sets a line outside the flow, such as a footer; <paramref name="alignment"/> 0 is left, 1 right.</summary>
    public void Aside(PlacedPage page, float baseline, float size, string text, float alignment)
    {
        var prepared = _regular.Prepare(text, _missing);
        var x = Left + ((Right - Left - _regular.Measure(prepared, size)) * alignment);
        page.Texts.Add(new PlacedText(x, baseline, size, false, prepared));
    }

    private void Place(float x, float size, bool bold, string line) =>
        Page.Texts.Add(new PlacedText(x, Y + (size * Ascent), size, bold, line));

    private List<string> Wrap(Column column, float size)
    {
        var chain = column.Bold ? _bold : _regular;
        var prepared = chain.Prepare(column.Text, _missing);
        return LineBreaker.Break(prepared, column.Width, element => chain.Measure(element, size));
    }

    private void NewPage()
    {
        Pages.Add(new PlacedPage());
        Y = Top;
        _continuationHeader(this);
    }
}

/// <summary>One cell of a row.</summary>
internal readonly record struct Column(float X, float Width, string Text, bool Bold);
