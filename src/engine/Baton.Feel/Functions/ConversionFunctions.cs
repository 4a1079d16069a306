using Baton.Feel.Compilation;
using Baton.Feel.Values;

namespace Baton.Feel.Functions;

/// <summary>From one kind to another: DMN 1.5, section 10.3.4.1, but for dates and times.</summary>
internal static class ConversionFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        define("string", "from: any", (call, a) => a[0].IsNull ? FeelValue.Null : call.Bounded(ValueText.Plain(a[0])));
        define("number", "from: string, grouping separator: string?, decimal separator: string?", Number);
        define("number", "from: number", (_, a) => a[0]);
        define("range", "from: string", Range);
    }

    private static FeelValue Number(Call call, ReadOnlySpan<FeelValue> a)
    {
        var text = a[0].AsString();
        var grouping = a[1].IsNull ? "" : a[1].AsString();
        var point = a[2].IsNull ? "." : a[2].AsString();
        if (grouping is not ("" or " " or "," or "."))
        {
            return call.Warn("number(): the grouping separator must be a space, a comma, a point or null.");
        }
        if (point is not ("." or ",") || (grouping == point && !a[1].IsNull))
        {
            return call.Warn("number(): the decimal separator must be a point or a comma, and other than the grouping separator.");
        }
        if (grouping.Length > 0)
        {
            text = text.Replace(grouping, "", StringComparison.Ordinal);
        }
        if (point != ".")
        {
            text = text.Contains('.', StringComparison.Ordinal) ? "" : text.Replace(point, ".", StringComparison.Ordinal);
        }
        return FeelNumber.TryParse(text.AsSpan().Trim(), out var number) ? number : call.Warn($"number(): the text is no number.");
    }

    private static FeelValue Range(Call call, ReadOnlySpan<FeelValue> a) => RangeText.Read(call, a[0].AsString());
}
