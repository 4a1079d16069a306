namespace Baton.Feel.Compilation;

/// <summary>The neighbours of a whole number or a date, for loops over ranges.</summary>
internal static class Sequence
{
    public static bool CanStep(FeelValue value) => value.Kind == FeelKind.Date || (value.IsNumber && value.NumberBits.IsInteger);

    public static FeelValue Next(Call call, FeelValue value, int step)
    {
        if (value.IsNumber)
        {
            return FeelNumber.TryAdd(value.NumberBits, FeelNumber.From(step), out var next) ? next : FeelValue.Null;
        }
        return value.Kind == FeelKind.Date && value.AsDate().TryAddDays(step, out var date)
            ? FeelValue.From(date)
            : call.Warn($"A value {Compiler.Describe(value)} has no neighbour.");
    }
}
