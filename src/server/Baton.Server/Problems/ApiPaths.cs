namespace Baton.Server.Problems;

/// <summary>Tells the paths of programs, which get problem details, from the pages of people.</summary>
internal static class ApiPaths
{
    public static bool IsApi(PathString path) =>
        IsEngine(path) || Starts(path, "/api") || Starts(path, "/openapi") || Starts(path, "/health");

    /// <summary>The engine's API has problems of its own form.</summary>
    public static bool IsEngine(PathString path) => Starts(path, "/v2");

    private static bool Starts(PathString path, string segment) => path.StartsWithSegments(segment, StringComparison.OrdinalIgnoreCase);
}
