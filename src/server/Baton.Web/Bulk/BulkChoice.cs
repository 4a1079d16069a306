namespace Baton.Web.Bulk;

/// <summary>Something that can be done to the ticked rows.</summary>
/// <param name="Action">As the desk calls it.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Text">What people call it.</param>
/// <param name="Hint">What it does, and whether it can be taken back.</param>
public sealed record BulkChoice(string Action, string Icon, string Text, string Hint)
{
    /// <summary>It is done at once; the others ask for something before.</summary>
    public bool IsAtOnce { get; init; }
}
