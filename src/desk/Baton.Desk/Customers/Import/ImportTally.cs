namespace Baton.Desk.Customers.Import;

/// <summary>Counts what became of lines.</summary>
internal sealed class ImportTally
{
    private readonly Dictionary<string, int> _results = new(StringComparer.Ordinal);

    public List<ImportFault> Faults { get; } = [];

    public int Total => _results.Values.Sum();

    public ImportCounts Counts =>
        new(Of(ImportResults.New), Of(ImportResults.Changed), Of(ImportResults.Unchanged), Of(ImportResults.Refused));

    public void Add(IEnumerable<PlannedLine> lines)
    {
        foreach (var line in lines)
        {
            _results[line.Result] = Of(line.Result) + 1;
            Faults.AddRange(line.Faults);
        }
    }

    private int Of(string result) => _results.GetValueOrDefault(result);
}
