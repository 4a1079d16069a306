using Baton.Desk.Texts;

namespace Baton.Desk.ThirdParties;

/// <summary>The sentences about third parties, from the resources beside this file.</summary>
internal static class ThirdPartyTexts
{
    public static TextSet Words { get; } = new(typeof(ThirdPartyTexts));
}
