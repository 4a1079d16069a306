using Baton.Desk.Texts;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>The sentences about call-backs, from the resources beside this file.</summary>
internal static class CallBackTexts
{
    public static TextSet Words { get; } = new(typeof(CallBackTexts));
}
