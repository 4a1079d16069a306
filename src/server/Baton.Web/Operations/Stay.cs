using Baton.Web.Shell;

namespace Baton.Web.Operations;

/// <summary>How long something lasts, in the largest unit that says enough.</summary>
internal static class Stay
{
    public static string Words(double seconds) =>
        seconds switch
        {
            < 1 => OperationsTexts.LessThanASecond,
            < 120 => OperationsTexts.Seconds.With(Math.Round(seconds)),
            < 7200 => OperationsTexts.Minutes.With(Math.Round(seconds / 60)),
            < 172_800 => OperationsTexts.Hours.With(Math.Round(seconds / 3600)),
            _ => OperationsTexts.Days.With(Math.Round(seconds / 86_400)),
        };

    /// <summary>How warm, from 1 to 5, among the longest: each level is about five times the one before.</summary>
    public static int Level(double seconds, double longest) =>
        longest <= 0 ? 1 : Math.Clamp(5 + (int)Math.Floor(Math.Log(Math.Max(seconds, 0.001) / longest, 5)), 1, 5);
}
