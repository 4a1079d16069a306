using System.Text;
using Baton.Desk.Cases.Assessing;
using Baton.Dmn.Outline;

namespace Baton.Desk.Processes.Packs;

/// <summary>Checks that the decision of a case type is in the pack, can say how severe a case is, and that what it says has a name.</summary>
internal static class CaseDecisionChecks
{
    public static void Check(Pack pack, PackCaseType type, string place, List<PackProblem> problems)
    {
        if (type.Decision is not { Length: > 0 } id)
            return;
        if (Find(pack, id) is not { } found)
            Add($"Expected a decision of the pack, but none has the id '{id}'.");
        else if (AssessingTable.FaultOf(found.Decision) is { } fault)
            Add(Message(fault, id, found));
        else
            Names(pack, found.File, found.Decision.Table!, problems);

        void Add(string message) => problems.Add(new("case-types.json", place, message));
    }

    private static string Message(AssessingFault fault, string id, (string File, DecisionOutline Decision) found) =>
        fault switch
        {
            AssessingFault.NoTable =>
                $"Expected a decision with a table, whose rules can be shown as reasons, but '{id}' in {found.File} has none.",
            AssessingFault.ManyResults =>
                $"Expected a hit policy that gives one result ({string.Join(", ", AssessingTable.OneResult)}), but '{id}' in {found.File} has {found.Decision.Table!.HitPolicy}.",
            _ => $"Expected a decision with an output named '{AssessmentOutputs.Severity}', but '{id}' in {found.File} has none.",
        };

    private static (string File, DecisionOutline Decision)? Find(Pack pack, string id)
    {
        foreach (var resource in pack.Resources.Where(resource => resource.Path.EndsWith(".dmn", StringComparison.Ordinal)))
        {
            var xml = Encoding.UTF8.GetString(resource.Content).TrimStart('\uFEFF');
            if (ModelOutline.Read(xml).Find(id) is { } decision)
                return (resource.Path, decision);
        }
        return null;
    }

    /// <summary>Severities that stand in the table as texts need a name; one that is computed is shown by its code.</summary>
    private static void Names(Pack pack, string file, TableOutline table, List<PackProblem> problems)
    {
        var column = table.Outputs.ToList().FindIndex(output => output.Name == AssessmentOutputs.Severity);
        var known = pack.Texts.Values.SelectMany(texts => texts.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in table.Rules)
        {
            var cell = rule.Outputs[column].Trim();
            if (cell.Length < 3 || cell[0] != '"' || cell[^1] != '"' || known.Contains("severity." + cell[1..^1]))
                continue;
            problems.Add(
                new(
                    file,
                    $"rule {rule.Number}",
                    $"Expected the text 'severity.{cell[1..^1]}' in texts/, because the rule gives this severity."
                )
            );
        }
    }
}
