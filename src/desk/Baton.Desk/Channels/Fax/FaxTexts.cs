using Baton.Desk.Texts;

namespace Baton.Desk.Channels.Fax;

/// <summary>The fax desk's own sentences, from the resources beside this file.</summary>
internal static class FaxTexts
{
    public static TextSet Words { get; } = new(typeof(FaxTexts));
}
