using Baton.Desk.Texts;

namespace Baton.Desk.Channels.Xml;

/// <summary>The sentences about messages of other systems, from the resources beside this file.</summary>
internal static class CaseExchangeTexts
{
    public static TextSet Words { get; } = new(typeof(CaseExchangeTexts));
}
