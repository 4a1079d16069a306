namespace Baton.Desk;

/// <summary>
/// The ways in by which people outside the call centre register cases, each on a page of its own: key-account managers, the counters of branches, and
/// whoever answers supervising bodies. Pure.
/// </summary>
public static class CaseEntries
{
    /// <summary>Key-account managers, with what came up in talks with their customers.</summary>
    public const string AccountManager = "account-manager";

    /// <summary>Counters of branches.</summary>
    public const string Branch = "branch";

    /// <summary>Complaints that come by supervising bodies and the supervision line.</summary>
    public const string Supervision = "supervision";

    /// <summary>Not one of the pages, but all else: the agents' own page, and what comes in by itself.</summary>
    public const string Desk = "desk";

    /// <summary>The pages, by the code of their channel.</summary>
    public static IReadOnlyList<string> All { get; } = [AccountManager, Branch, Supervision];

    /// <summary>What the property <c>entry</c> of a form's field may name.</summary>
    public static IReadOnlyList<string> Places { get; } = [Desk, .. All];

    /// <summary>The page of a channel, or <see cref="Desk"/>.</summary>
    /// <param name="channel">Null for the phone.</param>
    public static string Of(string? channel) => channel is not null && All.Contains(channel, StringComparer.Ordinal) ? channel : Desk;

    /// <summary>What opens cases by a channel: the permission of its page, else <see cref="Permissions.OpenCases"/>.</summary>
    /// <param name="channel">Null for the phone.</param>
    public static string Permission(string? channel) =>
        channel switch
        {
            AccountManager => Permissions.RegisterAsAccountManager,
            Branch => Permissions.RegisterInBranch,
            Supervision => Permissions.RegisterForSupervision,
            _ => Permissions.OpenCases,
        };

    /// <summary>The pages that a user may open.</summary>
    public static IEnumerable<string> OpenTo(DeskUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return All.Where(entry => user.May(Permission(entry)));
    }

    /// <summary>The pages that offer a case type, as it keeps them: codes with commas between; null for none.</summary>
    internal static IReadOnlyList<string> Read(string? kept) => kept?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What <see cref="Read"/> reads, in the order of <see cref="All"/>.</summary>
    internal static string? Write(IReadOnlyCollection<string> entries) =>
        All.Any(entries.Contains) ? string.Join(',', All.Where(entries.Contains)) : null;
}
