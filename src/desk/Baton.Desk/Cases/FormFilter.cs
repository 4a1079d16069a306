using System.Text.Json;
using Baton.Desk.Forms;

namespace Baton.Desk.Cases;

/// <summary>Narrows cases by a special field. Forms are stored as compact JSON of one writer, so that a field and its value are a piece of text.</summary>
internal static class FormFilter
{
    /// <summary>The cases whose field has exactly this text, number or truth value, or has it among several.</summary>
    public static IQueryable<Case> Having(IQueryable<Case> rows, string name, string value)
    {
        var key = JsonSerializer.Serialize(name, FormJson.Options) + ":";
        var text = JsonSerializer.Serialize(value, FormJson.Options);
        var (asText, asLast, asOther) = (key + text, key + value + "}", key + value + ",");
        var (firstOfMany, list) = (key + "[" + text, key + "[");
        var (otherOfMany, lastOfMany) = ("," + text + ",", "," + text + "]");
        return rows.Where(row =>
            row.FormData.Contains(asText)
            || row.FormData.Contains(asLast)
            || row.FormData.Contains(asOther)
            || row.FormData.Contains(firstOfMany)
            || (row.FormData.Contains(list) && (row.FormData.Contains(otherOfMany) || row.FormData.Contains(lastOfMany)))
        );
    }
}
