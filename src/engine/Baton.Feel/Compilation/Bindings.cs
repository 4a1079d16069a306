namespace Baton.Feel.Compilation;

/// <summary>
/// What a name means while the tree is compiled: a chain from the innermost to the outermost binding. A binding is either a
/// name with its slot, or the item of a filter, whose entries are names when it is a context.
/// </summary>
internal sealed record Bindings(Bindings? Outer, string? Name, int Slot)
{
    /// <summary>Whether an outer name may be hidden by an entry of a filter's item.</summary>
    public bool IsItem => Name is null;
}
