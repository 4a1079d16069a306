using System.Text.Json.Nodes;

namespace Baton.Desk.Cases.Assessing;

/// <summary>What the decision of a case type looks at.</summary>
/// <param name="CaseType">Code of the type.</param>
/// <param name="CategoryPath">Codes of the category and of all above it, the top first; empty for none.</param>
/// <param name="Channel">phone, fax, mail, web, ...</param>
/// <param name="Department">Code of the department that the case belongs to.</param>
/// <param name="CustomerTier">Code of the customer's tier; null while nobody is chosen.</param>
/// <param name="CustomerKind">What the customer is; null while nobody is chosen.</param>
/// <param name="Form">The special fields.</param>
internal sealed record AssessmentFacts(
    string CaseType,
    IReadOnlyList<string> CategoryPath,
    string Channel,
    string? Department,
    string? CustomerTier,
    string? CustomerKind,
    JsonObject Form
)
{
    public const string Type = "caseType";
    public const string Contact = "channel";
    public const string Unit = "department";
    public const string Category = "category";
    public const string Path = "categoryPath";
    public const string Customer = "customer";
    public const string Tier = "tier";
    public const string Kind = "kind";

    /// <summary>The variables of the decision: the special fields by their keys, and beside them what every case has.</summary>
    public JsonObject ToVariables()
    {
        var variables = (JsonObject)Form.DeepClone();
        variables[Type] = CaseType;
        variables[Category] = CategoryPath.Count == 0 ? null : CategoryPath[^1];
        variables[Path] = new JsonArray([.. CategoryPath.Select(code => (JsonNode?)code)]);
        variables[Contact] = Channel;
        variables[Unit] = Department;
        variables[Customer] = new JsonObject { [Tier] = CustomerTier, [Kind] = CustomerKind };
        return variables;
    }
}
