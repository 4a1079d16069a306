using Baton.Desk.Texts;

namespace Baton.Desk.Phrases;

/// <summary>The sentences about phrases, from the resources beside this file.</summary>
internal static class PhraseTexts
{
    public static TextSet Words { get; } = new(typeof(PhraseTexts));
}
