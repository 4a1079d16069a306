namespace Baton.Desk.Customers.Lookup;

/// <summary>Leaves a system alone for a while that failed several times in a row; then one caller tries, and the others wait for what he finds.</summary>
internal sealed class LookupCircuit(TimeProvider clock)
{
    public const int Failures = 3;

    /// <summary>How long the system is left alone.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _closedUntil;

    /// <summary>True when the system may be asked now; whoever asks says how it ended.</summary>
    public bool MayAsk()
    {
        lock (_lock)
        {
            if (_failures < Failures)
                return true;
            var now = clock.GetUtcNow();
            if (now < _closedUntil)
                return false;
            _closedUntil = now + Pause;
            return true;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
            _failures = 0;
    }

    public void Failed()
    {
        lock (_lock)
        {
            _failures++;
            _closedUntil = clock.GetUtcNow() + Pause;
        }
    }
}
