using Baton.Desk.Texts;

namespace Baton.Desk.Cases.Types;

/// <summary>The sentences about case types, from the resources beside this file.</summary>
internal static class CaseTypeTexts
{
    public static TextSet Words { get; } = new(typeof(CaseTypeTexts));
}
