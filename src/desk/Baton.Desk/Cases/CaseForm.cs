using System.Text.Json.Nodes;
using Baton.Desk.Forms;
using Baton.Desk.Storage;

namespace Baton.Desk.Cases;

/// <summary>The fields of a case's own form.</summary>
internal static class CaseForm
{
    /// <summary>A step may change what the case's own form says; the case shows it from then on. Other variables are the process's alone.</summary>
    public static async Task Keep(DeskDb db, Case row, JsonObject variables, CancellationToken ct)
    {
        var form = JsonNode.Parse(row.FormData)!.AsObject();
        var changed = variables.Where(one => form.ContainsKey(one.Key) && !JsonNode.DeepEquals(form[one.Key], one.Value)).ToList();
        if (changed.Count == 0)
            return;
        foreach (var (name, value) in changed)
            form[name] = value?.DeepClone();
        row.FormData = form.ToJsonString(FormJson.Options);
        await CaseSearchText.Refresh(db, row, ct);
        row.Version++;
    }
}
