using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Access;

namespace Baton.Desk.Cases;

/// <summary>The variables with which the process of a case starts: the fields of its form, and what every case has.</summary>
internal static class CaseVariables
{
    /// <summary>All that the decision of the case's type gives, by the names of its outputs; absent for a type without a decision.</summary>
    public const string Assessment = "assessment";

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
        Assessment,
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
        // No task can be given to a customer who opened the case himself: the model says who does it instead.
        variables["openedBy"] = row.OpenedBy == CustomerHimself.UserName ? null : row.OpenedBy;
        variables["department"] = row.DepartmentCode;
        variables["unitManager"] = row.UnitManager;
        if (row.Assessment is not null)
            variables[Assessment] = OutcomeOf(row);
        return variables;
    }

    /// <summary>What the decision of the case's type gives; null where none was asked.</summary>
    public static JsonNode? OutcomeOf(Case row) => Assessing.Assessment.Read(row.Assessment)?.Outcome.DeepClone();
}
