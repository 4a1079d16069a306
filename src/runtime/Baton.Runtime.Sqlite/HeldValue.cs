namespace Baton.Runtime.Sqlite;

/// <summary>What a parameter of a prepared statement holds from the row before, as far as it is worth to know.</summary>
internal readonly struct HeldValue
{
    /// <summary>Longer texts hardly ever come twice, and are not kept in memory for that.</summary>
    private const int LongestText = 128;

    private enum Kind : byte
    {
        Unknown,
        Null,
        Number,
        Text,
    }

    private readonly string? _text;
    private readonly long _number;
    private readonly Kind _kind;

    private HeldValue(Kind kind, long number = 0, string? text = null)
    {
        _kind = kind;
        _number = number;
        _text = text;
    }

    /// <summary>It may hold anything: the next value has to be bound.</summary>
    public static HeldValue Unknown => default;

    public static HeldValue Null => new(Kind.Null);

    public bool IsNull => _kind == Kind.Null;

    public static HeldValue Of(long value) => new(Kind.Number, number: value);

    public static HeldValue Of(string value) => value.Length <= LongestText ? new(Kind.Text, text: value) : Unknown;

    public bool Is(long value) => _kind == Kind.Number && _number == value;

    public bool Is(string value) => _kind == Kind.Text && string.Equals(_text, value, StringComparison.Ordinal);
}
