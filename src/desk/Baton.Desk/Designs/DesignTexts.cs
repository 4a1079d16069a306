using Baton.Desk.Texts;

namespace Baton.Desk.Designs;

/// <summary>The sentences about designs, from the resources beside this file.</summary>
internal static class DesignTexts
{
    public static TextSet Words { get; } = new(typeof(DesignTexts));
}
