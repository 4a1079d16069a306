namespace Baton.Runtime.Retention;

/// <summary>How settings say how long something is kept: a period as ISO 8601, such as <c>P180D</c>, or <see cref="Forever"/>.</summary>
public static class HistoryPeriod
{
    /// <summary>The word for no end; an empty text means the same.</summary>
    public const string Forever = "forever";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>The period; null for <see cref="Forever"/>, and for a text that is none. A month counts 30 days, a year 365.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (IsForever(text))
        {
            return null;
        }
        try
        {
            var period = System.Xml.XmlConvert.ToTimeSpan(text!);
            return period > TimeSpan.Zero && period <= Longest ? period : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with the text of a setting, beginning with its key; null when it can be used.</summary>
    public static string? Problem(string key, string? text) =>
        IsForever(text) || Parse(text) is not null
            ? null
            : $"{key} is '{text}', but must be a period longer than zero and at most 100 years, such as P180D, or '{Forever}'.";

    private static bool IsForever(string? text) => string.IsNullOrEmpty(text) || text.Equals(Forever, StringComparison.OrdinalIgnoreCase);
}
