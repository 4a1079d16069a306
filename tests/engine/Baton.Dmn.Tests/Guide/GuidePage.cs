using System.Text.RegularExpressions;

namespace Baton.Guide;

/// <summary>A page of the guide, and the samples in these tests that its code is taken from.</summary>
internal static partial class GuidePage
{
    private static readonly string Root = FindRoot();

    /// <summary>The fenced blocks of one language, in order.</summary>
    public static IReadOnlyList<string> Blocks(string page, string language) =>
        [
            .. Fence()
                .Matches(File.ReadAllText(Path.Combine(Root, "docs", "guide", page)))
                .Where(match => match.Groups["language"].Value == language)
                .Select(match => match.Groups["text"].Value),
        ];

    /// <summary>What stands between <c>// sample: name</c> and <c>// end</c> in a file below the folder of tests.</summary>
    public static IReadOnlyList<string> Samples(string file)
    {
        var samples = new List<string>();
        List<string>? open = null;
        foreach (var line in File.ReadAllLines(Path.Combine(Root, "tests", file)))
        {
            if (line.TrimStart().StartsWith("// sample: ", StringComparison.Ordinal))
            {
                open = [];
            }
            else if (line.Trim() == "// end" && open is not null)
            {
                samples.Add(Dedented(open));
                open = null;
            }
            else
            {
                open?.Add(line);
            }
        }
        return samples;
    }

    private static string Dedented(List<string> lines)
    {
        while (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(lines.Select(line => (line.Length == 0 ? line : line[indent..]) + "\n"));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Baton.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of a checkout: no Baton.slnx above them.");
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
