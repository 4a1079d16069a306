namespace Baton.Desk.Customers.Import;

/// <summary>A line of a table.</summary>
/// <param name="Line">Its line in the file, counted from 1 with the headings.</param>
/// <param name="Cells">As many as there are headings.</param>
internal sealed record TableLine(int Line, IReadOnlyList<string> Cells);

/// <summary>A table as a file brought it.</summary>
internal sealed record ImportTable(IReadOnlyList<string> Headings, IReadOnlyList<TableLine> Lines);
