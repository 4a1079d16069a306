using Baton.Desk.Texts;

namespace Baton.Desk.Channels.Sms;

/// <summary>The sentences about short messages that come in, from the resources beside this file.</summary>
internal static class SmsTexts
{
    public static TextSet Words { get; } = new(typeof(SmsTexts));

    /// <summary>A text in all languages.</summary>
    public static LocalizedText All(string key) =>
        new(Words.Get(key, Languages.SimplifiedChinese), Words.Get(key, Languages.TraditionalChinese), Words.Get(key, Languages.English));
}
