using Baton.Feel.Compilation;
using Baton.Feel.Values;

namespace Baton.Feel.Functions;

/// <summary>Numbers: DMN 1.5, section 10.3.4.5.</summary>
internal static class NumericFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        define("decimal", "n: number, scale: number", (call, a) => Round(call, a, RoundingMode.HalfEven));
        define("floor", "n: number", (_, a) => a[0].NumberBits.Floor());
        define("floor", "n: number, scale: number", (call, a) => Round(call, a, RoundingMode.Floor));
        define("ceiling", "n: number", (_, a) => a[0].NumberBits.Ceiling());
        define("ceiling", "n: number, scale: number", (call, a) => Round(call, a, RoundingMode.Ceiling));
        define("round up", "n: number, scale: number", (call, a) => Round(call, a, RoundingMode.Up));
        define("round down", "n: number, scale: number", (call, a) => Round(call, a, RoundingMode.Down));
        define("round half up", "n: number, scale: number", (call, a) => Round(call, a, RoundingMode.HalfUp));
        define("round half down", "n: number, scale: number", (call, a) => Round(call, a, RoundingMode.HalfDown));
        define("abs", "n: number", (_, a) => a[0].NumberBits.Abs());
        define("abs", "n: duration", (call, a) => IsNegative(a[0]) ? ValueArithmetic.Negate(call, a[0]) : a[0]);
        define("modulo", "dividend: number, divisor: number", Modulo);
        define(
            "sqrt",
            "number: number",
            (call, a) => NumberFunctions.TrySqrt(a[0].NumberBits, out var root) ? root : call.Warn("sqrt(): a negative number has no root.")
        );
        define(
            "log",
            "number: number",
            (call, a) => NumberFunctions.TryLn(a[0].NumberBits, out var ln) ? ln : call.Warn("log(): the number must be above 0.")
        );
        define(
            "exp",
            "number: number",
            (call, a) =>
                NumberFunctions.TryExp(a[0].NumberBits, out var power)
                    ? power
                    : call.Warn("exp(): the result is beyond the range of numbers.")
        );
        define("odd", "number: number", (_, a) => IsEven(a[0].NumberBits) is { } even ? !even : FeelValue.Null);
        define("even", "number: number", (_, a) => IsEven(a[0].NumberBits) is { } even ? even : FeelValue.Null);
    }

    private static FeelValue Round(Call call, ReadOnlySpan<FeelValue> a, RoundingMode mode)
    {
        var scale = a[1].NumberBits.Round(0, RoundingMode.Down);
        return scale.TryToInt32(out var places) && places is >= -6111 and <= 6176
            ? a[0].NumberBits.Round(places, mode)
            : call.Warn("The scale must lie between -6111 and 6176.");
    }

    private static bool IsNegative(FeelValue duration) =>
        duration.Kind == FeelKind.DaysTimeDuration
            ? Int128.IsNegative(duration.AsDaysTimeDuration().Nanoseconds)
            : duration.AsYearsMonthsDuration().Months < 0;

    private static FeelValue Modulo(Call call, ReadOnlySpan<FeelValue> a) =>
        FeelNumber.TryModulo(a[0].NumberBits, a[1].NumberBits, out var rest)
            ? rest
            : call.Warn("modulo(): a division by zero has no rest.");

    private static bool? IsEven(FeelNumber number) =>
        number.IsInteger && FeelNumber.TryModulo(number, FeelNumber.From(2), out var rest) ? rest.IsZero : null;
}
