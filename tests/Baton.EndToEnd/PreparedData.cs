namespace Baton.EndToEnd;

/// <summary>
/// The data of a server that was started once and stopped again: schema, administrator and, where wanted, the demo. Tests begin with a copy, so that
/// not each of them waits until the same packs are imported.
/// </summary>
internal static class PreparedData
{
    private static readonly Lazy<Task<string>> Demo = new(() => Make(loadDemo: true));
    private static readonly Lazy<Task<string>> Empty = new(() => Make(loadDemo: false));

    /// <summary>Whether a server with these settings would make the same data; one with a database of its own does not.</summary>
    public static bool Fits(ServerSettings settings) =>
        settings.DataDirectory is null
        && !settings.Arguments.Any(argument =>
            argument.StartsWith("--Storage:", StringComparison.Ordinal)
            || argument.StartsWith("--Packs:", StringComparison.Ordinal)
            || argument.StartsWith("--Demo:", StringComparison.Ordinal)
        );

    public static async Task CopyTo(string folder, bool loadDemo)
    {
        var source = await (loadDemo ? Demo : Empty).Value;
        foreach (var directory in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(folder, Path.GetRelativePath(source, directory)));
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(source, file)));
    }

    private static async Task<string> Make(bool loadDemo)
    {
        var folder = Directory.CreateTempSubdirectory("baton-e2e-prepared-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var server = await ServerProcess.Start(new ServerSettings { LoadDemo = loadDemo, DataDirectory = folder });
        await server.Stop();
        return folder;
    }
}
