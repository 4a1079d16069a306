using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;

namespace Baton.Desk.Organisation;

/// <summary>The sentences about units, people and their skills, from the resources beside this file.</summary>
internal static class UnitTexts
{
    public static TextSet Words { get; } = new(typeof(UnitTexts));

    /// <summary>The file that was sent cannot be read.</summary>
    public static Problem Unreadable(string key, string language) =>
        Problems.Invalid(language, Words.Field("file", "unreadable", key, language));
}
