using Baton.Feel.Compilation;

namespace Baton.Feel.Values;

/// <summary>The arithmetic operators over all kinds of values (DMN 1.5, tables 55 to 59).</summary>
internal static class ValueArithmetic
{
    public static FeelValue Negate(Call call, FeelValue value) =>
        value.Kind switch
        {
            FeelKind.Number => -value.NumberBits,
            FeelKind.DaysTimeDuration => FeelValue.From(new FeelDaysTimeDuration(-value.AsDaysTimeDuration().Nanoseconds)),
            FeelKind.YearsMonthsDuration => FeelValue.From(new FeelYearsMonthsDuration(-value.AsYearsMonthsDuration().Months)),
            _ => call.Warn($"'-' needs a number or duration, but the value is {Compiler.Describe(value)}."),
        };

    public static FeelValue Add(Call call, FeelValue left, FeelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (FeelKind.Number, FeelKind.Number):
                return FeelNumber.TryAdd(left.NumberBits, right.NumberBits, out var sum) ? sum : TooLarge(call);
            case (FeelKind.String, FeelKind.String):
                return call.Bounded(left.AsString() + right.AsString());
            case (FeelKind.DaysTimeDuration or FeelKind.YearsMonthsDuration, FeelKind.Date or FeelKind.DateTime or FeelKind.Time):
                return TemporalArithmetic.Add(right, left) ?? Unfit(call, "+", left, right);
            default:
                return TemporalArithmetic.Add(left, right) ?? Unfit(call, "+", left, right);
        }
    }

    public static FeelValue Subtract(Call call, FeelValue left, FeelValue right) =>
        (left.Kind, right.Kind) switch
        {
            (FeelKind.Number, FeelKind.Number) => FeelNumber.TryAdd(left.NumberBits, -right.NumberBits, out var rest)
                ? rest
                : TooLarge(call),
            _ => TemporalArithmetic.Subtract(left, right) ?? Unfit(call, "-", left, right),
        };

    public static FeelValue Multiply(Call call, FeelValue left, FeelValue right) =>
        (left.Kind, right.Kind) switch
        {
            (FeelKind.Number, FeelKind.Number) => FeelNumber.TryMultiply(left.NumberBits, right.NumberBits, out var product)
                ? product
                : TooLarge(call),
            (FeelKind.Number, _) => TemporalArithmetic.Scale(right, left.NumberBits, divide: false) ?? Unfit(call, "*", left, right),
            (_, FeelKind.Number) => TemporalArithmetic.Scale(left, right.NumberBits, divide: false) ?? Unfit(call, "*", left, right),
            _ => Unfit(call, "*", left, right),
        };

    public static FeelValue Divide(Call call, FeelValue left, FeelValue right)
    {
        if (right.IsNumber && right.NumberBits.IsZero)
        {
            return call.Warn("A division by zero has no value.");
        }
        return (left.Kind, right.Kind) switch
        {
            (FeelKind.Number, FeelKind.Number) => FeelNumber.TryDivide(left.NumberBits, right.NumberBits, out var quotient)
                ? quotient
                : TooLarge(call),
            (_, FeelKind.Number) => TemporalArithmetic.Scale(left, right.NumberBits, divide: true) ?? Unfit(call, "/", left, right),
            _ => TemporalArithmetic.Ratio(left, right) ?? Unfit(call, "/", left, right),
        };
    }

    public static FeelValue Power(Call call, FeelValue left, FeelValue right)
    {
        if (!left.IsNumber || !right.IsNumber)
        {
            return Unfit(call, "**", left, right);
        }
        return NumberFunctions.TryPower(left.NumberBits, right.NumberBits, out var power)
            ? power
            : call.Warn($"{left.NumberBits} ** {right.NumberBits} has no value.");
    }

    private static FeelValue TooLarge(Call call) => call.Warn("The result is beyond the range of numbers.");

    private static FeelValue Unfit(Call call, string symbol, FeelValue left, FeelValue right) =>
        call.Warn($"'{symbol}' has no value for a left side {Compiler.Describe(left)} and a right side {Compiler.Describe(right)}.");
}
