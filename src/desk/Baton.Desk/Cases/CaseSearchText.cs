using System.Text.Json.Nodes;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Forms;
using Baton.Desk.Storage;
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

    /// <summary>Writes it anew on a case whose words changed, with its notes as they are saved.</summary>
    public static async Task Refresh(DeskDb db, Case row, CancellationToken ct)
    {
        var form = JsonNode.Parse(row.FormData)!.AsObject();
        var fields = Of(row.Number, row.Subject, row.Description, row.CustomerName, row.CustomerPhone, form);
        row.SearchText = SearchText.Fold([fields, .. await CaseNotes.Words(db, row.Key, ct)]);
    }
}
