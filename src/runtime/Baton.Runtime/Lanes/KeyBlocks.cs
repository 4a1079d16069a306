using Baton.Engine;

namespace Baton.Runtime.Lanes;

/// <summary>
/// The keys of everything: taken from the database in blocks, so that no two processes ever give the same, and given one by one, growing.
/// Blocks are taken only between units, where a failing unit cannot take the reservation back.
/// </summary>
internal sealed class KeyBlocks(LaneStore store) : IKeySource
{
    /// <summary>Small enough that keys stay exact as JavaScript numbers for thousands of millions of starts.</summary>
    public const long BlockSize = 1 << 20;

    private long _next;
    private long _end;
    private bool _isReserving;

    public long Next() =>
        _next < _end
            ? _next++
            : throw new InvalidOperationException($"This unit of work used up a whole block of {BlockSize} keys; do less in one unit.");

    /// <summary>Takes another block when less than half of one is left.</summary>
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
}
