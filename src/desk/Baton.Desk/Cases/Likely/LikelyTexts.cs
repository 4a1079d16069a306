using Baton.Desk.Forms;
using Baton.Desk.Texts;

namespace Baton.Desk.Cases.Likely;

/// <summary>Says in what cases are alike, from the resources beside this file.</summary>
internal static class LikelyTexts
{
    public static TextSet Words { get; } = new(typeof(LikelyTexts));

    public static string Say(LikenessReason reason, IReadOnlyList<FormComponent> fields, string language) =>
        reason.Kind switch
        {
            LikenessKind.SameField => Words.Get(
                "SameField",
                language,
                ("field", fields.FirstOrDefault(field => field.Key == reason.Detail)?.LabelIn(language) ?? reason.Detail ?? "")
            ),
            LikenessKind.SimilarWords => Words.Get("SimilarWords", language, ("words", reason.Detail ?? "")),
            var kind => Words.Get(kind.ToString(), language),
        };
}
