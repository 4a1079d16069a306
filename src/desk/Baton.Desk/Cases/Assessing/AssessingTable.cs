using Baton.Dmn.Outline;

namespace Baton.Desk.Cases.Assessing;

/// <summary>Why a decision cannot say how severe a case is.</summary>
internal enum AssessingFault
{
    NoTable,
    ManyResults,
    NoSeverity,
}

/// <summary>Says whether a decision fits a case type: a table, whose rules are the reasons, with one result that names the severity. Pure.</summary>
internal static class AssessingTable
{
    /// <summary>Hit policies that give one result (DMN 1.5, 8.2.8).</summary>
    public static IReadOnlyList<string> OneResult { get; } = ["UNIQUE", "ANY", "PRIORITY", "FIRST"];

    /// <summary>Null where nothing is wrong.</summary>
    public static AssessingFault? FaultOf(DecisionOutline decision) =>
        decision.Table is not { } table ? AssessingFault.NoTable
        : !OneResult.Contains(table.HitPolicy) ? AssessingFault.ManyResults
        : table.Outputs.All(output => output.Name != AssessmentOutputs.Severity) ? AssessingFault.NoSeverity
        : null;
}
