namespace Baton.Server.Configuration;

/// <summary>Finds the solution packs that come with Baton.</summary>
internal static class PackFolders
{
    /// <summary>The folder packs beside the program or in a folder above it, as in the source tree; null if there is none.</summary>
    public static string? Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string packs = Path.Combine(at.FullName, "packs");
            if (Directory.Exists(packs))
            {
                return packs;
            }
        }
        return null;
    }
}
