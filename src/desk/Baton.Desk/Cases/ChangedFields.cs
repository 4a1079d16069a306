using Baton.Desk.Forms;
using Baton.Desk.Texts;

namespace Baton.Desk.Cases;

/// <summary>Names the fields that were changed as the form calls them. Pure.</summary>
internal static class ChangedFields
{
    /// <param name="items">The time line, as <see cref="Timeline.Read"/> gives it.</param>
    /// <param name="form">The form of the case with the fields that the reader may read; subject, description and category are not in it; a field that it has no more keeps its name.</param>
    /// <param name="language">Of the reader.</param>
    public static IReadOnlyList<TimelineItem> Name(IReadOnlyList<TimelineItem> items, FormSchema? form, string language)
    {
        var labels = (form?.Fields ?? []).ToLookup(field => field.Key, field => field.LabelIn(language), StringComparer.Ordinal);
        return
        [
            .. items.Select(item =>
                item.Code == TimelineCodes.Edited && item.Parameters.TryGetValue(TimelineWords.Fields, out var fields)
                    ? item with
                    {
                        Fields = [.. fields.Split(TimelineWords.Comma).Select(Label)],
                    }
                    : item
            ),
        ];

        string Label(string key) => labels[key].FirstOrDefault() ?? DeskTexts.Find("column." + key, language) ?? key;
    }
}
