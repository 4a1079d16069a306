namespace Baton.Web.Worklists;

/// <summary>The views of the work list, as the address and the desk name them.</summary>
internal static class WorkViews
{
    public const string Mine = "mine";
    public const string Groups = "groups";
    public const string Deputised = "deputised";
    public const string Everything = "all";

    public static IReadOnlyList<string?> All { get; } = [Mine, Groups, Deputised, Everything];
}
