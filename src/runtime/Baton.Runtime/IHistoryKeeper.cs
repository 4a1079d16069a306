namespace Baton.Runtime;

/// <summary>Somebody beside the engine who refers to process instances: what they refer to is not deleted.</summary>
public interface IHistoryKeeper
{
    /// <summary>Names what refers to the tree of this root instance, such as "case 17"; null when nothing does. Called inside a unit.</summary>
    ValueTask<string?> ReferenceTo(UnitOfWork unit, long rootInstanceKey);
}
