using System.Text.Json.Nodes;
using Baton.Desk.Forms;

namespace Baton.Desk.Cases;

/// <summary>The fields of a case's own form.</summary>
internal static class CaseForm
{
    /// <summary>A step may change what the case's own form says; the case shows it from then on. Other variables are the process's alone.</summary>
    public static void Keep(Case row, JsonObject variables)
    {
        var form = JsonNode.Parse(row.FormData)!.AsObject();
        var changed = variables.Where(one => form.ContainsKey(one.Key) && !JsonNode.DeepEquals(form[one.Key], one.Value)).ToList();
        if (changed.Count == 0)
            return;
        foreach (var (name, value) in changed)
            form[name] = value?.DeepClone();
        row.FormData = form.ToJsonString(FormJson.Options);
        row.SearchText = CaseSearchText.Of(row.Number, row.Subject, row.Description, row.CustomerName, row.CustomerPhone, form);
        row.Version++;
    }
}
