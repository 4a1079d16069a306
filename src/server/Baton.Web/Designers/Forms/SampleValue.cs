using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Forms;
using Baton.Web.Shell;

namespace Baton.Web.Designers.Forms;

/// <summary>A value that a field would take, to see a form filled in.</summary>
internal static class SampleValue
{
    private const string SampleMail = "name@example.com";
    private const string SamplePhone = "+85221234567";

    public static JsonNode? Of(FormComponent field, LocalTime when) =>
        field.Type switch
        {
            FormComponentType.Number => JsonValue.Create(field.Rules.Min ?? Math.Min(field.Rules.Max ?? 1, 1)),
            FormComponentType.Checkbox => JsonValue.Create(true),
            FormComponentType.Radio or FormComponentType.Select => field.Options.Count > 0
                ? JsonValue.Create(field.Options[0].Value)
                : null,
            FormComponentType.Checklist => new JsonArray([
                .. field.Options.Take(1).Select(option => (JsonNode?)JsonValue.Create(option.Value)),
            ]),
            FormComponentType.DateTime => JsonValue.Create(field.Rules.Earliest ?? field.Rules.Latest ?? Moment(field.Subtype, when)),
            _ => JsonValue.Create(Words(field)),
        };

    private static string Moment(string subtype, LocalTime when)
    {
        var now = when.Field(when.Now);
        return subtype switch
        {
            "time" => now[11..],
            "datetime" => now,
            _ => now[..10],
        };
    }

    private static string Words(FormComponent field)
    {
        var text = field.Rules.ValidationType switch
        {
            "email" => SampleMail,
            "phone" => SamplePhone,
            _ => field.LabelIn(CultureInfo.CurrentUICulture.Name),
        };
        if (field.Rules.MinLength is { } least && least <= 1000)
            text = text.PadRight(least, 'x');
        return field.Rules.MaxLength is { } most && most < text.Length ? text[..most] : text;
    }
}
