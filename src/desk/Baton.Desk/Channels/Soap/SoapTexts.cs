using Baton.Desk.Texts;

namespace Baton.Desk.Channels.Soap;

/// <summary>The sentences about SOAP, from the resources beside this file.</summary>
internal static class SoapTexts
{
    public static TextSet Words { get; } = new(typeof(SoapTexts));
}
