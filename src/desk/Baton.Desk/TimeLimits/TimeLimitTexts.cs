using Baton.Desk.Texts;

namespace Baton.Desk.TimeLimits;

/// <summary>The sentences about time limits, from the resources beside this file.</summary>
internal static class TimeLimitTexts
{
    public static TextSet Words { get; } = new(typeof(TimeLimitTexts));
}
