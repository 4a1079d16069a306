using Baton.Desk.Texts;

namespace Baton.Desk.Channels.Telephony;

/// <summary>The sentences about calls, from the resources beside this file.</summary>
internal static class TelephonyTexts
{
    public static TextSet Words { get; } = new(typeof(TelephonyTexts));
}
