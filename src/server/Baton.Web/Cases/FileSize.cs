using System.Globalization;

namespace Baton.Web.Cases;

/// <summary>Sizes of files as people read them.</summary>
internal static class FileSize
{
    private const double Kilobyte = 1024;

    /// <summary>In MB from one megabyte on, else in KB; never less than 1 KB.</summary>
    public static string Of(long bytes)
    {
        var megabytes = bytes / Kilobyte / Kilobyte;
        return megabytes >= 1
            ? megabytes.ToString("0.#", CultureInfo.CurrentCulture) + " MB"
            : Math.Max(1, Math.Ceiling(bytes / Kilobyte)).ToString("0", CultureInfo.CurrentCulture) + " KB";
    }
}
