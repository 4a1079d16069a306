namespace Baton.Runtime.Time;

/// <summary>Instants as the database keeps them: whole milliseconds since 1970 in UTC.</summary>
public static class Instant
{
    /// <summary>Drops what is below the millisecond and turns to UTC.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset value) => FromMilliseconds(value.ToUnixTimeMilliseconds());

    public static long ToMilliseconds(DateTimeOffset value) => value.ToUnixTimeMilliseconds();

    public static long? ToMilliseconds(DateTimeOffset? value) => value?.ToUnixTimeMilliseconds();

    public static DateTimeOffset FromMilliseconds(long value) => DateTimeOffset.FromUnixTimeMilliseconds(value);

    public static DateTimeOffset? FromMilliseconds(long? value) =>
        value is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;

    /// <summary>The first of two instants in milliseconds; null stands for never.</summary>
    internal static long? Earlier(long? one, long? other) => one < other || other is null ? one : other;
}
