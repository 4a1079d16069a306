using Baton.Desk;
using Baton.Desk.TimeLimits.Calendars;

namespace Baton.Web.TimeLimits;

/// <summary>A calendar while somebody writes it: hours as texts, special days as rows.</summary>
public sealed class CalendarDraft
{
    private CalendarDraft() { }

    /// <summary>The code, which cannot be changed once the calendar is kept.</summary>
    public string Code { get; set; } = "";

    /// <summary>By language.</summary>
    public Dictionary<string, string?> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>IANA name of the zone.</summary>
    public string Zone { get; set; } = "";

    /// <summary>The spans of each weekday, separated by commas.</summary>
    public Dictionary<string, string> Hours { get; } = new(StringComparer.Ordinal);

    /// <summary>Holidays, half days and make-up days.</summary>
    public List<SpecialRow> Special { get; } = [];

    /// <summary>Whether it is to be the default.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Whether it is not to be offered any more.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Where further holidays are read from; empty for nowhere.</summary>
    public string Address { get; set; } = "";

    /// <summary>Separated by commas.</summary>
    public string MakeUpWords { get; set; } = "补班, 補班, 调休上班, 調休上班";

    /// <summary>The weekday whose hours make-up days have.</summary>
    public string MakeUpLike { get; set; } = CalendarContent.Weekdays[0];

    /// <summary>An office of the zone from nine to six, to begin with.</summary>
    public static CalendarDraft New(string zone)
    {
        var draft = new CalendarDraft { Zone = zone };
        foreach (var (tag, _) in Shell.LanguageNames.All)
            draft.Names[tag] = null;
        foreach (var (index, day) in CalendarContent.Weekdays.Index())
            draft.Hours[day] = index < 5 ? "09:00-18:00" : "";
        return draft;
    }

    /// <summary>A calendar as it is kept.</summary>
    public static CalendarDraft Of(CalendarView view, string language)
    {
        var draft = New(view.Content.Zone);
        (draft.Code, draft.IsDefault, draft.IsRetired) = (view.Code, view.IsDefault, view.IsRetired);
        draft.Names[Languages.SimplifiedChinese] = view.Names.ZhHans;
        draft.Names[Languages.TraditionalChinese] = view.Names.ZhHant;
        draft.Names[Languages.English] = view.Names.En;
        foreach (var day in CalendarContent.Weekdays)
            draft.Hours[day] = string.Join(", ", view.Content.Hours.GetValueOrDefault(day) ?? []);
        draft.Special.AddRange((view.Content.Special ?? []).Select(entry => SpecialRow.Of(entry, language)));
        if (view.Subscription is { } subscription)
        {
            draft.Address = subscription.Address;
            draft.MakeUpWords = string.Join(", ", subscription.MakeUpWords);
            draft.MakeUpLike = subscription.MakeUpLike;
        }
        return draft;
    }

    /// <summary>The hours as they are written.</summary>
    public CalendarContent Content(string language) =>
        new(
            Zone.Trim(),
            Hours
                .Where(one => one.Value.Trim().Length > 0)
                .ToDictionary(one => one.Key, one => SpecialRow.Parts(one.Value), StringComparer.Ordinal),
            [.. Special.Select(row => row.Entry(language))]
        );

    /// <summary>What keeps it; without a version it is a new one.</summary>
    public SaveCalendarRequest Request(string language, int? version) =>
        new(
            new(Names[Languages.SimplifiedChinese] ?? "", Names[Languages.TraditionalChinese] ?? "", Names[Languages.English] ?? ""),
            Content(language),
            IsDefault,
            IsRetired,
            Address.Trim().Length == 0 ? null : new(Address.Trim(), SpecialRow.Parts(MakeUpWords), MakeUpLike)
        )
        {
            Code = Code.Trim(),
            IsNew = version is null,
            Version = version,
        };
}

/// <summary>Special days while somebody writes them.</summary>
public sealed class SpecialRow
{
    /// <summary>Nobody works.</summary>
    public const string Closed = "closed";

    /// <summary>Work is done in hours of these days' own.</summary>
    public const string OwnHours = "hours";

    /// <summary>The first day.</summary>
    public string From { get; set; } = "";

    /// <summary>The last day; empty for one day.</summary>
    public string To { get; set; } = "";

    /// <summary>In the reader's language.</summary>
    public string Name { get; set; } = "";

    /// <summary>closed, hours, or the weekday whose hours count.</summary>
    public string Kind { get; set; } = Closed;

    /// <summary>Their own hours, separated by commas.</summary>
    public string Hours { get; set; } = "";

    /// <summary>In all languages, so that translations stay where one is changed.</summary>
    private LocalizedText? Names { get; init; }

    /// <summary>Days as they are kept.</summary>
    public static SpecialRow Of(SpecialDaysEntry entry, string language) =>
        new()
        {
            From = entry.From,
            To = entry.To ?? "",
            Name = entry.Name?.In(language) ?? "",
            Kind = entry.Like ?? (entry.Hours is { Count: > 0 } ? OwnHours : Closed),
            Hours = string.Join(", ", entry.Hours ?? []),
            Names = entry.Name,
        };

    /// <summary>The days as they are written.</summary>
    public SpecialDaysEntry Entry(string language) =>
        new(
            From.Trim(),
            To.Trim().Length == 0 ? null : To.Trim(),
            Name.Trim().Length == 0 ? null : Names?.Renamed(language, Name.Trim()) ?? LocalizedText.Same(Name.Trim()),
            Kind is Closed or OwnHours ? null : Kind,
            Kind == OwnHours ? Parts(Hours) : null
        );

    /// <summary>What commas separate; people who write Chinese type wide ones.</summary>
    public static IReadOnlyList<string> Parts(string text) =>
        text.Split([',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
