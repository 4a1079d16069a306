using System.Globalization;
using System.Numerics;
using System.Text;

namespace Baton.Feel.External;

/// <summary>Static methods of Java's own classes that are harmless in a decision, written in C#. Each does what Java's does.</summary>
internal static class JavaLibrary
{
    private const string Math = "java.lang.Math";
    private const string Text = "java.lang.String";

    private static readonly (string Name, Func<double, double> Function)[] Curves =
    [
        ("abs", System.Math.Abs),
        ("acos", System.Math.Acos),
        ("asin", System.Math.Asin),
        ("atan", System.Math.Atan),
        ("cbrt", System.Math.Cbrt),
        ("ceil", System.Math.Ceiling),
        ("cos", System.Math.Cos),
        ("cosh", System.Math.Cosh),
        ("exp", System.Math.Exp),
        ("expm1", double.ExpM1),
        ("floor", System.Math.Floor),
        ("log", System.Math.Log),
        ("log10", System.Math.Log10),
        ("log1p", double.LogP1),
        ("rint", value => System.Math.Round(value, MidpointRounding.ToEven)),
        ("signum", value => System.Math.Sign(value)),
        ("sin", System.Math.Sin),
        ("sinh", System.Math.Sinh),
        ("sqrt", System.Math.Sqrt),
        ("tan", System.Math.Tan),
        ("tanh", System.Math.Tanh),
        ("toDegrees", double.RadiansToDegrees),
        ("toRadians", double.DegreesToRadians),
    ];

    private static readonly (string Name, Func<double, double, double> Function)[] PairsOfDoubles =
    [
        ("atan2", System.Math.Atan2),
        ("hypot", double.Hypot),
        ("IEEEremainder", System.Math.IEEERemainder),
        ("max", System.Math.Max),
        ("min", System.Math.Min),
        ("pow", System.Math.Pow),
    ];

    public static ExternalFunctions Functions { get; } = Characters(Numbers(Texts(WholeMath(RealMath(ExternalFunctions.None)))));

    private static ExternalFunctions RealMath(ExternalFunctions functions)
    {
        foreach (var (name, function) in Curves)
        {
            functions = functions.With(Math, $"{name}(double)", arguments => Real(function(Double(arguments[0]))));
        }
        foreach (var (name, function) in PairsOfDoubles)
        {
            functions = functions.With(
                Math,
                $"{name}(double, double)",
                arguments => Real(function(Double(arguments[0]), Double(arguments[1])))
            );
        }
        return functions
            .With(Math, "round(double)", arguments => Saturated(System.Math.Floor(Double(arguments[0]) + 0.5)))
            .With(Math, "round(float)", arguments => int.CreateSaturating(System.Math.Floor(Double(arguments[0]) + 0.5)))
            .With(Math, "abs(float)", arguments => arguments[0].AsNumber().Abs())
            .With(Math, "signum(float)", arguments => System.Math.Sign(Double(arguments[0])))
            .With(Math, "max(float, float)", arguments => Greater(arguments[0], arguments[1]))
            .With(Math, "min(float, float)", arguments => Lesser(arguments[0], arguments[1]));
    }

    private static ExternalFunctions WholeMath(ExternalFunctions functions) =>
        WholeMath<long>(WholeMath<int>(functions, "int"), "long")
            .With(Math, "toIntExact(long)", arguments => checked((int)Whole<long>(arguments[0])));

    private static ExternalFunctions WholeMath<T>(ExternalFunctions functions, string type)
        where T : IBinaryInteger<T>
    {
        return functions
            .With(
                Math,
                $"abs({type})",
                arguments => From(Whole<T>(arguments[0]) is var value && T.IsNegative(value) ? unchecked(-value) : value)
            )
            .With(Math, $"negateExact({type})", arguments => From(checked(-Whole<T>(arguments[0]))))
            .With(Math, $"max({type}, {type})", arguments => Greater(arguments[0], arguments[1]))
            .With(Math, $"min({type}, {type})", arguments => Lesser(arguments[0], arguments[1]))
            .With(Math, $"addExact({type}, {type})", arguments => From(checked(Whole<T>(arguments[0]) + Whole<T>(arguments[1]))))
            .With(Math, $"subtractExact({type}, {type})", arguments => From(checked(Whole<T>(arguments[0]) - Whole<T>(arguments[1]))))
            .With(Math, $"multiplyExact({type}, {type})", arguments => From(checked(Whole<T>(arguments[0]) * Whole<T>(arguments[1]))))
            .With(Math, $"floorDiv({type}, {type})", arguments => From(FloorDivision(Whole<T>(arguments[0]), Whole<T>(arguments[1]))))
            .With(
                Math,
                $"floorMod({type}, {type})",
                arguments =>
                {
                    var (value, divisor) = (Whole<T>(arguments[0]), Whole<T>(arguments[1]));
                    return From(unchecked(value - FloorDivision(value, divisor) * divisor));
                }
            );
    }

    private static T FloorDivision<T>(T value, T divisor)
        where T : IBinaryInteger<T>
    {
        if (divisor == -T.One)
        {
            return unchecked(-value);
        }
        var (quotient, rest) = T.DivRem(value, divisor);
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(divisor) ? quotient - T.One : quotient;
    }

