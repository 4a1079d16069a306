using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Desk.Customers.Lookup;

/// <summary>Where in a JSON document something stands: names with dots between them, <c>[0]</c> for an item and <c>[*]</c> for all items of a list.</summary>
internal sealed partial class JsonPath
{
    private const string All = "*";

    private readonly IReadOnlyList<string> _steps;

    private JsonPath(IReadOnlyList<string> steps) => _steps = steps;

    /// <summary>The path; null where the text is none. A leading <c>$.</c> may stand or not.</summary>
    public static JsonPath? Parse(string text)
    {
        var path = text.StartsWith("$.", StringComparison.Ordinal) ? text[2..] : text;
        return Whole().IsMatch(path) ? new([.. Step().Matches(path).Select(step => step.Value.Trim('.'))]) : null;
    }

    /// <summary>What stands there as texts: numbers and truth values as they are written; objects and what is not there are left out.</summary>
    public IReadOnlyList<string> Texts(JsonElement document)
    {
        IEnumerable<JsonElement> found = [document];
        foreach (var step in _steps)
            found = found.SelectMany(element => Follow(element, step));
        return [.. found.SelectMany(Items).Select(Text).OfType<string>()];
    }

    private static IEnumerable<JsonElement> Follow(JsonElement element, string step)
    {
        if (step.StartsWith('['))
        {
            if (element.ValueKind != JsonValueKind.Array)
                return [];
            var place = step.Trim('[', ']');
            return place == All
                ? element.EnumerateArray()
                : element.EnumerateArray().Skip(int.Parse(place, CultureInfo.InvariantCulture)).Take(1);
        }
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step, out var value) ? [value] : [];
    }

    /// <summary>A list at the end of a path means its items.</summary>
    private static IEnumerable<JsonElement> Items(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [element];

    private static string? Text(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
            _ => null,
        };

    [GeneratedRegex(@"^[^.\[\]]+(\[(\*|\d{1,4})\]|\.[^.\[\]]+)*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\[(\*|\d{1,4})\]|\.?[^.\[\]]+")]
    private static partial Regex Step();
}
