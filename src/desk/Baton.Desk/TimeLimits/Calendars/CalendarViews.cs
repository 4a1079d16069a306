using Baton.Desk.TimeLimits.Calendars.Holidays;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>A calendar with its hours and the units and tiers that it counts for.</summary>
/// <param name="Code">Unique on the desk.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Names">In all languages.</param>
/// <param name="Content">Zone, hours and special days.</param>
/// <param name="IsDefault">Counts where neither policy, unit nor tier names a calendar.</param>
/// <param name="IsRetired">Reckons on for what uses it, but is offered no more.</param>
/// <param name="Pack">Which pack brought it; null where administrators made it.</param>
/// <param name="Subscription">Where further holidays come from; null for nowhere.</param>
/// <param name="Units">Codes of the units that have it themselves; those below inherit it.</param>
/// <param name="Tiers">Codes of the customer tiers that have it.</param>
/// <param name="IsOpen">Whether work is done at this moment.</param>
/// <param name="Version">Raised with each change.</param>
public sealed record CalendarView(
    string Code,
    string Name,
    LocalizedText Names,
    CalendarContent Content,
    bool IsDefault,
    bool IsRetired,
    string? Pack,
    SubscriptionView? Subscription,
    IReadOnlyList<string> Units,
    IReadOnlyList<string> Tiers,
    bool IsOpen,
    int Version
);

/// <summary>Holidays that are read from an address each day.</summary>
/// <param name="Address">Where they are read from.</param>
/// <param name="MakeUpWords">Words in the name of an event that make it a day of work.</param>
/// <param name="MakeUpLike">The weekday whose hours such a day has.</param>
/// <param name="ReadAt">When they were read without a problem last; null before the first time.</param>
/// <param name="NextReadAt">When they will be read next.</param>
/// <param name="FailedAt">Since when reading fails; null where it does not. The days that were read before stay.</param>
/// <param name="Failure">Why, in the reader's language.</param>
/// <param name="Days">What was read last.</param>
/// <param name="NotUnderstood">The events that were not understood then.</param>
public sealed record SubscriptionView(
    string Address,
    IReadOnlyList<string> MakeUpWords,
    string MakeUpLike,
    DateTimeOffset? ReadAt,
    DateTimeOffset? NextReadAt,
    DateTimeOffset? FailedAt,
    string? Failure,
    IReadOnlyList<SpecialDaysEntry> Days,
    IReadOnlyList<NotUnderstoodView> NotUnderstood
);

/// <summary>An event of a file of holidays that was passed over.</summary>
/// <param name="Summary">What the file calls it.</param>
/// <param name="On">When it begins, as the file says.</param>
/// <param name="Reason">Why, in the reader's language.</param>
public sealed record NotUnderstoodView(string Summary, string On, string Reason)
{
    internal static NotUnderstoodView Of(NotUnderstood one, string language) =>
        new(one.Summary, one.On, CalendarTexts.Words.Get("holidays." + one.Reason, language));
}

/// <summary>A day of a calendar.</summary>
/// <param name="Date">The day.</param>
/// <param name="Hours">Its hours by the clock on the wall, as <c>09:00-12:30</c>; none where nobody works.</param>
/// <param name="Name">The name of the special days that it belongs to, if they have one.</param>
/// <param name="IsSpecial">Whether it is not as its weekday says.</param>
public sealed record CalendarDay(DateOnly Date, IReadOnlyList<string> Hours, string? Name, bool IsSpecial);
