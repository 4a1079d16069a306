using System.Globalization;
using System.Text.Json.Nodes;

namespace Baton.Desk.Cases;

/// <summary>The variables with which the process of a case starts: the fields of its form, and what every case has.</summary>
internal static class CaseVariables
{
    /// <summary>These names are the desk's; a form cannot set them.</summary>
    public static readonly string[] Reserved =
    [
        "caseNumber",
        "caseKey",
        "caseType",
        "category",
        "subject",
        "description",
        "customerName",
        "customerPhone",
        "customerFax",
        "openedBy",
        "department",
        "unitManager",
        "reopened",
        "reopenReason",
        "vote",
    ];

    public static JsonObject Of(Case row, JsonObject form, string? customerFax)
    {
        var variables = (JsonObject)form.DeepClone();
        variables["caseNumber"] = row.Number;
        variables["caseKey"] = row.Key.ToString(CultureInfo.InvariantCulture);
        variables["caseType"] = row.TypeCode;
        variables["category"] = row.CategoryCode;
        variables["subject"] = row.Subject;
        variables["description"] = row.Description;
        variables["customerName"] = row.CustomerName;
        variables["customerPhone"] = row.CustomerPhone;
        variables["customerFax"] = customerFax;
        variables["openedBy"] = row.OpenedBy;
        variables["department"] = row.DepartmentCode;
        variables["unitManager"] = row.UnitManager;
        return variables;
    }
}
