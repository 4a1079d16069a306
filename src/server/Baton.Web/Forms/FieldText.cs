using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Customers;
using Baton.Desk.Forms;
using Baton.Web.Shell;

namespace Baton.Web.Forms;

/// <summary>The value of a form's field as people read it: names of choices, local times, readable phone numbers.</summary>
internal static class FieldText
{
    public static string Of(FormComponent component, JsonNode? value, string language, LocalTime when)
    {
        if (value is JsonArray array)
            return string.Join(ShellTexts.ListSeparator, array.Select(one => Choice(component, Raw(one), language)));
        var raw = Raw(value);
        return component.Type switch
        {
            FormComponentType.Checkbox => raw == "true" ? ShellTexts.Yes : ShellTexts.No,
            FormComponentType.Radio or FormComponentType.Select => Choice(component, raw, language),
            FormComponentType.DateTime => Moment(raw, when),
            _ when component.Rules.ValidationType == "phone" || raw.StartsWith('+') => Telephone.Display(raw),
            _ => raw,
        };
    }

    private static string Raw(JsonNode? node) =>
        node switch
        {
            null => "",
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            _ => node.ToJsonString(),
        };

    private static string Choice(FormComponent component, string value, string language) =>
        component.Options.FirstOrDefault(option => option.Value == value)?.LabelIn(language) ?? value;

    private static string Moment(string raw, LocalTime when)
    {
        var isInstant = raw.Contains('T', StringComparison.Ordinal) && (raw.EndsWith('Z') || raw.LastIndexOfAny(['+', '-']) > 10);
        if (isInstant && DateTimeOffset.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return when.Full(at);
        return raw.Replace('T', ' ');
    }
}
