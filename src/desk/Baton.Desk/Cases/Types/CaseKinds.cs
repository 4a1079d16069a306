namespace Baton.Desk.Cases.Types;

/// <summary>What cases can be, for figures over several types. A deployment may have others of its own.</summary>
internal static class CaseKinds
{
    public static IReadOnlyList<string> All { get; } = ["complaint", "suggestion", "request", "appointment", "enquiry"];
}
