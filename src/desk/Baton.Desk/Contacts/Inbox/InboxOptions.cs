using System.ComponentModel.DataAnnotations;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Settings of the inbox: section <c>Inbox</c> of the configuration.</summary>
public sealed class InboxOptions
{
    public const string Section = "Inbox";

    /// <summary>In so many minutes of working time somebody must have decided about a contact.</summary>
    [Range(1, 100_000)]
    public int DecideWithinMinutes { get; set; } = 120;

    /// <summary>The same for single channels, by their codes.</summary>
    public Dictionary<string, int> DecideWithinMinutesOf { get; } = new(StringComparer.Ordinal);

    /// <summary>After so many minutes of working time a late contact is told again.</summary>
    [Range(1, 100_000)]
    public int UrgeEveryMinutes { get; set; } = 60;

    /// <summary>So often it is told at most.</summary>
    [Range(0, 100)]
    public int UrgeTimes { get; set; } = 8;
}
