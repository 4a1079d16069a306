using System.Collections.Frozen;

namespace Baton.Feel.Functions;

/// <summary>All built-in functions by name.</summary>
internal static class BuiltIns
{
    private static readonly FrozenDictionary<string, BuiltInFunction> Standard = Collect(
        ConversionFunctions.Define,
        BooleanFunctions.Define,
        StringFunctions.Define,
        NumericFunctions.Define,
        ListFunctions.Define,
        StatisticFunctions.Define,
        ContextFunctions.Define,
        TemporalFunctions.Define,
        CalendarFunctions.Define,
        RangeFunctions.Define
    );

    private static readonly FrozenDictionary<string, BuiltInFunction> Process = Collect(ProcessFunctions.Define);

    private static readonly string[] StandardLongNames = [.. Standard.Keys.Where(name => name.Contains(' ', StringComparison.Ordinal))];

    private static readonly string[] ProcessLongNames =
    [
        "is defined",
        .. StandardLongNames,
        .. Process.Keys.Where(name => name.Contains(' ', StringComparison.Ordinal) && !Standard.ContainsKey(name)),
    ];

    public delegate void Define(string name, string parameters, BuiltInBody body);

    public static BuiltInFunction? Find(string name, FeelDialect dialect) =>
        (dialect == FeelDialect.Process ? Process.GetValueOrDefault(name) : null) ?? Standard.GetValueOrDefault(name);

    public static IEnumerable<string> Names(FeelDialect dialect) =>
        dialect == FeelDialect.Process ? Standard.Keys.Union(Process.Keys) : Standard.Keys;

    /// <summary>The names of several words; some hold keywords.</summary>
    public static IReadOnlyList<string> LongNames(FeelDialect dialect) =>
        dialect == FeelDialect.Process ? ProcessLongNames : StandardLongNames;

    private static FrozenDictionary<string, BuiltInFunction> Collect(params ReadOnlySpan<Action<Define>> families)
    {
        var functions = new Dictionary<string, BuiltInFunction>(StringComparer.Ordinal);
        foreach (var family in families)
        {
            family(
                (name, parameters, body) =>
                {
                    if (!functions.TryGetValue(name, out var function))
                    {
                        functions[name] = function = new(name);
                    }
                    function.Add(Form.Read(parameters, body));
                }
            );
        }
        return functions.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
