namespace Baton.Feel.Lexing;

/// <summary>A place in an expression, from 1.</summary>
internal readonly record struct Position(int Line, int Column);

/// <summary>The text of an expression and where its lines begin.</summary>
internal sealed class SourceText
{
    /// <summary>Longer expressions are refused.</summary>
    public const int MaxLength = 1_000_000;

    private readonly List<int> _lineStarts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string Text { get; }

    public Position PositionOf(int offset)
    {
        var line = _lineStarts.BinarySearch(offset);
        if (line < 0)
        {
            line = ~line - 1;
        }
        return new(line + 1, offset - _lineStarts[line] + 1);
    }

    public FeelSyntaxException Error(int offset, string problem, string expected)
    {
        var at = PositionOf(offset);
        return new(problem, expected, at.Line, at.Column);
    }
}
