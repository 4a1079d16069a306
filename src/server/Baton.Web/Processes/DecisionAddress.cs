namespace Baton.Web.Processes;

/// <summary>The address of a decision's page.</summary>
internal static class DecisionAddress
{
    public static string Of(string decisionId) => "/decisions/" + Uri.EscapeDataString(decisionId);
}
