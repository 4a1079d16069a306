namespace Baton.Runtime;

/// <summary>Somebody beside the engine who refers to process instances: what they refer to is not deleted.</summary>
/// <param name="ReferenceTo">
/// Names what refers to the tree of a root instance, such as "case 17"; null when nothing does. Called inside the unit that deletes.
/// </param>
public sealed record HistoryKeeper(Func<UnitOfWork, long, ValueTask<string?>> ReferenceTo);
