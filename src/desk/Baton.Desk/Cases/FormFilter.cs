using System.Text.Json;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Forms;

namespace Baton.Desk.Cases;

/// <summary>Narrows cases by a special field. Forms are stored as compact JSON of one writer, so that a field and its value are a piece of text.</summary>
internal static class FormFilter
{
    /// <summary>The cases whose field has exactly this text, number or truth value, or has it among several; and whose field the user may read.</summary>
    /// <param name="rows">Among which.</param>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="rights">Those of the types that have any.</param>
    public static IQueryable<Case> Having(
        IQueryable<Case> rows,
        string name,
        string value,
        DeskUser user,
        IReadOnlyDictionary<string, FieldRights> rights
    )
    {
        foreach (var (type, fields) in rights)
            rows = Readable(rows, type, fields, name, user);
        // The text of a list is not parted from what stands behind it, which may be a field that the user must not find by.
        var guarded = rights.Where(one => one.Value.Guarded.Count > 0).Select(one => one.Key).ToList();
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
            || (
                !guarded.Contains(row.TypeCode)
                && row.FormData.Contains(list)
                && (row.FormData.Contains(otherOfMany) || row.FormData.Contains(lastOfMany))
            )
        );
    }

    /// <summary>Leaves out the cases of a type whose field the user may not read, but for those of units for which he has a role that may.</summary>
    private static IQueryable<Case> Readable(IQueryable<Case> rows, string type, FieldRights rights, string name, DeskUser user)
    {
        if (rights.Readers(name) is not { } roles || rights.For(user, unit: null).MayRead(name))
            return rows;
        var units = user
            .UnitRoles.Where(role => roles.Contains(role.Role, StringComparer.Ordinal))
            .SelectMany(role => role.Reach)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return rows.Where(row => row.TypeCode != type || (row.DepartmentCode != null && units.Contains(row.DepartmentCode)));
    }
}
