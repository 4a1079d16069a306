using Baton.Engine.Compilation;

namespace Baton.Engine.Migration;

/// <summary>Finds what takes the place of an element or flow.</summary>
internal sealed class MigrationMap
{
    private readonly Dictionary<string, string> _targets;
    private readonly ExecutableProcess _target;

    public MigrationMap(IReadOnlyList<ElementMapping> mappings, ExecutableProcess target)
    {
        _targets = mappings.ToDictionary(each => each.SourceElementId, each => each.TargetElementId, StringComparer.Ordinal);
        _target = target;
    }

    public string? TargetId(string sourceId) => _targets.GetValueOrDefault(sourceId);

    /// <summary>The element in the target; the one itself where the source is repeated, its repetition where that is meant. Null when it is not mapped.</summary>
    public ExecutableElement? Element(ExecutableElement source)
    {
        if (source.Parent is null)
        {
            return _target.Root;
        }
        if (source.PartOf is { } whole)
        {
            return Element(whole)?.Parts.ElementAtOrDefault(Array.IndexOf(whole.Parts, source));
        }
        if (source.Type == ElementType.AdHocSubProcessInnerInstance)
        {
            return Element(source.Parent)?.AdHoc?.Inner;
        }
        return TargetId(source.Id) is { } id ? Like(source, id) : null;
    }

    /// <summary>What a completed element is in the target: mapped or, not being mapped, of the same id.</summary>
    public ExecutableElement? Completed(ExecutableElement source) => Element(source) ?? Like(source, source.Id);

    /// <summary>The flow that a waiting token lies on in the target: mapped or, not being mapped, of the same id.</summary>
    public ExecutableFlow? Flow(ExecutableFlow source) => _target.FindFlow(TargetId(source.Id) ?? source.Id);

    private ExecutableElement? Like(ExecutableElement source, string targetId) =>
        _target.Element(targetId) is { Type: ElementType.MultiInstanceBody } body && source.Type != ElementType.MultiInstanceBody
            ? body.Repeated
            : _target.Element(targetId);
}
