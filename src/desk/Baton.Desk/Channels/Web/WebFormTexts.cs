using Baton.Desk.Texts;

namespace Baton.Desk.Channels.Web;

/// <summary>The sentences about web forms, from the resources beside this file.</summary>
internal static class WebFormTexts
{
    public static TextSet Words { get; } = new(typeof(WebFormTexts));
}
