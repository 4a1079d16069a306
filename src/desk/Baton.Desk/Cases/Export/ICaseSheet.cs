namespace Baton.Desk.Cases.Export;

/// <summary>A cell: words, or an instant on the reader's clock.</summary>
internal readonly record struct SheetCell(string? Text, DateTime? Time);

/// <summary>A table that is written row by row and never held as a whole; the first row are the headings.</summary>
internal interface ICaseSheet : IAsyncDisposable
{
    Task Add(IReadOnlyList<SheetCell> cells, CancellationToken ct);

    /// <summary>Writes what is still to be written. Without it the table is not complete.</summary>
    Task Finish(CancellationToken ct);
}
