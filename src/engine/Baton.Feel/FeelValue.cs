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

    public static FeelValue Null => default;

    public static FeelValue True => new(Tag.Boolean, 0, 1);

    public static FeelValue False => new(Tag.Boolean);

    public static FeelValue From(bool value) => new(Tag.Boolean, 0, value ? 1UL : 0UL);

    internal static FeelValue From(bool? value) => value is { } known ? From(known) : Null;

    public static FeelValue From(long value) => From(FeelNumber.From(value));

    public static FeelValue From(int value) => From(FeelNumber.From(value));

    public static FeelValue From(double value) => From(FeelNumber.From(value));

    public static FeelValue From(decimal value) => From(FeelNumber.From(value));

    public static FeelValue From(FeelNumber value) => new(Tag.Number, value.HighBits, value.LowBits);

    public static FeelValue From(string? value) => new(value);

    public static FeelValue From(FeelDate value) => new(Tag.Date, 0, (ulong)value.Packed);

    public static FeelValue From(FeelTime? value) => new(value);

    public static FeelValue From(FeelDateTime? value) => new(value);

    /// <summary>A date and time with the offset of <paramref name="value"/>.</summary>
    public static FeelValue From(DateTimeOffset value) => new(FeelDateTime.From(value));

    public static FeelValue From(FeelDaysTimeDuration value) =>
        new(Tag.DaysTime, (ulong)(UInt128)(value.Nanoseconds >> 64), (ulong)(UInt128)value.Nanoseconds);

    public static FeelValue From(TimeSpan value) => From(FeelDaysTimeDuration.From(value));

    public static FeelValue From(FeelYearsMonthsDuration value) => new(Tag.YearsMonths, 0, (ulong)value.Months);

    public static FeelValue From(FeelList? value) => new(value);

    public static FeelValue From(FeelContext? value) => new(value);

    public static FeelValue From(FeelRange? value) => new(value);

    public static FeelValue From(FeelFunction? value) => new(value);

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

    public bool IsNull => _ref is null;

    internal bool IsNumber => ReferenceEquals(_ref, Tag.Number);

    internal bool IsBoolean => ReferenceEquals(_ref, Tag.Boolean);

    internal bool IsTrue => ReferenceEquals(_ref, Tag.Boolean) && _lo != 0;

    internal bool IsFalse => ReferenceEquals(_ref, Tag.Boolean) && _lo == 0;

    internal FeelNumber NumberBits => FeelNumber.FromBits(_hi, _lo);

    /// <exception cref="InvalidOperationException">The value is of another kind; so for all <c>As</c> methods.</exception>
    public bool AsBoolean() => IsBoolean ? _lo != 0 : throw Wrong(FeelKind.Boolean);

    public FeelNumber AsNumber() => IsNumber ? NumberBits : throw Wrong(FeelKind.Number);

    public string AsString() => _ref as string ?? throw Wrong(FeelKind.String);

    public FeelList AsList() => _ref as FeelList ?? throw Wrong(FeelKind.List);

    public FeelContext AsContext() => _ref as FeelContext ?? throw Wrong(FeelKind.Context);

    public FeelRange AsRange() => _ref as FeelRange ?? throw Wrong(FeelKind.Range);

    public FeelFunction AsFunction() => _ref as FeelFunction ?? throw Wrong(FeelKind.Function);

    public FeelDate AsDate() => ReferenceEquals(_ref, Tag.Date) ? FeelDate.FromPacked((long)_lo) : throw Wrong(FeelKind.Date);

    public FeelTime AsTime() => _ref as FeelTime ?? throw Wrong(FeelKind.Time);

    public FeelDateTime AsDateTime() => _ref as FeelDateTime ?? throw Wrong(FeelKind.DateTime);

    public FeelDaysTimeDuration AsDaysTimeDuration() =>
        ReferenceEquals(_ref, Tag.DaysTime) ? new((Int128)new UInt128(_hi, _lo)) : throw Wrong(FeelKind.DaysTimeDuration);

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

    public bool Equals(FeelValue other) => Equality.Same(this, other);

    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    public override int GetHashCode() => Equality.Hash(this);

    /// <summary>The FEEL text that yields this value; functions have none and are described.</summary>
    public override string ToString() => ValueText.Literal(this);

    public static bool operator ==(FeelValue left, FeelValue right) => left.Equals(right);

    public static bool operator !=(FeelValue left, FeelValue right) => !left.Equals(right);

    public static implicit operator FeelValue(bool value) => From(value);

    public static implicit operator FeelValue(long value) => From(value);

    public static implicit operator FeelValue(string? value) => From(value);

    public static implicit operator FeelValue(FeelNumber value) => From(value);

    public static implicit operator FeelValue(FeelList? value) => From(value);

    public static implicit operator FeelValue(FeelContext? value) => From(value);
}
