namespace Baton.Bpmn.Tests;

/// <summary>Finds the repository and the reference data beside it, which is no part of the repository.</summary>
internal static class SharedData
{
    /// <summary>The folder with Baton.slnx.</summary>
    public static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Baton.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException("Baton.slnx was not found above the test binaries.");
    }

    /// <summary>The names of the files, for theories; one that matches nothing when the data is absent, so that the theory is skipped.</summary>
    public static IReadOnlyList<string> Names(string folder, string pattern) =>
        Directory.Exists(Folder(folder)) ? [.. Files(folder, pattern).Select(file => Path.GetFileName(file))] : ["*"];

    /// <summary>The files of that kind; empty when the data is absent and the test may be skipped.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        string path = Folder(folder);
        if (Directory.Exists(path))
        {
            return [.. Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        }
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"The reference data shared/{folder} is missing.");
        Assert.Skip($"The reference data shared/{folder} is not here.");
        return [];
    }

    private static string Folder(string folder) => Path.GetFullPath(Path.Combine(Repository(), "..", "shared", folder));
}