    private static ExternalFunctions Texts(ExternalFunctions functions)
    {
        foreach (var type in (string[])["boolean", "char", "int", "long", "java.lang.Object"])
        {
            functions = functions.With(Text, $"valueOf({type})", arguments => JavaText.Of(arguments[0]));
        }
        return functions
            .With(Text, "valueOf(double)", arguments => JavaText.Of(Double(arguments[0])))
            .With(Text, "valueOf(float)", arguments => JavaText.Of(Single(arguments[0])))
            .With(Text, "format(java.lang.String, java.lang.Object[])", arguments => JavaFormat.Format(arguments[0], arguments[1..]))
            .With(Text, "join(java.lang.CharSequence, java.lang.CharSequence[])", arguments => Joined(arguments[0], arguments[1..]))
            .With(
                Text,
                "join(java.lang.CharSequence, java.lang.Iterable)",
                arguments => Joined(arguments[0], arguments[1].AsList().AsSpan())
            );
    }

    private static ExternalFunctions Numbers(ExternalFunctions functions)
    {
        functions = Whole<sbyte>(functions, "java.lang.Byte", "byte", "parseByte");
        functions = Whole<short>(functions, "java.lang.Short", "short", "parseShort");
        functions = Whole<int>(functions, "java.lang.Integer", "int", "parseInt");
        functions = Whole<long>(functions, "java.lang.Long", "long", "parseLong");
        foreach (var method in (string[])["valueOf", "parseDouble"])
        {
            functions = functions.With("java.lang.Double", $"{method}({Text})", arguments => Real(ParsedReal(arguments[0])));
        }
        foreach (var method in (string[])["valueOf", "parseFloat"])
        {
            functions = functions.With("java.lang.Float", $"{method}({Text})", arguments => Real((float)ParsedReal(arguments[0])));
        }
        return functions
            .With("java.lang.Double", "valueOf(double)", arguments => arguments[0])
            .With("java.lang.Double", "toString(double)", arguments => JavaText.Of(Double(arguments[0])))
            .With("java.lang.Float", "valueOf(float)", arguments => arguments[0])
            .With("java.lang.Float", "toString(float)", arguments => JavaText.Of(Single(arguments[0])))
            .With("java.math.BigDecimal", "valueOf(double)", arguments => arguments[0])
            .With("java.math.BigDecimal", "valueOf(long)", arguments => arguments[0])
            .With("java.math.BigInteger", "valueOf(long)", arguments => arguments[0]);
    }

    private static ExternalFunctions Whole<T>(ExternalFunctions functions, string className, string type, string parse)
        where T : IBinaryInteger<T> =>
        functions
            .With(className, $"valueOf({type})", arguments => arguments[0])
            .With(className, $"toString({type})", arguments => JavaText.Of(arguments[0]))
            .With(className, $"valueOf({Text})", arguments => From(Parsed<T>(arguments[0])))
            .With(className, $"{parse}({Text})", arguments => From(Parsed<T>(arguments[0])));

    private static ExternalFunctions Characters(ExternalFunctions functions)
    {
        foreach (var method in (string[])["valueOf", "parseBoolean"])
        {
            functions = functions.With(
                "java.lang.Boolean",
                $"{method}({Text})",
                arguments => !arguments[0].IsNull && arguments[0].AsString().Equals("true", StringComparison.OrdinalIgnoreCase)
            );
        }
        return functions
            .With("java.lang.Boolean", "valueOf(boolean)", arguments => arguments[0])
            .With("java.lang.Boolean", "toString(boolean)", arguments => JavaText.Of(arguments[0]))
            .With("java.lang.Character", "valueOf(char)", arguments => arguments[0])
            .With("java.lang.Character", "toString(char)", arguments => arguments[0])
            .With("java.lang.Character", "isDigit(char)", arguments => char.IsDigit(arguments[0].AsString()[0]))
            .With("java.lang.Character", "isLetter(char)", arguments => char.IsLetter(arguments[0].AsString()[0]));
    }

    private static double Double(FeelValue value) => value.AsNumber().ToDouble();

    private static float Single(FeelValue value) => (float)value.AsNumber().ToDouble();

    private static T Whole<T>(FeelValue value)
        where T : IBinaryInteger<T> => T.CreateChecked(value.AsNumber().TryToInt64(out var whole) ? whole : throw new OverflowException());

    private static FeelValue From<T>(T value)
        where T : IBinaryInteger<T> => long.CreateChecked(value);

    private static FeelValue Saturated(double value) => long.CreateSaturating(value);

    private static FeelValue Real(double value) =>
        double.IsFinite(value) ? FeelValue.From(value) : throw new ArithmeticException("The result is not a finite number.");

    private static FeelValue Real(float value) =>
        float.IsFinite(value) ? JavaType.From(value) : throw new ArithmeticException("The result is not a finite number.");

    private static FeelValue Greater(FeelValue left, FeelValue right) => left.AsNumber() >= right.AsNumber() ? left : right;

    private static FeelValue Lesser(FeelValue left, FeelValue right) => left.AsNumber() <= right.AsNumber() ? left : right;

    private static T Parsed<T>(FeelValue text)
        where T : IBinaryInteger<T> =>
        !text.IsNull && T.TryParse(text.AsString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{text} is no whole number of this type.");

    private static double ParsedReal(FeelValue text) =>
        !text.IsNull && double.TryParse(text.AsString().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{text} is no number.");

    private static FeelValue Joined(FeelValue separator, ReadOnlySpan<FeelValue> parts)
    {
        var text = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            text.Append(i > 0 ? separator.AsString() : "").Append(JavaText.Of(parts[i]));
        }
        return text.ToString();
    }
}
