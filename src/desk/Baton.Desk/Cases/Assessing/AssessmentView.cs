using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Desk.Access;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Customers.Tiers;
using Baton.Desk.Forms;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Assessing;

/// <summary>How severe a case is, what follows from it, and why, in the reader's words.</summary>
/// <param name="DecisionId">The decision that says so.</param>
/// <param name="DecisionName">What people call it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Severity">Code of the severity; null where the decision gives none.</param>
/// <param name="SeverityText">Its name.</param>
/// <param name="Path">Code of the way that the case takes; null where the decision gives none.</param>
/// <param name="PathText">Its name.</param>
/// <param name="Approvers">Names of the groups that have to approve.</param>
/// <param name="CoHandlers">Names of the groups that work on it together.</param>
/// <param name="Reasons">The rules that matched.</param>
/// <param name="Failure">Why the decision says nothing; null where it speaks.</param>
public sealed record AssessmentView(
    string DecisionId,
    string DecisionName,
    int Version,
    string? Severity,
    string? SeverityText,
    string? Path,
    string? PathText,
    IReadOnlyList<string> Approvers,
    IReadOnlyList<string> CoHandlers,
    IReadOnlyList<AssessmentReasonView> Reasons,
    string? Failure
);

/// <summary>A rule that matched.</summary>
/// <param name="DecisionId">The decision whose rule it is.</param>
/// <param name="Rule">Its place in the table, from 1.</param>
/// <param name="Remark">What it means; empty where nobody wrote it down.</param>
/// <param name="Conditions">What it asked for, with the values of the case.</param>
public sealed record AssessmentReasonView(string DecisionId, int Rule, string Remark, IReadOnlyList<AssessmentConditionView> Conditions);

/// <summary>What a rule asked for.</summary>
public sealed record AssessmentConditionView(string Label, string Value);

/// <summary>Puts assessments into one reader's language: names from packs, the form, the tree of categories and the organisation.</summary>
internal sealed partial class AssessmentViews
{
    private readonly string _language;
    private readonly PackWords _words;
    private readonly Dictionary<string, Category> _categories;
    private readonly TierCatalogue _tiers;
    private readonly Dictionary<string, LocalizedText> _groups;
    private readonly Dictionary<string, LocalizedText> _types;

    private AssessmentViews(
        string language,
        PackWords words,
        Dictionary<string, Category> categories,
        TierCatalogue tiers,
        Dictionary<string, LocalizedText> groups,
        Dictionary<string, LocalizedText> types
    )
    {
        (_language, _words, _categories, _tiers, _groups, _types) = (language, words, categories, tiers, groups, types);
    }

    public static async Task<AssessmentViews> Load(DeskDb db, string language, PackWords words, CancellationToken ct) =>
        new(
            language,
            words,
            await db.Categories.ToDictionaryAsync(row => row.Code, StringComparer.Ordinal, ct),
            await TierCatalogue.Read(db, ct),
            await GroupNames.All(db, ct),
            await db.CaseTypes.ToDictionaryAsync(row => row.Code, row => row.Name, StringComparer.Ordinal, ct)
        );

    /// <summary>The assessment without the reasons that speak of fields which the reader may not read.</summary>
    public AssessmentView Of(Assessment assessment, FormSchema? form, FieldSight sight)
    {
        var (severity, path) = (assessment.Severity, assessment.Text(AssessmentOutputs.Path));
        return new(
            assessment.DecisionId,
            _words.Find("decision." + assessment.DecisionId, _language) ?? assessment.DecisionName,
            assessment.Version,
            severity,
            severity is null ? null : _words.Severity(severity, _language),
            path,
            path is null ? null : _words.Find("path." + path, _language) ?? path,
            Groups(assessment.Texts(AssessmentOutputs.Approvers)),
            Groups(assessment.Texts(AssessmentOutputs.CoHandlers)),
            [
                .. assessment
                    .Reasons.Where(reason => reason.Conditions.All(one => IsSeen(one, sight)))
                    .Select(reason => Reason(reason, form)),
            ],
            assessment.Failure
        );
    }

    private List<string> Groups(IReadOnlyList<string> codes) => [.. codes.Select(code => Group(code) ?? code)];

    private string? Group(string code) => _groups.TryGetValue(code, out var name) ? name.In(_language) : null;

    private AssessmentReasonView Reason(AssessmentReason reason, FormSchema? form) =>
        new(
            reason.DecisionId,
            reason.Rule,
            Word(reason.DecisionId, reason.RuleId) ?? reason.Remark,
            [.. reason.Conditions.Select(condition => Condition(reason.DecisionId, condition, form))]
        );

    private static bool IsSeen(AssessmentCondition condition, FieldSight sight) =>
        sight.Unread.Count == 0 || Name().Matches(condition.Expression).All(name => sight.MayRead(name.Value));

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_]*")]
    private static partial Regex Name();

    private AssessmentConditionView Condition(string decisionId, AssessmentCondition condition, FormSchema? form)
    {
        var field = form?.Fields.FirstOrDefault(one => one.Key == condition.Expression);
        var label = Word(decisionId, condition.ColumnId) ?? field?.LabelIn(_language) ?? condition.Label;
        return new(label, Value(condition, field));
    }

    private string Value(AssessmentCondition condition, FormComponent? field) =>
        condition is { Expression: AssessmentFacts.Path, Value: JsonArray path }
            ? ListCategories.PathOf(_categories, FormValues.Text(path.LastOrDefault()), _language) ?? ""
        : condition.Value is JsonArray list
            ? Punctuation.List(_language, list.Select(one => Name(condition.Expression, FormValues.Text(one), field)))
        : Name(condition.Expression, FormValues.Text(condition.Value), field);

    private string Name(string expression, string value, FormComponent? field) =>
        expression switch
        {
            AssessmentFacts.Type => _types.TryGetValue(value, out var type) ? type.In(_language) : value,
            AssessmentFacts.Contact => DeskTexts.Find("channel." + value, _language) ?? value,
            AssessmentFacts.Unit => Group(DepartmentGroup.Of(value)) ?? value,
            AssessmentFacts.Category => ListCategories.PathOf(_categories, value, _language) ?? value,
            AssessmentFacts.Customer + "." + AssessmentFacts.Tier => _tiers.Name(value, _language),
            _ => field?.Options.FirstOrDefault(option => option.Value == value)?.LabelIn(_language) ?? value,
        };

    private string? Word(string decisionId, string? id) => id is null ? null : _words.Find($"decision.{decisionId}.{id}", _language);
}
