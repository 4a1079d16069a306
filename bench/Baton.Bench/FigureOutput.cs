namespace Baton.Bench;

/// <summary>Prints figures.</summary>
internal static class FigureOutput
{
    /// <summary>One JSON line for each figure.</summary>
    public static async Task WriteAll(this TextWriter output, IEnumerable<Figure> figures)
    {
        foreach (var figure in figures)
        {
            await output.WriteLineAsync(figure.ToJson());
        }
    }
}
