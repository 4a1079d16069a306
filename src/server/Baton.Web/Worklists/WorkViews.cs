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

    /// <summary>Customers to call; no tasks.</summary>
    public const string CallBacks = "call-backs";
    public const string Everything = "all";

    public static IReadOnlyList<string?> All { get; } =
    [Mine, Groups, Deputised, Units, Watched, Mentioned, Customers, CallBacks, Drafts, Everything];

    /// <summary>The rows of these are no tasks.</summary>
    public static bool HasNoTasks(string view) => view is Drafts or CallBacks;

    /// <summary>The rows of these are all held by the reader, or by nobody.</summary>
    public static bool HasOneHolder(string view) => view is Mine or Groups;
}
