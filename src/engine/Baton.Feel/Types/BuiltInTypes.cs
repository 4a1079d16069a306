using System.Collections.Frozen;

namespace Baton.Feel.Types;

/// <summary>The types every expression knows by name.</summary>
internal static class BuiltInTypes
{
    private static readonly FrozenDictionary<string, FeelType> ByName = new Dictionary<string, FeelType>(StringComparer.Ordinal)
    {
        ["Any"] = FeelType.Any,
        ["Null"] = new KindType("Null", FeelKind.Null),
        ["boolean"] = new KindType("boolean", FeelKind.Boolean),
        ["number"] = new KindType("number", FeelKind.Number),
        ["string"] = new KindType("string", FeelKind.String),
        ["date"] = new KindType("date", FeelKind.Date),
        ["time"] = new KindType("time", FeelKind.Time),
        ["date and time"] = new KindType("date and time", FeelKind.DateTime),
        ["dateTime"] = new KindType("date and time", FeelKind.DateTime),
        ["days and time duration"] = new KindType("days and time duration", FeelKind.DaysTimeDuration),
        ["dayTimeDuration"] = new KindType("days and time duration", FeelKind.DaysTimeDuration),
        ["years and months duration"] = new KindType("years and months duration", FeelKind.YearsMonthsDuration),
        ["yearMonthDuration"] = new KindType("years and months duration", FeelKind.YearsMonthsDuration),
        ["list"] = new KindType("list", FeelKind.List),
        ["context"] = new KindType("context", FeelKind.Context),
        ["range"] = new KindType("range", FeelKind.Range),
        ["function"] = new KindType("function", FeelKind.Function),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of several words that hold a keyword.</summary>
    public static readonly IReadOnlyList<string> LongNames = ["date and time", "days and time duration", "years and months duration"];

    public static FeelType? Find(string name) => ByName.GetValueOrDefault(name);
}
