using Baton.Desk.Versions.Differences;

namespace Baton.Web.Versions;

/// <summary>Word, icon and colour of what became of something.</summary>
internal static class ChangeLooks
{
    public static string Word(ElementChange change) =>
        change switch
        {
            ElementChange.Added => VersionPageTexts.Added,
            ElementChange.Removed => VersionPageTexts.Removed,
            ElementChange.Changed => VersionPageTexts.Changed,
            ElementChange.Rerouted => VersionPageTexts.Rerouted,
            _ => VersionPageTexts.Moved,
        };

    public static string Icon(ElementChange change) =>
        change switch
        {
            ElementChange.Added => "plus",
            ElementChange.Removed => "cross",
            ElementChange.Changed => "edit",
            ElementChange.Rerouted => "transfer",
            _ => "flow",
        };

    /// <summary>The name of the mark in the drawing, and of the colour.</summary>
    public static string Mark(ElementChange change) =>
        change switch
        {
            ElementChange.Added => "added",
            ElementChange.Removed => "removed",
            ElementChange.Changed => "changed",
            ElementChange.Rerouted => "rerouted",
            _ => "moved",
        };
}
