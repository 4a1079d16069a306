using System.Collections.Frozen;
using System.Globalization;

namespace Baton.Feel.External;

/// <summary>The value as a type of Java holds it, or null when the type cannot hold it. Nulls are dealt with before.</summary>
internal delegate FeelValue JavaConversion(FeelValue value);

/// <summary>A type of Java that has a counterpart in FEEL (the table of DMN 1.5, section 10.3.2.13.3, and what it leaves out).</summary>
internal sealed class JavaType
{
    private static readonly FrozenDictionary<string, JavaType> Known = All().ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The letters that stand for primitive types in the class names of arrays.</summary>
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['Z'] = "boolean",
        ['B'] = "byte",
        ['S'] = "short",
        ['I'] = "int",
        ['J'] = "long",
        ['F'] = "float",
        ['D'] = "double",
        ['C'] = "char",
    };

    private readonly bool _takesNull;
    private readonly JavaConversion _convert;

    private JavaType(string name, JavaConversion convert)
    {
        Name = name;
        // Primitive types, and they alone, are written without a package.
        _takesNull = name.Contains('.', StringComparison.Ordinal);
        _convert = convert;
    }

    private JavaType(JavaType item)
        : this($"{item.Name}[]", value => ItemsOf(value, item))
    {
        (Item, _takesNull) = (item, true);
    }

    public string Name { get; }

    /// <summary>The type of the items of an array; null for any other type.</summary>
    public JavaType? Item { get; }

    public bool TakesLists => Item is not null || !_convert(FeelList.Empty).IsNull;

    public static JavaType? Find(string name)
    {
        if (name.EndsWith("[]", StringComparison.Ordinal) || name.EndsWith("...", StringComparison.Ordinal))
        {
            return ArrayOf(Find(name[..^(name[^1] == ']' ? 2 : 3)].TrimEnd()));
        }
        if (name.StartsWith('['))
        {
            return name.Length == 2 && Letters.TryGetValue(name[1], out var primitive) ? ArrayOf(Find(primitive))
                : name.StartsWith("[L", StringComparison.Ordinal) && name.EndsWith(';') ? ArrayOf(Find(name[2..^1]))
                : name.StartsWith("[[", StringComparison.Ordinal) ? ArrayOf(Find(name[1..]))
                : null;
        }
        return Known.GetValueOrDefault(name);
    }

    public bool TryConvert(FeelValue value, out FeelValue converted)
    {
        if (value.IsNull)
        {
            converted = value;
            return _takesNull;
        }
        if (value.Is<FeelList>(out var list) && list.Count == 1 && !TakesLists)
        {
            return TryConvert(list[0], out converted);
        }
        converted = _convert(value);
        return !converted.IsNull;
    }

    private static JavaType? ArrayOf(JavaType? item) => item is null ? null : new(item);

    private static FeelValue ItemsOf(FeelValue value, JavaType item)
    {
        FeelList list = value.Is<FeelList>(out var several) ? several : FeelList.Of(value);
        var items = new FeelValue[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (!item.TryConvert(list[i], out items[i]))
            {
                return FeelValue.Null;
            }
        }
        return FeelList.Adopt(items);
    }

    private static IEnumerable<JavaType> All() =>
        [
            .. Of(OfKind(FeelKind.Boolean), "boolean", "java.lang.Boolean"),
            .. Of(Whole(sbyte.MinValue, sbyte.MaxValue), "byte", "java.lang.Byte"),
            .. Of(Whole(short.MinValue, short.MaxValue), "short", "java.lang.Short"),
            .. Of(Whole(int.MinValue, int.MaxValue), "int", "java.lang.Integer"),
            .. Of(Whole(long.MinValue, long.MaxValue), "long", "java.lang.Long"),
            .. Of(value => value.IsNumber && value.NumberBits.IsInteger ? value : FeelValue.Null, "java.math.BigInteger"),
            .. Of(Single, "float", "java.lang.Float"),
            .. Of(Double, "double", "java.lang.Double"),
            .. Of(OfKind(FeelKind.Number), "java.math.BigDecimal", "java.lang.Number"),
            .. Of(value => value.Is<string>(out var text) && text.Length == 1 ? value : FeelValue.Null, "char", "java.lang.Character"),
            .. Of(OfKind(FeelKind.String), "java.lang.String", "java.lang.CharSequence"),
            .. Of(value => value, "java.lang.Object"),
            .. Of(OfKind(FeelKind.List), "java.util.List", "java.util.Collection", "java.lang.Iterable"),
            .. Of(OfKind(FeelKind.Context), "java.util.Map"),
            .. Of(OfKind(FeelKind.Date), "java.time.LocalDate"),
            .. Of(OfKind(FeelKind.Time), "java.time.LocalTime", "java.time.OffsetTime"),
            .. Of(OfKind(FeelKind.DateTime), "java.time.LocalDateTime", "java.time.OffsetDateTime", "java.time.ZonedDateTime"),
            .. Of(
                OfKind(FeelKind.Date, FeelKind.Time, FeelKind.DateTime),
                "java.time.temporal.Temporal",
                "java.time.temporal.TemporalAccessor",
                "javax.xml.datatype.XMLGregorianCalendar"
            ),
            .. Of(OfKind(FeelKind.DaysTimeDuration), "java.time.Duration"),
            .. Of(OfKind(FeelKind.YearsMonthsDuration), "java.time.Period"),
            .. Of(
                OfKind(FeelKind.DaysTimeDuration, FeelKind.YearsMonthsDuration),
                "java.time.temporal.TemporalAmount",
                "javax.xml.datatype.Duration"
            ),
        ];

    private static IEnumerable<JavaType> Of(JavaConversion convert, params string[] names) =>
        names.Select(name => new JavaType(name, convert));

    private static JavaConversion OfKind(params FeelKind[] kinds) => value => kinds.Contains(value.Kind) ? value : FeelValue.Null;

    private static JavaConversion Whole(long least, long most) =>
        value => value.IsNumber && value.NumberBits.TryToInt64(out var whole) && whole >= least && whole <= most ? value : FeelValue.Null;

    private static FeelValue Double(FeelValue value) =>
        value.IsNumber && value.NumberBits.ToDouble() is var nearest && double.IsFinite(nearest) ? FeelValue.From(nearest) : FeelValue.Null;

    private static FeelValue Single(FeelValue value) =>
        value.IsNumber && (float)value.NumberBits.ToDouble() is var nearest && float.IsFinite(nearest) ? From(nearest) : FeelValue.Null;

    /// <summary>The number whose shortest text is that of the value, as it was meant when it was written.</summary>
    public static FeelValue From(float value) => FeelNumber.Parse(value.ToString("R", CultureInfo.InvariantCulture));
}
