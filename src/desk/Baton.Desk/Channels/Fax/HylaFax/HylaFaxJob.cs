using System.Globalization;

namespace Baton.Desk.Channels.Fax.HylaFax;

/// <summary>A line of the queue.</summary>
/// <param name="Tag">The name that the desk gave the job.</param>
/// <param name="State">A letter: D done, F failed, all others on the way.</param>
/// <param name="Pages">Pages that went through.</param>
/// <param name="Status">The server's words.</param>
internal sealed record HylaFaxJob(string Tag, char State, int? Pages, string Status)
{
    /// <summary>Asks for a line that <see cref="Read"/> reads; without a bar in the last place, the words of the server may hold them.</summary>
    public const string Format = "%a|%J|%p|%s";

    private const int Parts = 4;

    public bool IsSent => State == 'D';

    public bool IsFinished => State is 'D' or 'F';

    /// <summary>The jobs among the lines; heads and other words are passed over.</summary>
    public static IEnumerable<HylaFaxJob> Read(string output)
    {
        foreach (var line in output.Split('\n'))
        {
            var parts = line.Trim('\r').Split('|', Parts);
            if (parts.Length != Parts || parts[0].Trim().Length != 1)
                continue;
            var pages = int.TryParse(parts[2].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : (int?)null;
            yield return new HylaFaxJob(parts[1].Trim(), parts[0].Trim()[0], pages, parts[3].Trim());
        }
    }
}
