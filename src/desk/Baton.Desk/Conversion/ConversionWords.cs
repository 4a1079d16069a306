namespace Baton.Desk.Conversion;

/// <summary>Puts a line of the report into words.</summary>
internal static class ConversionWords
{
    public static string Say(ConversionNote note, string language) =>
        ConversionTexts.Words.Get("note." + note.Code, language, ("was", note.Was), ("is", note.Is ?? ""));
}
