using Baton.Desk.Connectors.Calls;

namespace Baton.Desk.Connectors.Connections;

/// <summary>Pure: the further headers of a connection, one a line.</summary>
internal static class ConnectionHeaders
{
    private const int Max = 20;

    public static IReadOnlyList<(string Name, string Value)> Read(string lines)
    {
        var headers = new List<(string, string)>();
        foreach (var line in Lines(lines))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }
        return headers;
    }

    /// <summary>Every line is a header that may be sent.</summary>
    public static bool AreRight(string? lines)
    {
        var all = Lines(lines ?? "");
        var headers = Read(lines ?? "");
        return all.Length <= Max && headers.Count == all.Length && headers.All(one => CallHeaders.Fault(one.Name, one.Value) is null);
    }

    private static string[] Lines(string text) =>
        text.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
