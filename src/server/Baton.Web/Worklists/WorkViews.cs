namespace Baton.Web.Worklists;

/// <summary>The views of the work list, as the address and the desk name them.</summary>
internal static class WorkViews
{
    public const string Mine = "mine";
    public const string Groups = "groups";
    public const string Deputised = "deputised";
    public const string Units = "units";
    public const string Watched = "watched";
    public const string Mentioned = "mentioned";

    /// <summary>Of cases of the customers whom the reader looks after.</summary>
    public const string Customers = "customers";

    /// <summary>Half-typed cases; no tasks.</summary>
    public const string Drafts = "drafts";
    public const string Everything = "all";

    public static IReadOnlyList<string?> All { get; } = [Mine, Groups, Deputised, Units, Watched, Mentioned, Customers, Drafts, Everything];

    /// <summary>The rows of these are all held by the reader, or by nobody.</summary>
    public static bool HasOneHolder(string view) => view is Mine or Groups;
}
