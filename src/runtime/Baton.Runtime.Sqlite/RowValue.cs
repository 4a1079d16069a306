namespace Baton.Runtime.Sqlite;

/// <summary>A value of a row that is about to be written, or that a parameter holds from the rows before.</summary>
internal readonly record struct RowValue
{
    /// <summary>Longer texts hardly ever come twice, and are not kept in memory for that.</summary>
    private const int LongestMemorable = 128;

    /// <summary>A statement that has longer ones lets them go.</summary>
    private const int LongestKept = 4_096;

    private RowValue(RowValueKind kind, long number = 0, int length = 0, string? text = null)
    {
        Kind = kind;
        Number = number;
        Length = length;
        Text = text;
    }

    public RowValueKind Kind { get; }

    /// <summary>The number; of bytes, where they begin.</summary>
    public long Number { get; }

    /// <summary>How many bytes or letters there are.</summary>
    public int Length { get; }

    public string? Text { get; }

    public static RowValue Null => new(RowValueKind.Null);

    /// <summary>Whether it is worth to know what a parameter holds; otherwise nothing is known of it.</summary>
    public bool IsMemorable => Kind != RowValueKind.Bytes && Length <= LongestMemorable;

    /// <summary>Whether it is too large to stay in a statement until the next rows come.</summary>
    public bool IsLarge => Length > LongestKept;

    public static RowValue Of(long value) => new(RowValueKind.Number, number: value);

    public static RowValue Of(string value) => new(RowValueKind.Text, length: value.Length, text: value);

    public static RowValue OfBytes(int start, int length) => new(RowValueKind.Bytes, number: start, length: length);
}

/// <summary>What a value is.</summary>
internal enum RowValueKind : byte
{
    Unknown,
    Null,
    Number,
    Text,
    Bytes,
}
