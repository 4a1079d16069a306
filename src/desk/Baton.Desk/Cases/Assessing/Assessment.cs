using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Desk.Cases.Assessing;

/// <summary>What the decision of a case's type said about the case, and why; kept with the case as JSON.</summary>
/// <param name="DecisionId">The decision that was asked.</param>
/// <param name="DecisionName">What the model calls it.</param>
/// <param name="Version">The version that was asked.</param>
/// <param name="Outcome">All outputs by name; empty when no rule matched or the decision failed.</param>
/// <param name="Reasons">The rules that matched, those of required decisions first.</param>
internal sealed record Assessment(
    string DecisionId,
    string DecisionName,
    int Version,
    JsonObject Outcome,
    IReadOnlyList<AssessmentReason> Reasons
)
{
    private const int MaxFailure = 500;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string? _failure;

    /// <summary>Why the decision said nothing; null where it spoke.</summary>
    public string? Failure
    {
        get => _failure;
        init => _failure = value?.Length > MaxFailure ? value[..MaxFailure] : value;
    }

    /// <summary>Code of the severity; null where the decision gives none.</summary>
    public string? Severity => Text(AssessmentOutputs.Severity);

    /// <summary>A text among the outputs.</summary>
    public string? Text(string output) =>
        Outcome[output] is JsonValue value
        && value.GetValueKind() == JsonValueKind.String
        && value.GetValue<string>() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>The texts of a list among the outputs; one text stands for a list of one.</summary>
    public IReadOnlyList<string> Texts(string output) =>
        Outcome[output] is JsonArray list
            ? [.. list.OfType<JsonValue>().Where(one => one.GetValueKind() == JsonValueKind.String).Select(one => one.GetValue<string>())]
        : Text(output) is { } only ? [only]
        : [];

    /// <summary>The same with the values of the case and of the outputs changed, such as for a customer who is forgotten.</summary>
    public Assessment Mapped(Func<JsonNode?, JsonNode?> change) =>
        this with
        {
            Outcome = change(Outcome)!.AsObject(),
            Reasons =
            [
                .. Reasons.Select(reason =>
                    reason with
                    {
                        Conditions = [.. reason.Conditions.Select(condition => condition with { Value = change(condition.Value) })],
                    }
                ),
            ],
        };

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static Assessment? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<Assessment>(json, Options);
}

/// <summary>A rule that matched.</summary>
/// <param name="DecisionId">The decision whose rule it is.</param>
/// <param name="Rule">Its place in the table, from 1.</param>
/// <param name="RuleId">Its id in the model, where it has one.</param>
/// <param name="Remark">What the modeller wrote beside it; may be empty.</param>
/// <param name="Conditions">What the rule asked for, without the columns that it leaves open.</param>
internal sealed record AssessmentReason(
    string DecisionId,
    int Rule,
    string? RuleId,
    string Remark,
    IReadOnlyList<AssessmentCondition> Conditions
);

/// <summary>An input of a rule that matched.</summary>
/// <param name="ColumnId">Id of the column, where it has one.</param>
/// <param name="Label">What the model calls the column.</param>
/// <param name="Expression">What the column looks at.</param>
/// <param name="Value">The value that it had, as JSON.</param>
internal sealed record AssessmentCondition(string? ColumnId, string Label, string Expression, JsonNode? Value);

/// <summary>The outputs that the desk itself reads; others are for the process alone.</summary>
internal static class AssessmentOutputs
{
    /// <summary>Code of the severity; its name is the pack text <c>severity.CODE</c>.</summary>
    public const string Severity = "severity";

    /// <summary>Code of the way that the case takes; its name is the pack text <c>path.CODE</c>.</summary>
    public const string Path = "path";

    /// <summary>Groups that have to approve: a role, or <c>department:CODE</c>.</summary>
    public const string Approvers = "approvers";

    /// <summary>Groups that work on the case together.</summary>
    public const string CoHandlers = "coHandlers";
}
