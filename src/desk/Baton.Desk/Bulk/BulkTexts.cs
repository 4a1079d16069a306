using Baton.Desk.Texts;

namespace Baton.Desk.Bulk;

/// <summary>The sentences about bulk actions, from the resources beside this file.</summary>
internal static class BulkTexts
{
    public static TextSet Words { get; } = new(typeof(BulkTexts));
}
