using System.Text.Json.Nodes;
using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Assessing;

/// <summary>Asks the decision of a case's type and keeps what it says on the case.</summary>
internal static class Assessor
{
    /// <summary>Asks about a case that is being opened; its row is not saved yet.</summary>
    public static async Task Open(DeskDb db, UnitOfWork unit, Case row, CaseDecision? decision, Customer? customer, CancellationToken ct)
    {
        if (decision is null)
            return;
        var assessment = decision.Assess(await Facts(db, row, customer, ct));
        Keep(row, assessment);
        if (assessment.Severity is not null || assessment.Failure is not null)
            Tell(db, unit, row, assessment, null);
    }

    /// <summary>Asks again about a case that was corrected. True when something else than before came out, also for the process.</summary>
    public static async Task<bool> Again(DeskDb db, UnitOfWork unit, Case row, CaseDecision? decision, string actor, CancellationToken ct)
    {
        if (decision is null)
            return false;
        var customer = row.CustomerKey is { } key ? await db.Customers.SingleOrDefaultAsync(one => one.Key == key, ct) : null;
        var before = Assessment.Read(row.Assessment);
        var assessment = decision.Assess(await Facts(db, row, customer, ct));
        Keep(row, assessment);
        if (before is not null && before.Failure == assessment.Failure && JsonNode.DeepEquals(before.Outcome, assessment.Outcome))
            return false;
        Tell(db, unit, row, assessment, actor);
        return true;
    }

    private static void Keep(Case row, Assessment assessment) => (row.Severity, row.Assessment) = (assessment.Severity, assessment.Write());

    private static void Tell(DeskDb db, UnitOfWork unit, Case row, Assessment assessment, string? actor) =>
        Timeline.Add(
            db,
            unit,
            row.Key,
            assessment switch
            {
                { Failure: not null } => AssessmentCodes.Failed,
                { Severity: null } => AssessmentCodes.None,
                _ => AssessmentCodes.Assessed,
            },
            actor,
            null,
            (TimelineWords.Severity, assessment.Severity),
            ("decision", assessment.DecisionId),
            ("version", assessment.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("rules", string.Join(", ", assessment.Reasons.Select(reason => reason.Rule))),
            ("failure", assessment.Failure)
        );

    private static async Task<AssessmentFacts> Facts(DeskDb db, Case row, Customer? customer, CancellationToken ct) =>
        new(
            row.TypeCode,
            await CategoryPaths.Codes(db, row.CategoryCode, ct),
            row.Channel,
            row.DepartmentCode,
            customer?.Tier,
            customer?.Kind,
            JsonNode.Parse(row.FormData)!.AsObject()
        );
}

/// <summary>What the time line says of assessments.</summary>
public static class AssessmentCodes
{
    public const string Assessed = "assessed";
    public const string None = "assessed-none";
    public const string Failed = "assessment-failed";
}
