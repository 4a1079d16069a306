using Baton.Desk.Texts;

namespace Baton.Desk.Designs.Decisions;

/// <summary>The sentences about drafts of decisions, from the resources beside this file.</summary>
internal static class DraftDecisionTexts
{
    public static TextSet Words { get; } = new(typeof(DraftDecisionTexts));
}
