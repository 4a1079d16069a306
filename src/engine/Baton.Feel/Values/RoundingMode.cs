namespace Baton.Feel.Values;

/// <summary>How a digit that is dropped changes the one before it.</summary>
internal enum RoundingMode
{
    HalfEven,
    HalfUp,
    HalfDown,
    Up,
    Down,
    Floor,
    Ceiling,
}
