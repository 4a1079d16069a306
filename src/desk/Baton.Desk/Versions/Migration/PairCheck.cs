using Baton.Desk.Versions.Differences;

namespace Baton.Desk.Versions.Migration;

/// <summary>
/// Whether a step can go on as another one, by the rules of the engine's migration as far as they can be seen from the two drawings. What hangs on
/// an instance, such as waiting tokens, only a trial on it shows.
/// </summary>
internal static class PairCheck
{
    public const string Missing = "missing";

    private static readonly string[] Waiting = ["intermediateCatchEvent", "boundaryEvent", "eventSubProcess", "startEvent"];

    /// <summary>Null where it can; else the code of the text <c>pair.CODE</c>.</summary>
    public static string? Of(
        ProcessShape before,
        ProcessShape after,
        string sourceId,
        string? targetId,
        IReadOnlyDictionary<string, string> matches
    )
    {
        if (before.Find(sourceId) is not { } source || after.Find(targetId) is not { } target)
            return Missing;
        if (source.BroadKind != target.BroadKind)
            return "kind";
        if (Waiting.Contains(source.BroadKind, StringComparer.Ordinal) && source.Kind != target.Kind)
            return "trigger";
        if (Says(source, PropertyCodes.Repetition) != Says(target, PropertyCodes.Repetition))
            return "repetition";
        if (source.BroadKind == "userTask" && Says(source, PropertyCodes.ManagedTask) != Says(target, PropertyCodes.ManagedTask))
            return "manager";
        if (source.AttachedTo is { } host && matches.GetValueOrDefault(host) != target.AttachedTo)
            return "host";
        var scope = source.Scope is { } outer ? matches.GetValueOrDefault(outer) : null;
        return scope == target.Scope ? null : "scope";
    }

    private static string? Says(ShapeElement element, string property)
    {
        foreach (var fact in element.Facts)
        {
            if (fact.Property == property)
                return fact.Value;
        }
        return null;
    }
}
