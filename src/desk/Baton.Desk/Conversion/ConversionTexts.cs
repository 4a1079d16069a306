using Baton.Desk.Texts;

namespace Baton.Desk.Conversion;

/// <summary>The sentences of the import of models, from the resources beside this file.</summary>
internal static class ConversionTexts
{
    public static TextSet Words { get; } = new(typeof(ConversionTexts));
}
