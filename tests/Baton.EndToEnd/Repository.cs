namespace Baton.EndToEnd;

/// <summary>Finds the places of the source tree that tests read: the folder with Baton.slnx and the shared data beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of shared test data, or null where it does not lie beside the repository.</summary>
    public static string? Shared(string folder)
    {
        string path = Path.Combine(Path.GetDirectoryName(Root)!, "shared", folder);
        return Directory.Exists(path) ? path : null;
    }

    /// <summary>The server as the build left it, in the configuration that this test was built in.</summary>
    public static string ServerAssembly() => Built("src/server", "Baton.Server");

    /// <summary>The program that sends letters until it is killed.</summary>
    public static string CourierAssembly() => Built("tests", "Baton.EndToEnd.Courier");

    private static string Built(string folder, string project)
    {
        string[] parts = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
        string path = Path.Combine(Root, folder, project, "bin", parts[^2], parts[^1], project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built. Build {folder}/{project} first.", path);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Baton.slnx")))
            {
                return at.FullName;
            }
        }
        throw new DirectoryNotFoundException("Baton.slnx is in no folder above the tests.");
    }
}
