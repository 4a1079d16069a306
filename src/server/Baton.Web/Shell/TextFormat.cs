using System.Globalization;

namespace Baton.Web.Shell;

/// <summary>Fills the gaps of a text in the reader's culture.</summary>
internal static class TextFormat
{
    public static string With(this string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);
}
