namespace Baton.Desk.Customers.Import;

/// <summary>What becomes of a line, as codes of the API.</summary>
public static class ImportResults
{
    /// <summary>A customer who was not known.</summary>
    public const string New = "new";

    /// <summary>A known customer of whom the line says something else.</summary>
    public const string Changed = "changed";

    /// <summary>A known customer of whom the line says nothing else.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>Something is wrong with the line; nothing of it is taken.</summary>
    public const string Refused = "refused";
}

/// <summary>How many lines become what.</summary>
public sealed record ImportCounts(int New, int Changed, int Unchanged, int Refused);

/// <summary>What is wrong with a line.</summary>
/// <param name="Line">Its line in the file, counted from 1 with the headings.</param>
/// <param name="Number">The customer number of the line; empty where it has none.</param>
/// <param name="Field">One of <see cref="ImportFields"/>.</param>
/// <param name="Why">In the reader's language.</param>
public sealed record ImportFault(int Line, string Number, string Field, string Why);

/// <summary>A column of the file.</summary>
/// <param name="Heading">As the file calls it.</param>
/// <param name="Field">One of <see cref="ImportFields"/>; null for a column that is not read.</param>
public sealed record ImportColumn(string Heading, string? Field);

/// <summary>One of the first lines of the file.</summary>
/// <param name="Line">Its line in the file, counted from 1 with the headings.</param>
/// <param name="Result">One of <see cref="ImportResults"/>.</param>
/// <param name="Cells">One a column.</param>
public sealed record ImportLine(int Line, string Result, IReadOnlyList<string> Cells);

/// <summary>What an import would do.</summary>
/// <param name="Columns">The columns and what they are read as.</param>
/// <param name="Lines">The first twenty lines.</param>
/// <param name="Counts">How many lines would become what.</param>
/// <param name="Faults">What is wrong, line by line; the first two hundred.</param>
public sealed record ImportPreview(
    IReadOnlyList<ImportColumn> Columns,
    IReadOnlyList<ImportLine> Lines,
    ImportCounts Counts,
    IReadOnlyList<ImportFault> Faults
);

/// <summary>What an import did.</summary>
/// <param name="Counts">How many lines became what.</param>
/// <param name="Faults">What was wrong with the refused lines.</param>
public sealed record ImportReport(ImportCounts Counts, IReadOnlyList<ImportFault> Faults);
