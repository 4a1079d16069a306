using Baton.Desk.Processes.Decisions;

namespace Baton.Web.Processes;

/// <summary>The hit policies of DMN in words.</summary>
internal static class HitPolicies
{
    public static string NameOf(DecisionTableView table) =>
        Known(table) switch
        {
            "UNIQUE" => DecisionTexts.PolicyUnique,
            "ANY" => DecisionTexts.PolicyAny,
            "PRIORITY" => DecisionTexts.PolicyPriority,
            "FIRST" => DecisionTexts.PolicyFirst,
            "RULEORDER" => DecisionTexts.PolicyRuleOrder,
            "OUTPUTORDER" => DecisionTexts.PolicyOutputOrder,
            _ => table.Aggregation?.ToUpperInvariant() switch
            {
                "SUM" => DecisionTexts.PolicyCollectSum,
                "COUNT" => DecisionTexts.PolicyCollectCount,
                "MIN" => DecisionTexts.PolicyCollectMin,
                "MAX" => DecisionTexts.PolicyCollectMax,
                _ => DecisionTexts.PolicyCollect,
            },
        };

    public static string MeaningOf(DecisionTableView table) =>
        Known(table) switch
        {
            "UNIQUE" => DecisionTexts.MeaningUnique,
            "ANY" => DecisionTexts.MeaningAny,
            "PRIORITY" => DecisionTexts.MeaningPriority,
            "FIRST" => DecisionTexts.MeaningFirst,
            "RULEORDER" => DecisionTexts.MeaningRuleOrder,
            "OUTPUTORDER" => DecisionTexts.MeaningOutputOrder,
            _ => table.Aggregation?.ToUpperInvariant() switch
            {
                "SUM" => DecisionTexts.MeaningCollectSum,
                "COUNT" => DecisionTexts.MeaningCollectCount,
                "MIN" => DecisionTexts.MeaningCollectMin,
                "MAX" => DecisionTexts.MeaningCollectMax,
                _ => DecisionTexts.MeaningCollect,
            },
        };

    private static string Known(DecisionTableView table) => table.HitPolicy.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
