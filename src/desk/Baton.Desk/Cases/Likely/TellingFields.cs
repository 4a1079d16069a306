using System.Text.Json.Nodes;
using Baton.Desk.Forms;

namespace Baton.Desk.Cases.Likely;

/// <summary>
/// The special fields that tell one matter from another: what is typed in a line, such as a place or the number of a line, and choices of a long list,
/// such as a district. Choices of a short list, dates and amounts are the same by chance.
/// </summary>
internal static class TellingFields
{
    private const int LongList = 8;

    public static IReadOnlyList<FormComponent> Of(FormSchema? form) => [.. (form ?? FormSchema.Empty).Fields.Where(IsTelling)];

    /// <summary>Their values, by name; those that are empty are left out.</summary>
    public static IReadOnlyDictionary<string, string> Values(IEnumerable<FormComponent> fields, JsonObject? data)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (data?[field.Key] is { } node && Matter.ValueOf(FormValues.Text(node)) is { } value)
                values[field.Key] = value;
        }
        return values;
    }

    private static bool IsTelling(FormComponent field) =>
        field.Type == FormComponentType.TextField
        || (field is { Type: FormComponentType.Select, Source: FormSource.Form } && field.Options.Count >= LongList);
}
