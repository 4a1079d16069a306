using Baton.Desk.Texts;

namespace Baton.Desk.Versions;

/// <summary>The sentences about differences and migrations, from the resources beside this file.</summary>
internal static class VersionTexts
{
    public static TextSet Words { get; } = new(typeof(VersionTexts));
}
