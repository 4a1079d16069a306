using Baton.Engine;

namespace Baton.Runtime.Lanes;

/// <summary>
/// The keys of everything: no two lanes or processes ever give the same, and what is done later has greater ones. Where there is one writer, they
/// are taken in large blocks inside its transactions, and only between units, where a failing unit cannot take the reservation back. Otherwise
/// each group takes keys of its own when it begins, so that the keys of all lanes and processes grow with time; what it does not use is lost.
/// </summary>
internal sealed class KeyBlocks(LaneStore store, Action<long>? taken) : IKeySource
{
    /// <summary>Small enough that keys stay exact as JavaScript numbers for thousands of millions of starts.</summary>
    public const long BlockSize = 1 << 20;

    private long _next;
    private long _end;
    private bool _isReserving;

    public long Next()
    {
        if (_next == _end && !Take())
        {
            throw new InvalidOperationException($"This unit of work used up a whole block of {BlockSize} keys; do less in one unit.");
        }
        return _next++;
    }

    /// <summary>A group begins, and these keys are its own.</summary>
    public void Use(long first)
    {
        (_isReserving, _next, _end) = (false, first, first + store.KeysAtOnce);
        taken?.Invoke(first);
    }

    /// <summary>A group begins where there is one writer: another block is taken when less than half of one is left.</summary>
    public void Refill()
    {
        _isReserving = _end - _next <= BlockSize / 2;
        if (!_isReserving)
        {
            return;
        }
        var start = store.Query("SELECT next_key FROM engine_key_block WHERE id = 1").Number() ?? 1;
        store.Query("UPDATE engine_key_block SET next_key = @p0 WHERE id = 1").With(start + BlockSize).Execute();
        if (start != _end)
        {
            _next = start;
        }
        _end = start + BlockSize;
    }

    /// <summary>The group was rolled back, and with it the block that it may have taken.</summary>
    public void RollBack()
    {
        if (_isReserving)
        {
            _next = _end = 0;
        }
    }

    private bool Take()
    {
        if (store.TakeKeys() is not { } keys)
        {
            return false;
        }
        (_next, _end) = (keys.First, keys.First + keys.Count);
        return true;
    }
}
