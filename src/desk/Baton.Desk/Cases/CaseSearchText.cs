using System.Text.Json.Nodes;
using Baton.Desk.Forms;
using Baton.Desk.Texts;

namespace Baton.Desk.Cases;

/// <summary>What of a case can be found by its words.</summary>
internal static class CaseSearchText
{
    public static string Of(string number, string subject, string description, string customerName, string? phone, JsonObject form)
    {
        var values = form.SelectMany(field =>
            field.Value is JsonArray array ? array.Select(FormValues.Text) : [FormValues.Text(field.Value)]
        );
        return SearchText.Fold([number, subject, description, customerName, phone, .. values]);
    }
}
