namespace Baton.Web.Designers.Decisions;

/// <summary>A part of a decision model that the editor can show.</summary>
/// <param name="Id">The id of its element.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Type">drd, decisionTable, literalExpression or boxedExpression.</param>
public sealed record ModelView(string Id, string Name, string Type)
{
    internal bool IsDiagram => Type == "drd";
}

/// <summary>The rules of a decision that matched in a trial, by their numbers.</summary>
public sealed record MatchedRules(string DecisionId, IReadOnlyList<int> Rules);
