namespace Baton.Desk.Connectors.Breaking;

/// <summary>A failure that the page shows.</summary>
/// <param name="At">When.</param>
/// <param name="Text">In words, without secrets.</param>
public sealed record CallFailure(DateTimeOffset At, string Text);

/// <summary>The circuits of all connections, in this server's memory. Safe for any number of threads.</summary>
internal sealed class Circuits
{
    private const int Shown = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Asks for a connection as it is saved; one that was changed since begins anew.</summary>
    public CircuitPass Ask(string connection, int version, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(connection, out var entry) || entry.Version != version)
                _entries[connection] = entry = new(version);
            (entry.Circuit, var pass) = entry.Circuit.Ask(CircuitRule.Usual, now);
            return pass;
        }
    }

    /// <summary>A call came to its end, with a failure or, with null, well.</summary>
    public void Told(string connection, int version, CircuitPass pass, string? failure, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(connection, out var entry) || entry.Version != version)
                return;
            entry.Circuit = entry.Circuit.Told(CircuitRule.Usual, pass, failure is null, now);
            if (failure is not null)
                entry.Failures = [new(now, failure), .. entry.Failures.Take(Shown - 1)];
        }
    }

    /// <summary>How it stands; closed for one that was not called yet.</summary>
    public (Circuit Circuit, IReadOnlyList<CallFailure> Failures) Of(string connection, int version)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(connection, out var entry) && entry.Version == version
                ? (entry.Circuit, entry.Failures)
                : (Circuit.Closed, []);
        }
    }

    private sealed class Entry(int version)
    {
        public int Version { get; } = version;
        public Circuit Circuit { get; set; } = Circuit.Closed;
        public IReadOnlyList<CallFailure> Failures { get; set; } = [];
    }
}
