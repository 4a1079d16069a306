namespace Baton.Web.Operations;

/// <summary>A token that somebody wants to move.</summary>
/// <param name="Source">The element instance in which it is.</param>
/// <param name="Target">The element to which it was dragged; null where that is still to be chosen.</param>
public sealed record MoveAsked(long Source, string? Target);
