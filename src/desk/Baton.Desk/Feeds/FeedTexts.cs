using Baton.Desk.Texts;

namespace Baton.Desk.Feeds;

/// <summary>The sentences of to-do feeds, from the resources beside this file.</summary>
internal static class FeedTexts
{
    public static TextSet Words { get; } = new(typeof(FeedTexts));
}
