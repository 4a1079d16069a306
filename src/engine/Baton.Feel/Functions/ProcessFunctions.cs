using System.Text.Json;
using Baton.Feel.Compilation;

namespace Baton.Feel.Functions;

/// <summary>What process models use beyond DMN, as Camunda 8 has it. <c>is defined</c> is compiled, as it asks about a name.</summary>
internal static class ProcessFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        define("get or else", "value: any, default: any", (_, a) => a[0].IsNull ? a[1] : a[0]);
        define("assert", "value: any, condition: any, cause: string?", Assert);
        define("is blank", "string: string", (_, a) => string.IsNullOrWhiteSpace(a[0].AsString()));
        define("trim", "string: string", (_, a) => a[0].AsString().Trim());
        define("extract", "string: string, pattern: string", (call, a) => Patterns.Extract(call, a[0].AsString(), a[1].AsString()));
        define("is empty", "list: list", (_, a) => a[0].AsList().Count == 0);
        define("duplicate values", "list: list", DuplicateValues);
        define("partition", "list: list, size: number", Partition);
        define("last day of month", "date: date|date and time", LastDayOfMonth);
        define("to json", "value: any", (call, a) => call.Bounded(FeelJson.ToJson(a[0])));
        define("from json", "value: string", FromJson);
        define("toJson", "value: any", (call, a) => call.Bounded(FeelJson.ToJson(a[0])));
        define("fromJson", "value: string", FromJson);
        define("to base64", "value: string", (_, a) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(a[0].AsString())));
    }

    private static FeelValue Assert(Call call, ReadOnlySpan<FeelValue> a) =>
        a[1].IsTrue
            ? a[0]
            : throw new BrokenOffException(
                FeelFailureKind.Assertion,
                a[2].Is<string>(out var cause) ? cause : "The condition of assert() does not hold.",
                call.At
            );

    private static FeelValue DuplicateValues(Call call, ReadOnlySpan<FeelValue> a)
    {
        var (seen, twice) = (new HashSet<FeelValue>(), new HashSet<FeelValue>());
        return FeelList.From(a[0].AsList().Where(item => !seen.Add(item) && twice.Add(item)));
    }

    private static FeelValue Partition(Call call, ReadOnlySpan<FeelValue> a) =>
        a[1].NumberBits.TryToInt32(out var size) && size > 0
            ? FeelList.From(a[0].AsList().Chunk(size).Select(part => FeelValue.From(FeelList.Of(part))))
            : call.Warn("partition(): the size must be a whole number above 0.");

    private static FeelValue LastDayOfMonth(Call call, ReadOnlySpan<FeelValue> a)
    {
        var date = CalendarFunctions.DateOf(a[0]);
        return FeelValue.From(FeelDate.Unchecked(date.Year, date.Month, FeelDate.DaysIn(date.Year, date.Month)));
    }

    private static FeelValue FromJson(Call call, ReadOnlySpan<FeelValue> a)
    {
        try
        {
            return call.Bounded(FeelJson.Parse(a[0].AsString()));
        }
        catch (JsonException)
        {
            return call.Warn("from json(): the text is no JSON.");
        }
    }
}
