using Baton.Desk.Texts;

namespace Baton.Desk.Analysis;

/// <summary>The sentences about how processes go, from the resources beside this file.</summary>
internal static class AnalysisTexts
{
    public static TextSet Words { get; } = new(typeof(AnalysisTexts));
}
