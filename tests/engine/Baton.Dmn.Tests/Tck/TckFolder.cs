namespace Baton.Dmn.Tests.Tck;

/// <summary>Finds the official test cases, which are not part of the project.</summary>
internal static class TckFolder
{
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("BATON_DMN_TCK") is { Length: > 0 } named)
        {
            return named;
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Baton.slnx")))
            {
                var cases = System.IO.Path.Combine(folder.Parent!.FullName, "shared", "dmn-tck");
                return Directory.Exists(cases) ? cases : null;
            }
        }
        return null;
    }

    /// <summary>Skips the test where the cases are absent; on the build server that is a failure.</summary>
    public static string Required()
    {
        if (Path is null)
        {
            Assert.False(
                Environment.GetEnvironmentVariable("CI") == "true",
                "The DMN TCK must be there on the build server; set BATON_DMN_TCK."
            );
            Assert.Skip("The DMN TCK is not there; set BATON_DMN_TCK to its folder.");
        }
        return Path;
    }
}
