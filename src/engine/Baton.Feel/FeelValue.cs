using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>
/// One FEEL value. Booleans, numbers, dates and durations are held in place; only text, times with their zone and structures
/// are references. The default is null. Equality is deep and by meaning: 1.0 equals 1.00, an instant equals the same instant
/// at another offset. Immutable, so safe to share between threads.
/// </summary>
public readonly struct FeelValue : IEquatable<FeelValue>
{
    private readonly object? _ref;
    private readonly ulong _hi;
    private readonly ulong _lo;

    /// <summary>Marks a value that is held in the two words rather than behind the reference.</summary>
    private sealed class Tag(FeelKind kind)
    {
        public readonly FeelKind Kind = kind;

        public static readonly Tag Boolean = new(FeelKind.Boolean);
        public static readonly Tag Number = new(FeelKind.Number);
        public static readonly Tag Date = new(FeelKind.Date);
        public static readonly Tag DaysTime = new(FeelKind.DaysTimeDuration);
        public static readonly Tag YearsMonths = new(FeelKind.YearsMonthsDuration);
    }

    private FeelValue(object? reference, ulong hi = 0, ulong lo = 0)
    {
        _ref = reference;
        _hi = hi;
        _lo = lo;
    }

    /// <summary>No value; the default.</summary>
    public static FeelValue Null => default;

    /// <summary>True.</summary>
    public static FeelValue True => new(Tag.Boolean, 0, 1);

    /// <summary>False.</summary>
    public static FeelValue False => new(Tag.Boolean);

    /// <summary>True or false.</summary>
    public static FeelValue From(bool value) => new(Tag.Boolean, 0, value ? 1UL : 0UL);

    internal static FeelValue From(bool? value) => value is { } known ? From(known) : Null;

    /// <summary>A number.</summary>
    public static FeelValue From(long value) => From(FeelNumber.From(value));

    /// <summary>A number.</summary>
    public static FeelValue From(int value) => From(FeelNumber.From(value));

    /// <summary>The number whose shortest text is the same as that of the value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or NaN.</exception>
    public static FeelValue From(double value) => From(FeelNumber.From(value));

    /// <summary>A number, with all its digits.</summary>
    public static FeelValue From(decimal value) => From(FeelNumber.From(value));

    /// <summary>A number.</summary>
    public static FeelValue From(FeelNumber value) => new(Tag.Number, value.HighBits, value.LowBits);

    /// <summary>Text, or null.</summary>
    public static FeelValue From(string? value) => new(value);

    /// <summary>A date.</summary>
    public static FeelValue From(FeelDate value) => new(Tag.Date, 0, (ulong)value.Packed);

    /// <summary>A time of day, or null.</summary>
    public static FeelValue From(FeelTime? value) => new(value);

    /// <summary>A date and time, or null.</summary>
    public static FeelValue From(FeelDateTime? value) => new(value);

    /// <summary>A date and time with the offset of <paramref name="value"/>.</summary>
    public static FeelValue From(DateTimeOffset value) => new(FeelDateTime.From(value));

    /// <summary>A length of time.</summary>
    public static FeelValue From(FeelDaysTimeDuration value) =>
        new(Tag.DaysTime, (ulong)(UInt128)(value.Nanoseconds >> 64), (ulong)(UInt128)value.Nanoseconds);

    /// <summary>A length of time.</summary>
    public static FeelValue From(TimeSpan value) => From(FeelDaysTimeDuration.From(value));

    /// <summary>A number of months.</summary>
    public static FeelValue From(FeelYearsMonthsDuration value) => new(Tag.YearsMonths, 0, (ulong)value.Months);

    /// <summary>A list, or null.</summary>
    public static FeelValue From(FeelList? value) => new(value);

    /// <summary>A context, or null.</summary>
    public static FeelValue From(FeelContext? value) => new(value);

    /// <summary>A range, or null.</summary>
    public static FeelValue From(FeelRange? value) => new(value);

    /// <summary>A function, or null.</summary>
    public static FeelValue From(FeelFunction? value) => new(value);

    /// <summary>What kind of value it is.</summary>
    public FeelKind Kind =>
        _ref switch
        {
            null => FeelKind.Null,
            Tag tag => tag.Kind,
            string => FeelKind.String,
            FeelList => FeelKind.List,
            FeelContext => FeelKind.Context,
            FeelDateTime => FeelKind.DateTime,
            FeelTime => FeelKind.Time,
            FeelRange => FeelKind.Range,
            _ => FeelKind.Function,
        };

    /// <summary>Whether it is null.</summary>
    public bool IsNull => _ref is null;

    internal bool IsNumber => ReferenceEquals(_ref, Tag.Number);

    internal bool IsBoolean => ReferenceEquals(_ref, Tag.Boolean);

    internal bool IsTrue => ReferenceEquals(_ref, Tag.Boolean) && _lo != 0;

    internal bool IsFalse => ReferenceEquals(_ref, Tag.Boolean) && _lo == 0;

    internal FeelNumber NumberBits => FeelNumber.FromBits(_hi, _lo);

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind; so for all <c>As</c> methods.</exception>
    public bool AsBoolean() => IsBoolean ? _lo != 0 : throw Wrong(FeelKind.Boolean);

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelNumber AsNumber() => IsNumber ? NumberBits : throw Wrong(FeelKind.Number);

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public string AsString() => _ref as string ?? throw Wrong(FeelKind.String);

    /// <summary>The list.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelList AsList() => _ref as FeelList ?? throw Wrong(FeelKind.List);

    /// <summary>The context.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelContext AsContext() => _ref as FeelContext ?? throw Wrong(FeelKind.Context);

    /// <summary>The range.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelRange AsRange() => _ref as FeelRange ?? throw Wrong(FeelKind.Range);

    /// <summary>The function.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelFunction AsFunction() => _ref as FeelFunction ?? throw Wrong(FeelKind.Function);

    /// <summary>The date.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelDate AsDate() => ReferenceEquals(_ref, Tag.Date) ? FeelDate.FromPacked((long)_lo) : throw Wrong(FeelKind.Date);

    /// <summary>The time of day.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelTime AsTime() => _ref as FeelTime ?? throw Wrong(FeelKind.Time);

    /// <summary>The date and time.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelDateTime AsDateTime() => _ref as FeelDateTime ?? throw Wrong(FeelKind.DateTime);

    /// <summary>The length of time.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelDaysTimeDuration AsDaysTimeDuration() =>
        ReferenceEquals(_ref, Tag.DaysTime) ? new((Int128)new UInt128(_hi, _lo)) : throw Wrong(FeelKind.DaysTimeDuration);

    /// <summary>The number of months.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public FeelYearsMonthsDuration AsYearsMonthsDuration() =>
        ReferenceEquals(_ref, Tag.YearsMonths) ? new((long)_lo) : throw Wrong(FeelKind.YearsMonthsDuration);

    internal bool Is<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? reference)
        where T : class
    {
        reference = _ref as T;
        return reference is not null;
    }

    private InvalidOperationException Wrong(FeelKind wanted) =>
        new($"The value is of kind {Kind}, not {wanted}; look at Kind before converting.");

    /// <summary>Deep and by meaning: 1.0 equals 1.00, an instant equals the same instant at another offset.</summary>
    public bool Equals(FeelValue other) => Equality.Same(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Equality.Hash(this);

    /// <summary>The FEEL text that yields this value; functions have none and are described.</summary>
    public override string ToString() => ValueText.Literal(this);

    /// <summary>As <see cref="Equals(FeelValue)"/>.</summary>
    public static bool operator ==(FeelValue left, FeelValue right) => left.Equals(right);

    /// <summary>The opposite of <see cref="Equals(FeelValue)"/>.</summary>
    public static bool operator !=(FeelValue left, FeelValue right) => !left.Equals(right);

    /// <summary>True or false.</summary>
    public static implicit operator FeelValue(bool value) => From(value);

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(long value) => From(value);

    /// <summary>Text, or null.</summary>
    public static implicit operator FeelValue(string? value) => From(value);

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(FeelNumber value) => From(value);

    /// <summary>A list, or null.</summary>
    public static implicit operator FeelValue(FeelList? value) => From(value);

    /// <summary>A context, or null.</summary>
    public static implicit operator FeelValue(FeelContext? value) => From(value);
}
