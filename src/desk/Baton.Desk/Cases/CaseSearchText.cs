using System.Text.Json.Nodes;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Forms;
using Baton.Desk.Storage;
using Baton.Desk.Texts;

namespace Baton.Desk.Cases;

/// <summary>What of a case can be found by its words. Fields that not everybody may read are no part of it, as the words are the same for all.</summary>
internal static class CaseSearchText
{
    public static string Of(
        string number,
        string subject,
        string description,
        string customerName,
        string? phone,
        JsonObject form,
        IReadOnlySet<string> guarded
    )
    {
        var values = form.Where(field => !guarded.Contains(field.Key))
            .SelectMany(field => field.Value is JsonArray array ? array.Select(FormValues.Text) : [FormValues.Text(field.Value)]);
        return SearchText.Fold([number, subject, description, customerName, phone, .. values]);
    }

    /// <summary>Writes it anew on a case whose words changed, with its notes as they are saved.</summary>
    public static async Task Refresh(DeskDb db, Case row, CancellationToken ct) =>
        await Refresh(db, row, (await FieldRights.Of(db, row.TypeCode, ct)).Guarded, ct);

    /// <param name="db">The database.</param>
    /// <param name="row">The case.</param>
    /// <param name="guarded">The fields that are no part of it.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task Refresh(DeskDb db, Case row, IReadOnlySet<string> guarded, CancellationToken ct)
    {
        var form = JsonNode.Parse(row.FormData)!.AsObject();
        var fields = Of(row.Number, row.Subject, row.Description, row.CustomerName, row.CustomerPhone, form, guarded);
        row.SearchText = SearchText.Fold([fields, .. await CaseNotes.Words(db, row.Key, ct)]);
    }
}
