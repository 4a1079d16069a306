using System.Xml.Linq;
using Baton.Dmn.Reading;

namespace Baton.Dmn.Outline;

/// <summary>Tells the form of a decision's logic from its XML.</summary>
internal static class DecisionKinds
{
    public static DecisionKind Of(XElement decision) =>
        decision.Child("decisionTable") is not null ? DecisionKind.DecisionTable
        : decision.Child("literalExpression") is not null ? DecisionKind.LiteralExpression
        : DecisionKind.Other;
}
